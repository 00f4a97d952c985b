SELECT TOP (@Last) g.MadeAt, e.Kind, e.Assignment, e.Unit, e.Item, e.Field, e.ValueBefore, e.ValueAfter, e.NewRows
FROM dbo.ChangeEntry AS e
JOIN dbo.Gesture AS g ON g.Id = e.GestureId
WHERE e.GestureId = @GestureId
ORDER BY e.Id;
