-- Fields of a gesture that a later one has changed which is in effect: neither undone, unless that was undone, nor the undoing
-- of another.
SELECT g.MadeAt, l.Kind, l.Assignment, l.Unit, l.Item, l.Field, l.ValueBefore, l.ValueAfter, l.NewRows
FROM ChangeEntry AS e
JOIN ChangeEntry AS l ON l.CampaignId = e.CampaignId AND l.Assignment = e.Assignment AND l.Unit = e.Unit AND l.Kind = e.Kind
    AND l.Item = e.Item AND l.Field = e.Field
JOIN Gesture AS g ON g.Id = l.GestureId
WHERE e.GestureId = @GestureId AND e.NewRows = 0 AND l.GestureId > @GestureId AND g.IsApplied = 1 AND g.UndoesId IS NULL
    AND NOT EXISTS (SELECT 1 FROM Gesture AS u WHERE u.UndoesId = g.Id AND NOT EXISTS (SELECT 1 FROM Gesture AS v WHERE v.UndoesId = u.Id))
ORDER BY l.Id;
