SELECT g.MadeAt, e.Kind, e.Assignment, e.Unit, e.Item, e.Field, e.ValueBefore, e.ValueAfter, e.NewRows
FROM ChangeEntry AS e
JOIN Gesture AS g ON g.Id = e.GestureId
WHERE e.GestureId = @GestureId
ORDER BY e.Id
LIMIT @Last;
