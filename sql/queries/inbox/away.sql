-- Who is away, the newest word first; what was said so long ago is said again by whoever is.
SELECT m.Sender, m.AwayUntil
FROM InboxMail AS m
WHERE m.AwayUntil IS NOT NULL AND m.StoredAt > @Since
ORDER BY m.StoredAt DESC, m.Id DESC;
