-- The files that came with answers. Their bytes are those of the mail, which is kept: a file of ten megabytes is there once.
CREATE TABLE InboxFile (
    InboxMailId INTEGER NOT NULL REFERENCES InboxMail (Id),
    -- Its place in the mail, from 1.
    Number      INTEGER NOT NULL,
    UnitId      INTEGER NOT NULL REFERENCES Unit (Id),
    -- The mail's, and so its submission's.
    ReceivedAt  TEXT NOT NULL,
    -- Without a path, and with the ending of what it is.
    Name        TEXT NOT NULL,
    -- By its content, whatever its sender says.
    Type        TEXT NOT NULL,
    SizeBytes   INTEGER NOT NULL,
    Sha256      TEXT NOT NULL,
    -- Why it does not count; NULL where it does.
    Fault       TEXT NULL CHECK (Fault IN ('TooMany', 'TooLarge', 'WeekIsFull')),
    PRIMARY KEY (InboxMailId, Number)
);
CREATE INDEX IX_InboxFile_Unit ON InboxFile (UnitId, ReceivedAt);
