-- Instants are UTC as text of fixed width (2022-06-17T09:30:00.000Z), so that text order is time order.
-- Days are text (2022-06-17), weeks are ISO weeks (2022-W24), booleans are 0 or 1.

CREATE TABLE Campaign (
    Id           INTEGER PRIMARY KEY,
    Code         TEXT NOT NULL UNIQUE,
    Name         TEXT NOT NULL,
    Place        TEXT NOT NULL,
    SubjectTag   TEXT NOT NULL,
    StartsOn     TEXT NOT NULL,
    EndsOn       TEXT NOT NULL,
    -- The service owes nothing from before it was put in charge: without this a first start in the middle of a
    -- campaign would send the report of a week nobody asked it to watch.
    WatchedSince TEXT NOT NULL,
    CHECK (EndsOn >= StartsOn)
);

CREATE TABLE Unit (
    Id           INTEGER PRIMARY KEY,
    CampaignId   INTEGER NOT NULL REFERENCES Campaign (Id),
    Code         TEXT NOT NULL,
    Name         TEXT NOT NULL,
    Aliases      TEXT NOT NULL DEFAULT '',
    Kind         TEXT NOT NULL DEFAULT '',
    Role         TEXT NOT NULL DEFAULT 'Member' CHECK (Role IN ('Member', 'Committee', 'Specialist', 'Copy')),
    OwesWeekly   INTEGER NOT NULL DEFAULT 0 CHECK (OwesWeekly IN (0, 1)),
    SupervisorId INTEGER NULL REFERENCES Unit (Id),
    IsActive     INTEGER NOT NULL DEFAULT 1 CHECK (IsActive IN (0, 1)),
    UNIQUE (CampaignId, Code)
);

CREATE TABLE Contact (
    Id        INTEGER PRIMARY KEY,
    UnitId    INTEGER NOT NULL REFERENCES Unit (Id),
    Address   TEXT NOT NULL,
    Title     TEXT NOT NULL DEFAULT '',
    Phone     TEXT NOT NULL DEFAULT '',
    Role      TEXT NOT NULL DEFAULT 'To' CHECK (Role IN ('To', 'Cc')),
    IsActive  INTEGER NOT NULL DEFAULT 1 CHECK (IsActive IN (0, 1)),
    UNIQUE (UnitId, Address)
);

CREATE TABLE Assignment (
    Id         INTEGER PRIMARY KEY,
    CampaignId INTEGER NOT NULL REFERENCES Campaign (Id),
    Code       TEXT NOT NULL,
    Title      TEXT NOT NULL,
    Target     TEXT NOT NULL DEFAULT '',
    TargetUnit TEXT NOT NULL DEFAULT '',
    DueOn      TEXT NOT NULL,
    Note       TEXT NOT NULL DEFAULT '',
    IsActive   INTEGER NOT NULL DEFAULT 1 CHECK (IsActive IN (0, 1)),
    UNIQUE (CampaignId, Code)
);

CREATE TABLE AssignmentUnit (
    AssignmentId INTEGER NOT NULL REFERENCES Assignment (Id),
    UnitId       INTEGER NOT NULL REFERENCES Unit (Id),
    Part         TEXT NOT NULL CHECK (Part IN ('Lead', 'Support')),
    Progress     TEXT NOT NULL DEFAULT '',
    ProgressAt   TEXT NULL,
    CompletedAt  TEXT NULL,
    PRIMARY KEY (AssignmentId, UnitId)
);
CREATE INDEX IX_AssignmentUnit_Unit ON AssignmentUnit (UnitId);

CREATE TABLE WeeklySubmission (
    Id           INTEGER PRIMARY KEY,
    UnitId       INTEGER NOT NULL REFERENCES Unit (Id),
    Week         TEXT NOT NULL,
    SubmittedAt  TEXT NOT NULL,
    -- Codes of the assignments it speaks of, blank-separated: ' T02 T04 ', with a blank at either end.
    Assignments  TEXT NOT NULL DEFAULT '',
    Results      TEXT NOT NULL DEFAULT '',
    Difficulties TEXT NOT NULL DEFAULT '',
    Proposals    TEXT NOT NULL DEFAULT '',
    NextWeek     TEXT NOT NULL DEFAULT '',
    UNIQUE (UnitId, Week, SubmittedAt)
);

CREATE TABLE SubmissionExemption (
    UnitId INTEGER NOT NULL REFERENCES Unit (Id),
    Week   TEXT NOT NULL,
    Reason TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (UnitId, Week)
);

CREATE TABLE CalendarDay (
    Day  TEXT PRIMARY KEY,
    Kind TEXT NOT NULL CHECK (Kind IN ('Off', 'Worked')),
    Name TEXT NOT NULL DEFAULT ''
);

CREATE TABLE JobRun (
    Id         TEXT PRIMARY KEY,
    Job        TEXT NOT NULL,
    Host       TEXT NOT NULL,
    StartedAt  TEXT NOT NULL,
    FinishedAt TEXT NULL,
    Outcome    TEXT NOT NULL CHECK (Outcome IN ('Running', 'Succeeded', 'Failed', 'Abandoned')),
    Notices    INTEGER NOT NULL DEFAULT 0,
    Messages   INTEGER NOT NULL DEFAULT 0,
    Held       INTEGER NOT NULL DEFAULT 0,
    Detail     TEXT NOT NULL DEFAULT ''
);
CREATE INDEX IX_JobRun_Started ON JobRun (StartedAt);

