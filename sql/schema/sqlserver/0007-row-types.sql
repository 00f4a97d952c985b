-- What goes to the server many rows at a time goes as one table-valued parameter. Each type is laid out as the record of
-- its name in the program (Outbox/OutboxRows.cs), which a test holds against it: another layout is another script, that
-- drops the type and makes it anew. A key where rows are looked up by it: with it no plan reads the whole outbox.

CREATE TYPE dbo.NoticeRow AS TABLE (
    NoticeKey    nvarchar(200) NOT NULL,
    MessageKey   nvarchar(200) NOT NULL,
    CampaignId   int NOT NULL,
    Kind         nvarchar(32) NOT NULL,
    UnitId       int NULL,
    AssignmentId int NULL,
    DueOn        date NULL,
    Week         nvarchar(8) NULL,
    Step         int NOT NULL,
    LookDay      date NOT NULL,
    IssuedAt     datetime2(3) NOT NULL,
    JobRunId     nvarchar(32) NOT NULL
);

CREATE TYPE dbo.MessageRow AS TABLE (
    MessageKey    nvarchar(200) NOT NULL,
    Recipient     nvarchar(254) NOT NULL,
    RecipientName nvarchar(1000) NOT NULL,
    RecipientRole nvarchar(8) NOT NULL,
    CampaignId    int NOT NULL,
    Kind          nvarchar(32) NOT NULL,
    UnitId        int NULL,
    Week          nvarchar(8) NULL,
    Step          int NOT NULL,
    LookDay       date NOT NULL,
    Body          nvarchar(max) NOT NULL,
    Priority      int NOT NULL,
    State         nvarchar(16) NOT NULL,
    StateReason   nvarchar(1000) NOT NULL,
    CreatedAt     datetime2(3) NOT NULL,
    ExpiresAt     datetime2(3) NOT NULL,
    MessageId     nvarchar(200) NOT NULL,
    JobRunId      nvarchar(32) NOT NULL
);

CREATE TYPE dbo.AttemptRow AS TABLE (
    OutboxMessageId bigint NOT NULL,
    AttemptedAt     datetime2(3) NOT NULL,
    Owner           nvarchar(200) NOT NULL,
    InDoubt         bit NOT NULL,
    Stage           nvarchar(32) NOT NULL,
    Outcome         nvarchar(16) NOT NULL,
    Code            int NULL,
    Reply           nvarchar(max) NOT NULL,
    ElapsedMs       int NOT NULL
);

CREATE TYPE dbo.SentRow AS TABLE (
    Id         bigint NOT NULL PRIMARY KEY,
    Attempts   int NOT NULL,
    FinishedAt datetime2(3) NOT NULL
);

CREATE TYPE dbo.RenderedRow AS TABLE (
    Id         bigint NOT NULL PRIMARY KEY,
    Owner      nvarchar(200) NOT NULL,
    Subject    nvarchar(1000) NOT NULL,
    MimeSha256 nvarchar(64) NOT NULL,
    LeaseUntil datetime2(3) NOT NULL
);

CREATE TYPE dbo.MimeRow AS TABLE (
    Id   bigint NOT NULL PRIMARY KEY,
    Mime varbinary(max) NOT NULL
);
