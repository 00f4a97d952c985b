-- Without a unit there is nobody to remind.
SELECT CASE WHEN EXISTS (SELECT 1 FROM Campaign AS c WHERE EXISTS (SELECT 1 FROM Unit AS u WHERE u.CampaignId = c.Id AND u.IsActive = 1))
    THEN 1 ELSE 0 END AS HasPlan;
