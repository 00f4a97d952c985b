-- Assignment, AssignmentUnit and WeeklySubmission may be views over another program's tables: no key of ours points at
-- them. What is told of an assignment outlives it.
ALTER TABLE dbo.NoticeIssued DROP CONSTRAINT FK_NoticeIssued_AssignmentId;
GO
-- A look asks each campaign for what is due by a day.
CREATE INDEX IX_Assignment_Due ON dbo.Assignment (CampaignId, DueOn);
GO
-- Once an attempt, also where it was written again because nobody knew whether it was.
DROP INDEX IX_OutboxAttempt_Message ON dbo.OutboxAttempt;
GO
CREATE UNIQUE INDEX UQ_OutboxAttempt_Message ON dbo.OutboxAttempt (OutboxMessageId, AttemptedAt);
GO
-- The machines this database is armed for: one, or as many as share it. Id 1 is the first; who limits the rate of all
-- locks that row.
ALTER TABLE dbo.Installation DROP CONSTRAINT CK_Installation_One;
GO
CREATE UNIQUE INDEX UQ_Installation_Machine ON dbo.Installation (Machine);
