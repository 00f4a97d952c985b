-- What has changed after a moment, the newest first.
SELECT g.MadeAt, e.Kind, e.Assignment, e.Unit, e.Item, e.Field, e.ValueBefore, e.ValueAfter, e.NewRows
FROM ChangeEntry AS e
JOIN Gesture AS g ON g.Id = e.GestureId
WHERE e.CampaignId = @CampaignId AND g.MadeAt > @Since AND g.IsApplied = 1
ORDER BY e.Id DESC;
