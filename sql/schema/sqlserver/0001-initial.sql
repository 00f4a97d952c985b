-- Instants are UTC (datetime2(3)), days are dates, weeks are ISO weeks ('2022-W24').
-- Plain forms throughout: no inline indexes, no MERGE, one batch a file.

CREATE TABLE dbo.Campaign (
    Id           int IDENTITY(1,1) NOT NULL CONSTRAINT PK_Campaign PRIMARY KEY,
    Code         nvarchar(32) NOT NULL CONSTRAINT UQ_Campaign_Code UNIQUE,
    Name         nvarchar(400) NOT NULL,
    Place        nvarchar(200) NOT NULL,
    SubjectTag   nvarchar(100) NOT NULL,
    StartsOn     date NOT NULL,
    EndsOn       date NOT NULL,
    -- The service owes nothing from before it was put in charge: without this a first start in the middle of a
    -- campaign would send the report of a week nobody asked it to watch.
    WatchedSince datetime2(3) NOT NULL,
    CONSTRAINT CK_Campaign_Span CHECK (EndsOn >= StartsOn)
);

CREATE TABLE dbo.Unit (
    Id           int IDENTITY(1,1) NOT NULL CONSTRAINT PK_Unit PRIMARY KEY,
    CampaignId   int NOT NULL CONSTRAINT FK_Unit_CampaignId REFERENCES dbo.Campaign (Id),
    Code         nvarchar(32) NOT NULL,
    Name         nvarchar(400) NOT NULL,
    Aliases      nvarchar(1000) NOT NULL CONSTRAINT DF_Unit_Aliases DEFAULT N'',
    Kind         nvarchar(32) NOT NULL CONSTRAINT DF_Unit_Kind DEFAULT N'',
    Role         nvarchar(16) NOT NULL CONSTRAINT DF_Unit_Role DEFAULT N'Member' CONSTRAINT CK_Unit_Role CHECK (Role IN (N'Member', N'Committee', N'Specialist', N'Copy')),
    OwesWeekly   bit NOT NULL CONSTRAINT DF_Unit_OwesWeekly DEFAULT 0,
    SupervisorId int NULL CONSTRAINT FK_Unit_SupervisorId REFERENCES dbo.Unit (Id),
    IsActive     bit NOT NULL CONSTRAINT DF_Unit_IsActive DEFAULT 1,
    CONSTRAINT UQ_Unit_CampaignId_Code UNIQUE (CampaignId, Code)
);

CREATE TABLE dbo.Contact (
    Id        int IDENTITY(1,1) NOT NULL CONSTRAINT PK_Contact PRIMARY KEY,
    UnitId    int NOT NULL CONSTRAINT FK_Contact_UnitId REFERENCES dbo.Unit (Id),
    Address   nvarchar(254) NOT NULL,
    Title     nvarchar(1000) NOT NULL CONSTRAINT DF_Contact_Title DEFAULT N'',
    Phone     nvarchar(50) NOT NULL CONSTRAINT DF_Contact_Phone DEFAULT N'',
    Role      nvarchar(16) NOT NULL CONSTRAINT DF_Contact_Role DEFAULT N'To' CONSTRAINT CK_Contact_Role CHECK (Role IN (N'To', N'Cc')),
    IsActive  bit NOT NULL CONSTRAINT DF_Contact_IsActive DEFAULT 1,
    CONSTRAINT UQ_Contact_UnitId_Address UNIQUE (UnitId, Address)
);

CREATE TABLE dbo.Assignment (
    Id         int IDENTITY(1,1) NOT NULL CONSTRAINT PK_Assignment PRIMARY KEY,
    CampaignId int NOT NULL CONSTRAINT FK_Assignment_CampaignId REFERENCES dbo.Campaign (Id),
    Code       nvarchar(32) NOT NULL,
    Title      nvarchar(1000) NOT NULL,
    Target     nvarchar(200) NOT NULL CONSTRAINT DF_Assignment_Target DEFAULT N'',
    TargetUnit nvarchar(100) NOT NULL CONSTRAINT DF_Assignment_TargetUnit DEFAULT N'',
    DueOn      date NOT NULL,
    Note       nvarchar(2000) NOT NULL CONSTRAINT DF_Assignment_Note DEFAULT N'',
    IsActive   bit NOT NULL CONSTRAINT DF_Assignment_IsActive DEFAULT 1,
    CONSTRAINT UQ_Assignment_CampaignId_Code UNIQUE (CampaignId, Code)
);

