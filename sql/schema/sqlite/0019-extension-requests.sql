-- The record of changes knows one kind more. The text of a CHECK is changed where it stands; the table that follows raises the number
-- by which other connections notice.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, '''DoneReport'', ''Submission''', '''DoneReport'', ''Extension'', ''Submission''')
WHERE type = 'table' AND name = 'ChangeEntry';
PRAGMA writable_schema = OFF;

-- More time that a unit has asked for; it stays when that is decided. It has no key to Assignment, which may be another program's.
CREATE TABLE ExtensionRequest (
    AssignmentId INTEGER NOT NULL,
    UnitId       INTEGER NOT NULL REFERENCES Unit (Id),
    AskedAt      TEXT NOT NULL,
    AskedBy      TEXT NOT NULL DEFAULT '',
    -- The due date that is to be moved. Where the assignment has another one by now, nothing is asked any more.
    DueOn        TEXT NOT NULL,
    -- NULL where the unit does not say until when.
    AskedFor     TEXT NULL,
    Reason       TEXT NOT NULL DEFAULT '',
    -- Where it was read, such as a mail that came in.
    Source       TEXT NOT NULL DEFAULT '',
    -- NULL while it is open.
    ClosedAt     TEXT NULL,
    Outcome      TEXT NULL CHECK (Outcome IN ('Approved', 'Refused', 'Replaced', 'Moot')),
    -- Why it is refused, for the unit to read.
    Answer       TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (AssignmentId, UnitId, AskedAt)
);
CREATE UNIQUE INDEX UQ_ExtensionRequest_Open ON ExtensionRequest (AssignmentId) WHERE ClosedAt IS NULL;
-- What is open and what was refused lately is found without reading every part there is.
CREATE INDEX IX_ExtensionRequest_Closed ON ExtensionRequest (ClosedAt, AskedAt);
