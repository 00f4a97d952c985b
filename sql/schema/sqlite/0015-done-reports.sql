-- What a unit has reported done, until somebody confirms it (the row goes) or returns it. It has no key to AssignmentUnit, which
-- may be another program's.
CREATE TABLE DoneReport (
    AssignmentId INTEGER NOT NULL,
    UnitId       INTEGER NOT NULL REFERENCES Unit (Id),
    ReportedAt   TEXT NOT NULL,
    ReportedBy   TEXT NOT NULL DEFAULT '',
    Text         TEXT NOT NULL DEFAULT '',
    -- NULL while it waits.
    ReturnedAt   TEXT NULL,
    ReturnReason TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (AssignmentId, UnitId)
);

-- The record of changes knows one kind more.
CREATE TABLE ChangeEntryOfMoreKinds (
    Id          INTEGER PRIMARY KEY,
    GestureId   INTEGER NOT NULL REFERENCES Gesture (Id),
    CampaignId  INTEGER NOT NULL,
    Kind        TEXT NOT NULL CHECK (Kind IN (
        'Campaign', 'Unit', 'Contact', 'Assignment', 'Part', 'Progress', 'DoneReport', 'Submission', 'Exemption', 'Day')),
    Assignment  TEXT NOT NULL DEFAULT '',
    Unit        TEXT NOT NULL DEFAULT '',
    -- An address, a week, a week and an instant, a campaign or a day.
    Item        TEXT NOT NULL DEFAULT '',
    -- Empty for rows that are merely new: counted, and named one a line in ValueAfter.
    Field       TEXT NOT NULL DEFAULT '',
    -- NULL where the row came or ended.
    ValueBefore TEXT NULL,
    ValueAfter  TEXT NULL,
    NewRows     INTEGER NOT NULL DEFAULT 0
);
INSERT INTO ChangeEntryOfMoreKinds (Id, GestureId, CampaignId, Kind, Assignment, Unit, Item, Field, ValueBefore, ValueAfter, NewRows)
SELECT Id, GestureId, CampaignId, Kind, Assignment, Unit, Item, Field, ValueBefore, ValueAfter, NewRows FROM ChangeEntry;
DROP TABLE ChangeEntry;
ALTER TABLE ChangeEntryOfMoreKinds RENAME TO ChangeEntry;
CREATE INDEX IX_ChangeEntry_Gesture ON ChangeEntry (GestureId);
CREATE INDEX IX_ChangeEntry_Thing ON ChangeEntry (CampaignId, Assignment, Unit, Kind, GestureId);
CREATE INDEX IX_ChangeEntry_Unit ON ChangeEntry (CampaignId, Unit, GestureId);