CREATE TABLE dbo.AssignmentUnit (
    AssignmentId int NOT NULL CONSTRAINT FK_AssignmentUnit_AssignmentId REFERENCES dbo.Assignment (Id),
    UnitId       int NOT NULL CONSTRAINT FK_AssignmentUnit_UnitId REFERENCES dbo.Unit (Id),
    Part         nvarchar(16) NOT NULL CONSTRAINT CK_AssignmentUnit_Part CHECK (Part IN (N'Lead', N'Support')),
    Progress     nvarchar(max) NOT NULL CONSTRAINT DF_AssignmentUnit_Progress DEFAULT N'',
    ProgressAt   datetime2(3) NULL,
    CompletedAt  datetime2(3) NULL,
    CONSTRAINT PK_AssignmentUnit PRIMARY KEY (AssignmentId, UnitId)
);
CREATE INDEX IX_AssignmentUnit_Unit ON dbo.AssignmentUnit (UnitId);

CREATE TABLE dbo.WeeklySubmission (
    Id           bigint IDENTITY(1,1) NOT NULL CONSTRAINT PK_WeeklySubmission PRIMARY KEY,
    UnitId       int NOT NULL CONSTRAINT FK_WeeklySubmission_UnitId REFERENCES dbo.Unit (Id),
    Week         nvarchar(8) NOT NULL,
    SubmittedAt  datetime2(3) NOT NULL,
    -- Codes of the assignments it speaks of, blank-separated: ' T02 T04 ', with a blank at either end.
    Assignments  nvarchar(2000) NOT NULL CONSTRAINT DF_WeeklySubmission_Assignments DEFAULT N'',
    Results      nvarchar(max) NOT NULL CONSTRAINT DF_WeeklySubmission_Results DEFAULT N'',
    Difficulties nvarchar(max) NOT NULL CONSTRAINT DF_WeeklySubmission_Difficulties DEFAULT N'',
    Proposals    nvarchar(max) NOT NULL CONSTRAINT DF_WeeklySubmission_Proposals DEFAULT N'',
    NextWeek     nvarchar(max) NOT NULL CONSTRAINT DF_WeeklySubmission_NextWeek DEFAULT N'',
    CONSTRAINT UQ_WeeklySubmission_UnitId_Week_SubmittedAt UNIQUE (UnitId, Week, SubmittedAt)
);

CREATE TABLE dbo.SubmissionExemption (
    UnitId int NOT NULL CONSTRAINT FK_SubmissionExemption_UnitId REFERENCES dbo.Unit (Id),
    Week   nvarchar(8) NOT NULL,
    Reason nvarchar(1000) NOT NULL CONSTRAINT DF_SubmissionExemption_Reason DEFAULT N'',
    CONSTRAINT PK_SubmissionExemption PRIMARY KEY (UnitId, Week)
);

CREATE TABLE dbo.CalendarDay (
    Day  date NOT NULL CONSTRAINT PK_CalendarDay PRIMARY KEY,
    Kind nvarchar(32) NOT NULL CONSTRAINT CK_CalendarDay_Kind CHECK (Kind IN (N'Off', N'Worked')),
    Name nvarchar(400) NOT NULL CONSTRAINT DF_CalendarDay_Name DEFAULT N''
);

CREATE TABLE dbo.JobRun (
    Id         nvarchar(32) NOT NULL CONSTRAINT PK_JobRun PRIMARY KEY,
    Job        nvarchar(50) NOT NULL,
    Host       nvarchar(200) NOT NULL,
    StartedAt  datetime2(3) NOT NULL,
    FinishedAt datetime2(3) NULL,
    Outcome    nvarchar(16) NOT NULL CONSTRAINT CK_JobRun_Outcome CHECK (Outcome IN (N'Running', N'Succeeded', N'Failed', N'Abandoned')),
    Notices    int NOT NULL CONSTRAINT DF_JobRun_Notices DEFAULT 0,
    Messages   int NOT NULL CONSTRAINT DF_JobRun_Messages DEFAULT 0,
    Held       int NOT NULL CONSTRAINT DF_JobRun_Held DEFAULT 0,
    Detail     nvarchar(max) NOT NULL CONSTRAINT DF_JobRun_Detail DEFAULT N''
);
CREATE INDEX IX_JobRun_Started ON dbo.JobRun (StartedAt);

