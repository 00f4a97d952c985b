-- The rendered mail lies in a table of its own: a message changes its state several times on its way, and each change
-- would write the whole of its row again.
CREATE TABLE OutboxMime (
    OutboxMessageId INTEGER PRIMARY KEY REFERENCES OutboxMessage (Id),
    Mime            BLOB NOT NULL
);
INSERT INTO OutboxMime (OutboxMessageId, Mime) SELECT Id, Mime FROM OutboxMessage WHERE Mime IS NOT NULL;
ALTER TABLE OutboxMessage DROP COLUMN Mime;

-- What was given up is looked for after every dispatch that gave something up.
CREATE INDEX IX_OutboxMessage_GivenUp ON OutboxMessage (CampaignId, FinishedAt) WHERE State IN ('Dead', 'Expired');
-- What ended, for the purge.
CREATE INDEX IX_OutboxMessage_Finished ON OutboxMessage (FinishedAt) WHERE FinishedAt IS NOT NULL;
-- A host's limits are counted over the last minute and the last day.
CREATE INDEX IX_OutboxAttempt_At ON OutboxAttempt (AttemptedAt);
-- Each mail asks before it leaves whether its address is still somebody's.
CREATE INDEX IX_Contact_Address ON Contact (Address);

-- An address that the mail server has refused for good; nobody is written to there until it is replaced, or a person
-- says that it is right all the same.
CREATE TABLE RefusedAddress (
    CampaignId INTEGER NOT NULL REFERENCES Campaign (Id),
    Address    TEXT NOT NULL,
    RefusedAt  TEXT NOT NULL,
    Reply      TEXT NOT NULL,
    PRIMARY KEY (CampaignId, Address)
);

-- Why a machine sends nothing now; no row where it does. Written for people to see, never read to decide.
CREATE TABLE TransportFault (
    Machine   TEXT PRIMARY KEY,
    Transport TEXT NOT NULL,
    Reason    TEXT NOT NULL,
    Since     TEXT NOT NULL,
    RetryAt   TEXT NOT NULL
);
