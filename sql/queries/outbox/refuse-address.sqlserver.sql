-- Grouped: two mails of one turn may have been refused for the same address.
INSERT INTO RefusedAddress (CampaignId, Address, RefusedAt, Reply)
SELECT m.CampaignId, m.Recipient, MAX(r.FinishedAt), MAX(r.StateReason)
FROM OPENJSON(@Rows) WITH (Id bigint, FinishedAt datetime2(3), StateReason nvarchar(1000)) AS r
JOIN OutboxMessage AS m ON m.Id = r.Id
WHERE NOT EXISTS (SELECT 1 FROM RefusedAddress AS a WHERE a.CampaignId = m.CampaignId AND a.Address = m.Recipient)
GROUP BY m.CampaignId, m.Recipient;
