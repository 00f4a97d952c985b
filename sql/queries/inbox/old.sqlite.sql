-- Not what waits for a person.
SELECT Id FROM InboxMail
WHERE StoredAt < @Before AND State <> 'Foreign' AND State <> 'Triage'
ORDER BY StoredAt
LIMIT @Count;
