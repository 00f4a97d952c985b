-- The files that came with answers. Their bytes are those of the mail, which is kept: a file of ten megabytes is there once.
CREATE TABLE dbo.InboxFile (
    InboxMailId bigint NOT NULL CONSTRAINT FK_InboxFile_InboxMailId REFERENCES dbo.InboxMail (Id),
    -- Its place in the mail, from 1.
    Number      int NOT NULL,
    UnitId      int NOT NULL CONSTRAINT FK_InboxFile_UnitId REFERENCES dbo.Unit (Id),
    -- The mail's, and so its submission's.
    ReceivedAt  datetime2(3) NOT NULL,
    -- Without a path, and with the ending of what it is.
    Name        nvarchar(260) NOT NULL,
    -- By its content, whatever its sender says.
    Type        nvarchar(100) NOT NULL,
    SizeBytes   bigint NOT NULL,
    Sha256      nvarchar(64) NOT NULL,
    -- Why it does not count; NULL where it does.
    Fault       nvarchar(16) NULL CONSTRAINT CK_InboxFile_Fault CHECK (Fault IN (N'TooMany', N'TooLarge', N'WeekIsFull')),
    CONSTRAINT PK_InboxFile PRIMARY KEY (InboxMailId, Number)
);
CREATE INDEX IX_InboxFile_Unit ON dbo.InboxFile (UnitId, ReceivedAt);
