-- Whether mails leave for an address.
SELECT COUNT(*)
FROM Contact AS k
JOIN Unit AS u ON u.Id = k.UnitId
WHERE k.Address = @Sender AND k.IsActive = 1 AND u.CampaignId = @CampaignId AND u.IsActive = 1;
