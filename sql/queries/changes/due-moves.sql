-- How an assignment's due date came to be where it is, the oldest first.
SELECT g.Id, g.MadeAt, g.MadeBy, e.ValueBefore, e.ValueAfter
FROM ChangeEntry AS e
JOIN Gesture AS g ON g.Id = e.GestureId
WHERE e.CampaignId = @CampaignId AND e.Assignment = @Assignment AND e.Unit = '' AND e.Kind = 'Assignment' AND e.Field = 'due'
    AND e.ValueBefore IS NOT NULL AND e.ValueAfter IS NOT NULL AND g.IsApplied = 1
ORDER BY e.Id;
