-- Found by REPLACE: to LIKE, an underscore in an address would be any letter.
-- Messages of this owner to an address that is neither a contact's nor one of the others (' archive operator '), or that the
-- server has refused permanently.
SELECT m.Id
FROM OutboxMessage AS m
WHERE m.State = 'Sending' AND m.LeaseOwner = @Owner AND (
    REPLACE(LOWER(@Others), CONCAT(' ', LOWER(m.Recipient), ' '), '') = LOWER(@Others) AND NOT EXISTS (
        SELECT 1
        FROM Contact AS c
        JOIN Unit AS u ON u.Id = c.UnitId
        WHERE c.Address = m.Recipient AND c.IsActive = 1 AND u.CampaignId = m.CampaignId AND u.IsActive = 1)
    OR EXISTS (SELECT 1 FROM RefusedAddress AS r WHERE r.CampaignId = m.CampaignId AND r.Address = m.Recipient));
