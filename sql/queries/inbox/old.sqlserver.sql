-- Not what waits for a person.
SELECT TOP (@Count) Id FROM InboxMail
WHERE StoredAt < @Before AND State <> N'Foreign' AND State <> N'Triage'
ORDER BY StoredAt;
