INSERT INTO WeeklyReport (CampaignId, Week, Revision, AsOf, Snapshot, Sha256)
VALUES (@CampaignId, @Week, @Revision, @AsOf, @Snapshot, @Sha256);
