-- Whom to call: those to whom mails go before those who get copies, and of two the one that was added last. Also those whose address
-- the mail server refuses, who are reached no other way.
SELECT c.UnitId, c.Title, c.Phone AS Number
FROM Unit AS u
JOIN Contact AS c ON c.UnitId = u.Id
WHERE u.CampaignId = @CampaignId AND c.IsActive = 1 AND c.Phone <> ''
ORDER BY c.UnitId, c.Role DESC, c.Id DESC;
