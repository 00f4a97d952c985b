-- What later gestures have brought, named one by one or counted.
SELECT l.Kind, l.Assignment, l.Unit, l.Item, l.ValueAfter, l.NewRows
FROM ChangeEntry AS l
JOIN Gesture AS g ON g.Id = l.GestureId
WHERE l.CampaignId IN (@CampaignId, 0) AND l.GestureId > @GestureId AND l.ValueBefore IS NULL AND g.IsApplied = 1;
