SELECT s.AccountId, c.Id AS CampaignId, c.Code FROM AccountCampaign AS s JOIN Campaign AS c ON c.Id = s.CampaignId ORDER BY c.Code;
