-- An answer is acknowledged by a mail of its own kind.
ALTER TABLE dbo.NoticeIssued DROP CONSTRAINT CK_NoticeIssued_Kind;
ALTER TABLE dbo.NoticeIssued ADD CONSTRAINT CK_NoticeIssued_Kind CHECK (Kind IN (N'Deadline', N'Reminder', N'Report', N'Supplement', N'Alert', N'Acknowledgement'));
ALTER TABLE dbo.OutboxMessage DROP CONSTRAINT CK_OutboxMessage_Kind;
ALTER TABLE dbo.OutboxMessage ADD CONSTRAINT CK_OutboxMessage_Kind CHECK (Kind IN (N'Deadline', N'Reminder', N'Report', N'Supplement', N'Alert', N'Acknowledgement'));

-- What came back, as it came. A mail is kept before anything is done with it, and decided once: by the hash of its bytes.
CREATE TABLE dbo.InboxMail (
    Id              bigint IDENTITY(1,1) NOT NULL CONSTRAINT PK_InboxMail PRIMARY KEY,
    -- Of its bytes; of a mail that is nothing of ours, of where it lay.
    Sha256          nvarchar(64) NOT NULL CONSTRAINT UQ_InboxMail_Sha256 UNIQUE,
    Source          nvarchar(400) NOT NULL,
    -- Where it lies in the mailbox: a number, an identity of POP3, or the name of a file.
    Place           nvarchar(260) NOT NULL,
    ReceivedAt      datetime2(3) NOT NULL,
    StoredAt        datetime2(3) NOT NULL,
    Sender          nvarchar(254) NOT NULL CONSTRAINT DF_InboxMail_Sender DEFAULT N'',
    SenderName      nvarchar(200) NOT NULL CONSTRAINT DF_InboxMail_SenderName DEFAULT N'',
    Subject         nvarchar(400) NOT NULL CONSTRAINT DF_InboxMail_Subject DEFAULT N'',
    MessageId       nvarchar(400) NOT NULL CONSTRAINT DF_InboxMail_MessageId DEFAULT N'',
    SizeBytes       bigint NOT NULL CONSTRAINT DF_InboxMail_SizeBytes DEFAULT 0,
    -- 0 where it was too large, and only its beginning is kept.
    IsWhole         bit NOT NULL CONSTRAINT DF_InboxMail_IsWhole DEFAULT 1,
    State           nvarchar(16) NOT NULL CONSTRAINT CK_InboxMail_State CHECK (State IN (
        N'New', N'Applied', N'Acknowledged', N'Triage', N'Automatic', N'Bounce', N'Foreign', N'Failed')),
    -- Why it is in this state, for people to read.
    Reason          nvarchar(1000) NOT NULL CONSTRAINT DF_InboxMail_Reason DEFAULT N'',
    Tries           int NOT NULL CONSTRAINT DF_InboxMail_Tries DEFAULT 0,
    DecidedAt       datetime2(3) NULL,
    -- The mail of ours that it answers or returns.
    OutboxMessageId bigint NULL,
    CampaignId      int NULL,
    UnitId          int NULL,
    -- The gesture by which it was applied.
    GestureId       bigint NULL
);
CREATE INDEX IX_InboxMail_Place ON dbo.InboxMail (Source, Place);
CREATE INDEX IX_InboxMail_State ON dbo.InboxMail (State, Id);
CREATE INDEX IX_InboxMail_MessageId ON dbo.InboxMail (MessageId) WHERE MessageId <> N'';
-- For the purge.
CREATE INDEX IX_InboxMail_StoredAt ON dbo.InboxMail (StoredAt) WHERE State <> N'Foreign';

-- The bytes, in a table of their own: the row changes its state, and the mail does not.
CREATE TABLE dbo.InboxMime (
    InboxMailId bigint NOT NULL CONSTRAINT PK_InboxMime PRIMARY KEY
        CONSTRAINT FK_InboxMime_InboxMailId REFERENCES dbo.InboxMail (Id),
    Mime        varbinary(max) NOT NULL
);

-- How far a mailbox has been read.
CREATE TABLE dbo.InboxPosition (
    Source   nvarchar(400) NOT NULL CONSTRAINT PK_InboxPosition PRIMARY KEY,
    Validity bigint NOT NULL,
    Number   bigint NOT NULL,
    -- The last look that reached the end.
    LookedAt datetime2(3) NOT NULL
);

-- An answer names the mail that it answers.
CREATE INDEX IX_OutboxMessage_MessageId ON dbo.OutboxMessage (MessageId);

-- The secret by which Message-IDs are made: an answer that carries one proves that its sender saw the mail.
CREATE TABLE dbo.MailKey (
    Id     int NOT NULL CONSTRAINT PK_MailKey PRIMARY KEY CONSTRAINT CK_MailKey_Id CHECK (Id = 1),
    Secret varbinary(64) NOT NULL
);
INSERT INTO dbo.MailKey (Id, Secret) VALUES (1, CRYPT_GEN_RANDOM(32));
