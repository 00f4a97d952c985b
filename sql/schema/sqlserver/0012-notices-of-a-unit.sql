-- A mail asks what its own unit was told. Found by assignment, day or week, each mail would go through what all units were told.
DROP INDEX IX_NoticeIssued_Assignment ON dbo.NoticeIssued;
CREATE INDEX IX_NoticeIssued_Unit ON dbo.NoticeIssued (UnitId, AssignmentId, DueOn, Step) WHERE AssignmentId IS NOT NULL;
DROP INDEX IX_NoticeIssued_Look ON dbo.NoticeIssued;
CREATE INDEX IX_NoticeIssued_Day ON dbo.NoticeIssued (CampaignId, LookDay, Kind, UnitId);
DROP INDEX IX_NoticeIssued_Week ON dbo.NoticeIssued;
CREATE INDEX IX_NoticeIssued_WeekStep ON dbo.NoticeIssued (CampaignId, Week, Kind, UnitId, Step) WHERE Week IS NOT NULL;
