-- The newest entries of a campaign, and of the calendar, which is everybody's.
SELECT TOP (@Last) g.Id, g.MadeAt, g.MadeBy, g.Way, g.Reason, g.Source, g.UndoesId, g.IsApplied,
    e.Kind, e.Assignment, e.Unit, e.Item, e.Field, SUBSTRING(e.ValueBefore, 1, @Letters) AS ValueBefore,
    SUBSTRING(e.ValueAfter, 1, @Letters) AS ValueAfter, e.NewRows
FROM dbo.ChangeEntry AS e
JOIN dbo.Gesture AS g ON g.Id = e.GestureId
WHERE e.CampaignId IN (@CampaignId, 0)
ORDER BY e.Id DESC;
