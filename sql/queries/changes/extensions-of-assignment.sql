SELECT a.Code AS Assignment, u.Code AS Unit, x.AskedAt, x.AskedBy, x.DueOn, x.AskedFor, x.Reason, x.Source, x.ClosedAt, x.Outcome, x.Answer
FROM Assignment AS a
JOIN ExtensionRequest AS x ON x.AssignmentId = a.Id
JOIN Unit AS u ON u.Id = x.UnitId
WHERE a.CampaignId = @CampaignId AND a.Code = @Code
ORDER BY x.AskedAt;
