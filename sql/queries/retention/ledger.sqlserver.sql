-- Keeps rows of campaigns that can still owe something, because they prevent a second notice, and rows whose mail still
-- exists, because they say what it is about; a held mail may yet be released.
DELETE FROM dbo.NoticeIssued
WHERE Id IN (
    SELECT TOP (@Count) n.Id FROM dbo.Campaign AS c
    JOIN dbo.NoticeIssued AS n ON n.CampaignId = c.Id
    WHERE c.EndsOn < @EndedBefore AND n.IssuedAt < @Before
        AND NOT EXISTS (SELECT 1 FROM dbo.OutboxMessage AS m WHERE m.MessageKey = n.MessageKey));
