-- The rendered mail lies in a table of its own: a message changes its state several times on its way, and each change
-- would write the whole of its row again.
CREATE TABLE dbo.OutboxMime (
    OutboxMessageId bigint NOT NULL CONSTRAINT PK_OutboxMime PRIMARY KEY CONSTRAINT FK_OutboxMime_OutboxMessageId REFERENCES dbo.OutboxMessage (Id),
    Mime            varbinary(max) NOT NULL
);
GO
INSERT INTO dbo.OutboxMime (OutboxMessageId, Mime) SELECT Id, Mime FROM dbo.OutboxMessage WHERE Mime IS NOT NULL;
GO
ALTER TABLE dbo.OutboxMessage DROP COLUMN Mime;
GO
-- What was given up is looked for after every dispatch that gave something up.
CREATE INDEX IX_OutboxMessage_GivenUp ON dbo.OutboxMessage (CampaignId, FinishedAt) WHERE State IN (N'Dead', N'Expired');
-- What ended, for the purge.
CREATE INDEX IX_OutboxMessage_Finished ON dbo.OutboxMessage (FinishedAt) WHERE FinishedAt IS NOT NULL;
-- A host's limits are counted over the last minute and the last day.
CREATE INDEX IX_OutboxAttempt_At ON dbo.OutboxAttempt (AttemptedAt);
-- Each mail asks before it leaves whether its address is still somebody's.
CREATE INDEX IX_Contact_Address ON dbo.Contact (Address);

-- An address that the mail server has refused for good; nobody is written to there until it is replaced, or a person
-- says that it is right all the same.
CREATE TABLE dbo.RefusedAddress (
    CampaignId int NOT NULL CONSTRAINT FK_RefusedAddress_CampaignId REFERENCES dbo.Campaign (Id),
    Address    nvarchar(254) NOT NULL,
    RefusedAt  datetime2(3) NOT NULL,
    Reply      nvarchar(1000) NOT NULL,
    CONSTRAINT PK_RefusedAddress PRIMARY KEY (CampaignId, Address)
);

-- Why a machine sends nothing now; no row where it does. Written for people to see, never read to decide.
CREATE TABLE dbo.TransportFault (
    Machine   nvarchar(400) NOT NULL CONSTRAINT PK_TransportFault PRIMARY KEY,
    Transport nvarchar(1000) NOT NULL,
    Reason    nvarchar(1000) NOT NULL,
    Since     datetime2(3) NOT NULL,
    RetryAt   datetime2(3) NOT NULL
);
