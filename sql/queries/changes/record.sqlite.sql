-- The newest entries of a campaign, and of the calendar, which is everybody's.
SELECT g.Id, g.MadeAt, g.MadeBy, g.Way, g.Reason, g.Source, g.UndoesId, g.IsApplied,
    e.Kind, e.Assignment, e.Unit, e.Item, e.Field, SUBSTR(e.ValueBefore, 1, @Letters) AS ValueBefore,
    SUBSTR(e.ValueAfter, 1, @Letters) AS ValueAfter, e.NewRows
FROM ChangeEntry AS e
JOIN Gesture AS g ON g.Id = e.GestureId
WHERE e.CampaignId IN (@CampaignId, 0)
ORDER BY e.Id DESC
LIMIT @Last;
