-- All recipients of the mails that this owner holds.
SELECT DISTINCT g.MessageKey, g.Recipient, g.RecipientName, g.RecipientRole, g.Id
FROM OutboxMessage AS m
JOIN OutboxMessage AS g ON g.MessageKey = m.MessageKey
WHERE m.State = 'Sending' AND m.LeaseOwner = @Owner
ORDER BY g.RecipientRole DESC, g.Id;
