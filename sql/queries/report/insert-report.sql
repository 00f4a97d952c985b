INSERT INTO WeeklyReport (CampaignId, Week, Revision, AsOf, Snapshot, Sha256)
VALUES (@campaignId, @week, @revision, @asOf, @snapshot, @sha256);