-- The ledger: what was issued, once. NoticeKey is what "once" means; MessageKey says which mail carried it.
CREATE TABLE dbo.NoticeIssued (
    Id           bigint IDENTITY(1,1) NOT NULL CONSTRAINT PK_NoticeIssued PRIMARY KEY,
    NoticeKey    nvarchar(200) NOT NULL CONSTRAINT UQ_NoticeIssued_NoticeKey UNIQUE,
    MessageKey   nvarchar(200) NOT NULL,
    CampaignId   int NOT NULL CONSTRAINT FK_NoticeIssued_CampaignId REFERENCES dbo.Campaign (Id),
    Kind         nvarchar(32) NOT NULL CONSTRAINT CK_NoticeIssued_Kind CHECK (Kind IN (N'Deadline', N'Reminder', N'Report', N'Supplement', N'Alert')),
    UnitId       int NULL CONSTRAINT FK_NoticeIssued_UnitId REFERENCES dbo.Unit (Id),
    AssignmentId int NULL CONSTRAINT FK_NoticeIssued_AssignmentId REFERENCES dbo.Assignment (Id),
    DueOn        date NULL,
    Week         nvarchar(8) NULL,
    -- Grows with time within one deadline or one week, so that a later step is never followed by an earlier one.
    Step         int NOT NULL,
    LookDay      date NOT NULL,
    IssuedAt     datetime2(3) NOT NULL,
    JobRunId     nvarchar(32) NOT NULL
);
CREATE INDEX IX_NoticeIssued_Assignment ON dbo.NoticeIssued (AssignmentId, UnitId, DueOn, Step) WHERE AssignmentId IS NOT NULL;
CREATE INDEX IX_NoticeIssued_Look ON dbo.NoticeIssued (CampaignId, LookDay, Kind);
CREATE INDEX IX_NoticeIssued_Message ON dbo.NoticeIssued (MessageKey);
CREATE INDEX IX_NoticeIssued_Week ON dbo.NoticeIssued (CampaignId, Week, Kind) WHERE Week IS NOT NULL;

CREATE TABLE dbo.OutboxMessage (
    Id            bigint IDENTITY(1,1) NOT NULL CONSTRAINT PK_OutboxMessage PRIMARY KEY,
    MessageKey    nvarchar(200) NOT NULL,
    Recipient     nvarchar(254) NOT NULL,
    RecipientName nvarchar(1000) NOT NULL CONSTRAINT DF_OutboxMessage_RecipientName DEFAULT N'',
    RecipientRole nvarchar(8) NOT NULL CONSTRAINT CK_OutboxMessage_RecipientRole CHECK (RecipientRole IN (N'To', N'Cc')),
    CampaignId    int NOT NULL CONSTRAINT FK_OutboxMessage_CampaignId REFERENCES dbo.Campaign (Id),
    Kind          nvarchar(32) NOT NULL CONSTRAINT CK_OutboxMessage_Kind CHECK (Kind IN (N'Deadline', N'Reminder', N'Report', N'Supplement', N'Alert')),
    UnitId        int NULL CONSTRAINT FK_OutboxMessage_UnitId REFERENCES dbo.Unit (Id),
    Week          nvarchar(8) NULL,
    Step          int NOT NULL CONSTRAINT DF_OutboxMessage_Step DEFAULT 0,
    LookDay       date NOT NULL,
    -- What an alert says; every other kind is rendered from the data of the moment it leaves.
    Body          nvarchar(max) NOT NULL CONSTRAINT DF_OutboxMessage_Body DEFAULT N'',
    -- Lower goes first.
    Priority      int NOT NULL,
    State         nvarchar(16) NOT NULL CONSTRAINT CK_OutboxMessage_State CHECK (State IN (N'Pending', N'Sending', N'Sent', N'Dead', N'Expired', N'Suppressed', N'Held')),
    StateReason   nvarchar(1000) NOT NULL CONSTRAINT DF_OutboxMessage_StateReason DEFAULT N'',
    CreatedAt     datetime2(3) NOT NULL,
    NotBefore     datetime2(3) NOT NULL,
    ExpiresAt     datetime2(3) NOT NULL,
    Attempts      int NOT NULL CONSTRAINT DF_OutboxMessage_Attempts DEFAULT 0,
    InDoubt       bit NOT NULL CONSTRAINT DF_OutboxMessage_InDoubt DEFAULT 0,
    LeaseOwner    nvarchar(200) NULL,
    LeaseUntil    datetime2(3) NULL,
    MessageId     nvarchar(200) NOT NULL,
    Subject       nvarchar(1000) NOT NULL CONSTRAINT DF_OutboxMessage_Subject DEFAULT N'',
    Mime          varbinary(max) NULL,
    MimeSha256    nvarchar(64) NOT NULL CONSTRAINT DF_OutboxMessage_MimeSha256 DEFAULT N'',
    FinishedAt    datetime2(3) NULL,
    JobRunId      nvarchar(32) NOT NULL,
    CONSTRAINT UQ_OutboxMessage_MessageKey_Recipient UNIQUE (MessageKey, Recipient)
);
-- The dispatcher asks for pending rows every few seconds; sent ones pile up for a year. Filtered, so that the
-- question costs the same after a million mails as after none.
CREATE INDEX IX_OutboxMessage_Pending ON dbo.OutboxMessage (Priority, ExpiresAt, Id) WHERE State = N'Pending';
CREATE INDEX IX_OutboxMessage_Sending ON dbo.OutboxMessage (LeaseUntil) WHERE State = N'Sending';
CREATE INDEX IX_OutboxMessage_Campaign ON dbo.OutboxMessage (CampaignId, CreatedAt);

