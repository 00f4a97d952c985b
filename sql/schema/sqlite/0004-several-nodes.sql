-- Assignment, AssignmentUnit and WeeklySubmission may be views over another program's tables: no key of ours points at
-- them. What is told of an assignment outlives it. SQLite drops a key only with its table.
CREATE TABLE Ledger (
    Id           INTEGER PRIMARY KEY,
    NoticeKey    TEXT NOT NULL UNIQUE,
    MessageKey   TEXT NOT NULL,
    CampaignId   INTEGER NOT NULL REFERENCES Campaign (Id),
    Kind         TEXT NOT NULL CHECK (Kind IN ('Deadline', 'Reminder', 'Report', 'Supplement', 'Alert')),
    UnitId       INTEGER NULL REFERENCES Unit (Id),
    AssignmentId INTEGER NULL,
    DueOn        TEXT NULL,
    Week         TEXT NULL,
    Step         INTEGER NOT NULL,
    LookDay      TEXT NOT NULL,
    IssuedAt     TEXT NOT NULL,
    JobRunId     TEXT NOT NULL
);
INSERT INTO Ledger (Id, NoticeKey, MessageKey, CampaignId, Kind, UnitId, AssignmentId, DueOn, Week, Step, LookDay, IssuedAt, JobRunId)
SELECT Id, NoticeKey, MessageKey, CampaignId, Kind, UnitId, AssignmentId, DueOn, Week, Step, LookDay, IssuedAt, JobRunId FROM NoticeIssued;
DROP TABLE NoticeIssued;
ALTER TABLE Ledger RENAME TO NoticeIssued;
CREATE INDEX IX_NoticeIssued_Assignment ON NoticeIssued (AssignmentId, UnitId, DueOn, Step) WHERE AssignmentId IS NOT NULL;
CREATE INDEX IX_NoticeIssued_Look ON NoticeIssued (CampaignId, LookDay, Kind);
CREATE INDEX IX_NoticeIssued_Message ON NoticeIssued (MessageKey);
CREATE INDEX IX_NoticeIssued_Week ON NoticeIssued (CampaignId, Week, Kind) WHERE Week IS NOT NULL;

-- A look asks each campaign for what is due by a day.
CREATE INDEX IX_Assignment_Due ON Assignment (CampaignId, DueOn);

-- Once an attempt, also where it was written again because nobody knew whether it was.
DROP INDEX IX_OutboxAttempt_Message;
CREATE UNIQUE INDEX UQ_OutboxAttempt_Message ON OutboxAttempt (OutboxMessageId, AttemptedAt);

-- The machines this database is armed for: one, or as many as share it. Id 1 is the first; who limits the rate of all
-- locks that row.
CREATE TABLE Armed (
    Id      INTEGER PRIMARY KEY,
    Machine TEXT NOT NULL,
    ArmedAt TEXT NOT NULL
);
INSERT INTO Armed (Id, Machine, ArmedAt) SELECT Id, Machine, ArmedAt FROM Installation;
DROP TABLE Installation;
ALTER TABLE Armed RENAME TO Installation;
CREATE UNIQUE INDEX UQ_Installation_Machine ON Installation (Machine);
