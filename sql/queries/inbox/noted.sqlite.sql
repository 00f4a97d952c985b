-- The newest mails in a state whose reason begins so: an absence, or a fault of ours.
SELECT m.Id, m.Sender, m.Reason, m.StoredAt
FROM InboxMail AS m
WHERE m.State = @State AND m.StoredAt > @Since AND m.Reason LIKE @Beginning
ORDER BY m.Id DESC
LIMIT @Last;
