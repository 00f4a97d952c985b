-- One row for each leading unit: an assignment is done when all of them have completed their part by then.
SELECT a.Code, a.Title, a.Target, a.TargetUnit, a.DueOn, u.Name AS UnitName,
    CASE WHEN p.CompletedAt <= @Now THEN 1 ELSE 0 END AS IsDone
FROM Assignment AS a
JOIN AssignmentUnit AS p ON p.AssignmentId = a.Id AND p.Part = 'Lead'
JOIN Unit AS u ON u.Id = p.UnitId
WHERE a.CampaignId = @CampaignId AND a.IsActive = 1
ORDER BY a.DueOn, a.Code, u.Code;