-- The ledger: what was issued, once. NoticeKey is what "once" means; MessageKey says which mail carried it.
CREATE TABLE NoticeIssued (
    Id           INTEGER PRIMARY KEY,
    NoticeKey    TEXT NOT NULL UNIQUE,
    MessageKey   TEXT NOT NULL,
    CampaignId   INTEGER NOT NULL REFERENCES Campaign (Id),
    Kind         TEXT NOT NULL CHECK (Kind IN ('Deadline', 'Reminder', 'Report', 'Supplement', 'Alert')),
    UnitId       INTEGER NULL REFERENCES Unit (Id),
    AssignmentId INTEGER NULL REFERENCES Assignment (Id),
    DueOn        TEXT NULL,
    Week         TEXT NULL,
    -- Grows with time within one deadline or one week, so that a later step is never followed by an earlier one.
    Step         INTEGER NOT NULL,
    LookDay      TEXT NOT NULL,
    IssuedAt     TEXT NOT NULL,
    JobRunId     TEXT NOT NULL
);
CREATE INDEX IX_NoticeIssued_Assignment ON NoticeIssued (AssignmentId, UnitId, DueOn, Step) WHERE AssignmentId IS NOT NULL;
CREATE INDEX IX_NoticeIssued_Look ON NoticeIssued (CampaignId, LookDay, Kind);
CREATE INDEX IX_NoticeIssued_Message ON NoticeIssued (MessageKey);
CREATE INDEX IX_NoticeIssued_Week ON NoticeIssued (CampaignId, Week, Kind) WHERE Week IS NOT NULL;

CREATE TABLE OutboxMessage (
    Id            INTEGER PRIMARY KEY,
    MessageKey    TEXT NOT NULL,
    Recipient     TEXT NOT NULL,
    RecipientName TEXT NOT NULL DEFAULT '',
    RecipientRole TEXT NOT NULL CHECK (RecipientRole IN ('To', 'Cc')),
    CampaignId    INTEGER NOT NULL REFERENCES Campaign (Id),
    Kind          TEXT NOT NULL CHECK (Kind IN ('Deadline', 'Reminder', 'Report', 'Supplement', 'Alert')),
    UnitId        INTEGER NULL REFERENCES Unit (Id),
    Week          TEXT NULL,
    Step          INTEGER NOT NULL DEFAULT 0,
    LookDay       TEXT NOT NULL,
    -- What an alert says; every other kind is rendered from the data of the moment it leaves.
    Body          TEXT NOT NULL DEFAULT '',
    -- Lower goes first.
    Priority      INTEGER NOT NULL,
    State         TEXT NOT NULL CHECK (State IN ('Pending', 'Sending', 'Sent', 'Dead', 'Expired', 'Suppressed', 'Held')),
    StateReason   TEXT NOT NULL DEFAULT '',
    CreatedAt     TEXT NOT NULL,
    NotBefore     TEXT NOT NULL,
    ExpiresAt     TEXT NOT NULL,
    Attempts      INTEGER NOT NULL DEFAULT 0,
    InDoubt       INTEGER NOT NULL DEFAULT 0 CHECK (InDoubt IN (0, 1)),
    LeaseOwner    TEXT NULL,
    LeaseUntil    TEXT NULL,
    MessageId     TEXT NOT NULL,
    Subject       TEXT NOT NULL DEFAULT '',
    Mime          BLOB NULL,
    MimeSha256    TEXT NOT NULL DEFAULT '',
    FinishedAt    TEXT NULL,
    JobRunId      TEXT NOT NULL,
    UNIQUE (MessageKey, Recipient)
);
-- The dispatcher asks for pending rows every few seconds; sent ones pile up for a year. Filtered, so that the
-- question costs the same after a million mails as after none.
CREATE INDEX IX_OutboxMessage_Pending ON OutboxMessage (Priority, ExpiresAt, Id) WHERE State = 'Pending';
CREATE INDEX IX_OutboxMessage_Sending ON OutboxMessage (LeaseUntil) WHERE State = 'Sending';
CREATE INDEX IX_OutboxMessage_Campaign ON OutboxMessage (CampaignId, CreatedAt);

CREATE TABLE OutboxAttempt (
    Id              INTEGER PRIMARY KEY,
    OutboxMessageId INTEGER NOT NULL REFERENCES OutboxMessage (Id),
    AttemptedAt     TEXT NOT NULL,
    Owner           TEXT NOT NULL,
    InDoubt         INTEGER NOT NULL DEFAULT 0 CHECK (InDoubt IN (0, 1)),
    Stage           TEXT NOT NULL,
    Outcome         TEXT NOT NULL CHECK (Outcome IN ('Delivered', 'Retry', 'Refused')),
    Code            INTEGER NULL,
    Reply           TEXT NOT NULL DEFAULT '',
    ElapsedMs       INTEGER NOT NULL
);
CREATE INDEX IX_OutboxAttempt_Message ON OutboxAttempt (OutboxMessageId);

CREATE TABLE WeeklyReport (
    Id           INTEGER PRIMARY KEY,
    CampaignId   INTEGER NOT NULL REFERENCES Campaign (Id),
    Week         TEXT NOT NULL,
    Revision     INTEGER NOT NULL CHECK (Revision >= 1),
    AsOf         TEXT NOT NULL,
    Snapshot     TEXT NOT NULL,
    Sha256       TEXT NOT NULL,
    UNIQUE (CampaignId, Week, Revision)
);

CREATE TABLE WeeklyReportFile (
    ReportId  INTEGER NOT NULL REFERENCES WeeklyReport (Id),
    Name      TEXT NOT NULL,
    MediaType TEXT NOT NULL,
    Content   BLOB NOT NULL,
    Sha256    TEXT NOT NULL,
    PRIMARY KEY (ReportId, Name)
);

-- One row: which machine this database is armed for.
CREATE TABLE Installation (
    Id      INTEGER PRIMARY KEY CHECK (Id = 1),
    Machine TEXT NOT NULL,
    ArmedAt TEXT NOT NULL
);
