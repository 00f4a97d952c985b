-- An answer is acknowledged by a mail of its own kind. The text of a CHECK is changed where it stands, as SQLite's documentation
-- of ALTER TABLE has it: reloaded here, and the tables that follow raise the number by which other connections notice.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, '''Supplement'', ''Alert'')', '''Supplement'', ''Alert'', ''Acknowledgement'')')
WHERE type = 'table' AND name IN ('NoticeIssued', 'OutboxMessage');
PRAGMA writable_schema = RESET;

-- What came back, as it came. A mail is kept before anything is done with it, and decided once: by the hash of its bytes.
CREATE TABLE InboxMail (
    Id              INTEGER PRIMARY KEY,
    -- Of its bytes; of a mail that is nothing of ours, of where it lay.
    Sha256          TEXT NOT NULL UNIQUE,
    Source          TEXT NOT NULL,
    -- Where it lies in the mailbox: a number, an identity of POP3, or the name of a file.
    Place           TEXT NOT NULL,
    ReceivedAt      TEXT NOT NULL,
    StoredAt        TEXT NOT NULL,
    Sender          TEXT NOT NULL DEFAULT '',
    SenderName      TEXT NOT NULL DEFAULT '',
    Subject         TEXT NOT NULL DEFAULT '',
    MessageId       TEXT NOT NULL DEFAULT '',
    SizeBytes       INTEGER NOT NULL DEFAULT 0,
    -- 0 where it was too large, and only its beginning is kept.
    IsWhole         INTEGER NOT NULL DEFAULT 1 CHECK (IsWhole IN (0, 1)),
    State           TEXT NOT NULL CHECK (State IN (
        'New', 'Applied', 'Acknowledged', 'Triage', 'Automatic', 'Bounce', 'Foreign', 'Failed')),
    -- Why it is in this state, for people to read.
    Reason          TEXT NOT NULL DEFAULT '',
    Tries           INTEGER NOT NULL DEFAULT 0,
    DecidedAt       TEXT NULL,
    -- The mail of ours that it answers or returns.
    OutboxMessageId INTEGER NULL,
    CampaignId      INTEGER NULL,
    UnitId          INTEGER NULL,
    -- The gesture by which it was applied.
    GestureId       INTEGER NULL
);
CREATE INDEX IX_InboxMail_Place ON InboxMail (Source, Place);
CREATE INDEX IX_InboxMail_State ON InboxMail (State, Id);
CREATE INDEX IX_InboxMail_MessageId ON InboxMail (MessageId) WHERE MessageId <> '';
-- For the purge.
CREATE INDEX IX_InboxMail_StoredAt ON InboxMail (StoredAt) WHERE State <> 'Foreign';

-- The bytes, in a table of their own: the row changes its state, and the mail does not.
CREATE TABLE InboxMime (
    InboxMailId INTEGER PRIMARY KEY REFERENCES InboxMail (Id),
    Mime        BLOB NOT NULL
);

-- How far a mailbox has been read.
CREATE TABLE InboxPosition (
    Source   TEXT PRIMARY KEY,
    Validity INTEGER NOT NULL,
    Number   INTEGER NOT NULL,
    -- The last look that reached the end.
    LookedAt TEXT NOT NULL
);

-- An answer names the mail that it answers.
CREATE INDEX IX_OutboxMessage_MessageId ON OutboxMessage (MessageId);

-- The secret by which Message-IDs are made: an answer that carries one proves that its sender saw the mail.
CREATE TABLE MailKey (
    Id     INTEGER PRIMARY KEY CHECK (Id = 1),
    Secret BLOB NOT NULL
);
INSERT INTO MailKey (Id, Secret) VALUES (1, randomblob(32));