CREATE TABLE dbo.OutboxAttempt (
    Id              bigint IDENTITY(1,1) NOT NULL CONSTRAINT PK_OutboxAttempt PRIMARY KEY,
    OutboxMessageId bigint NOT NULL CONSTRAINT FK_OutboxAttempt_OutboxMessageId REFERENCES dbo.OutboxMessage (Id),
    AttemptedAt     datetime2(3) NOT NULL,
    Owner           nvarchar(200) NOT NULL,
    InDoubt         bit NOT NULL CONSTRAINT DF_OutboxAttempt_InDoubt DEFAULT 0,
    Stage           nvarchar(32) NOT NULL,
    Outcome         nvarchar(16) NOT NULL CONSTRAINT CK_OutboxAttempt_Outcome CHECK (Outcome IN (N'Delivered', N'Retry', N'Refused')),
    Code            int NULL,
    Reply           nvarchar(max) NOT NULL CONSTRAINT DF_OutboxAttempt_Reply DEFAULT N'',
    ElapsedMs       int NOT NULL
);
CREATE INDEX IX_OutboxAttempt_Message ON dbo.OutboxAttempt (OutboxMessageId);

CREATE TABLE dbo.WeeklyReport (
    Id           int IDENTITY(1,1) NOT NULL CONSTRAINT PK_WeeklyReport PRIMARY KEY,
    CampaignId   int NOT NULL CONSTRAINT FK_WeeklyReport_CampaignId REFERENCES dbo.Campaign (Id),
    Week         nvarchar(8) NOT NULL,
    Revision     int NOT NULL CONSTRAINT CK_WeeklyReport_Revision CHECK (Revision >= 1),
    AsOf         datetime2(3) NOT NULL,
    Snapshot     nvarchar(max) NOT NULL,
    Sha256       nvarchar(64) NOT NULL,
    CONSTRAINT UQ_WeeklyReport_CampaignId_Week_Revision UNIQUE (CampaignId, Week, Revision)
);

CREATE TABLE dbo.WeeklyReportFile (
    ReportId  int NOT NULL CONSTRAINT FK_WeeklyReportFile_ReportId REFERENCES dbo.WeeklyReport (Id),
    Name      nvarchar(400) NOT NULL,
    MediaType nvarchar(100) NOT NULL,
    Content   varbinary(max) NOT NULL,
    Sha256    nvarchar(64) NOT NULL,
    CONSTRAINT PK_WeeklyReportFile PRIMARY KEY (ReportId, Name)
);

-- One row: which machine this database is armed for.
CREATE TABLE dbo.Installation (
    Id      int NOT NULL CONSTRAINT PK_Installation PRIMARY KEY CONSTRAINT CK_Installation_One CHECK (Id = 1),
    Machine nvarchar(400) NOT NULL,
    ArmedAt datetime2(3) NOT NULL
);
