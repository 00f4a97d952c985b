-- The newest mails in a state whose reason begins so: an absence, or a fault of ours.
SELECT TOP (@Last) m.Id, m.Sender, m.Reason, m.StoredAt
FROM dbo.InboxMail AS m
WHERE m.State = @State AND m.StoredAt > @Since AND m.Reason LIKE @Beginning
ORDER BY m.Id DESC;
