-- What later gestures have changed that are in effect: neither undone, unless that was undone, nor the undoing of another.
SELECT DISTINCT l.Kind, l.Assignment, l.Unit, l.Item
FROM ChangeEntry AS l
JOIN Gesture AS g ON g.Id = l.GestureId
WHERE l.CampaignId IN (@CampaignId, 0) AND l.GestureId > @GestureId AND l.NewRows = 0 AND g.IsApplied = 1 AND g.UndoesId IS NULL
    AND NOT EXISTS (SELECT 1 FROM Gesture AS u WHERE u.UndoesId = g.Id AND NOT EXISTS (SELECT 1 FROM Gesture AS v WHERE v.UndoesId = u.Id));
