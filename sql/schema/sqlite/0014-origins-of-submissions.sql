-- How a submission came: when it was entered, apart from when it was received, by what channel, and who spoke. It has no key to
-- WeeklySubmission, which may be another program's: a submission of theirs has no row here.
CREATE TABLE SubmissionOrigin (
    UnitId      INTEGER NOT NULL REFERENCES Unit (Id),
    Week        TEXT NOT NULL,
    SubmittedAt TEXT NOT NULL,
    EnteredAt   TEXT NOT NULL,
    -- NULL where nobody has said it.
    Channel     TEXT NULL CHECK (Channel IN ('Mail', 'Link', 'Zalo', 'Phone', 'Paper', 'Import')),
    SpokenBy    TEXT NOT NULL DEFAULT '',
    -- The unit has answered that there is nothing to report.
    IsNothing   INTEGER NOT NULL DEFAULT 0 CHECK (IsNothing IN (0, 1)),
    PRIMARY KEY (UnitId, Week, SubmittedAt)
);
