-- What this address was asked about lately and has not done.
SELECT DISTINCT a.Code
FROM OutboxMessage AS m
JOIN NoticeIssued AS n ON n.MessageKey = m.MessageKey AND n.UnitId = @UnitId
JOIN Assignment AS a ON a.Id = n.AssignmentId
JOIN AssignmentUnit AS p ON p.AssignmentId = n.AssignmentId AND p.UnitId = n.UnitId
WHERE m.CampaignId = @CampaignId AND m.CreatedAt > @Since AND m.Kind = 'Deadline' AND m.State = 'Sent' AND m.Recipient = @Recipient
    AND p.CompletedAt IS NULL;
