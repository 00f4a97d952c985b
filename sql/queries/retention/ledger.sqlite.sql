-- Not a row of a campaign that can owe anything: it is what keeps that from being said twice. Nor one whose mail is
-- still there: it says what the mail is about, and a held one may yet be released.
DELETE FROM NoticeIssued
WHERE Id IN (
    SELECT n.Id FROM Campaign AS c
    JOIN NoticeIssued AS n ON n.CampaignId = c.Id
    WHERE c.EndsOn < @EndedBefore AND n.IssuedAt < @Before
        AND NOT EXISTS (SELECT 1 FROM OutboxMessage AS m WHERE m.MessageKey = n.MessageKey)
    LIMIT @Count);
