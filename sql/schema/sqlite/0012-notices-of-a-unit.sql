-- A mail asks what its own unit was told. Found by assignment, day or week, each mail would go through what all units were told.
DROP INDEX IX_NoticeIssued_Assignment;
CREATE INDEX IX_NoticeIssued_Unit ON NoticeIssued (UnitId, AssignmentId, DueOn, Step) WHERE AssignmentId IS NOT NULL;
DROP INDEX IX_NoticeIssued_Look;
CREATE INDEX IX_NoticeIssued_Day ON NoticeIssued (CampaignId, LookDay, Kind, UnitId);
DROP INDEX IX_NoticeIssued_Week;
CREATE INDEX IX_NoticeIssued_WeekStep ON NoticeIssued (CampaignId, Week, Kind, UnitId, Step) WHERE Week IS NOT NULL;
