-- Not a row of a campaign that can owe anything: it is what keeps that from being said twice. Nor one whose mail is
-- still there: it says what the mail is about, and a held one may yet be released.
DELETE FROM dbo.NoticeIssued
WHERE Id IN (
    SELECT TOP (@Count) n.Id FROM dbo.Campaign AS c
    JOIN dbo.NoticeIssued AS n ON n.CampaignId = c.Id
    WHERE c.EndsOn < @EndedBefore AND n.IssuedAt < @Before
        AND NOT EXISTS (SELECT 1 FROM dbo.OutboxMessage AS m WHERE m.MessageKey = n.MessageKey));
