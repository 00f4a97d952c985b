-- The record of changes: a gesture is one act of one person, and its entries say what it changed, field by field. Both are
-- only added to. A thing is named by its codes, because it may be another program's, or gone.
CREATE TABLE Gesture (
    Id           INTEGER PRIMARY KEY,
    GestureKey   TEXT NOT NULL UNIQUE,
    -- 0 for the calendar, which all campaigns share.
    CampaignId   INTEGER NOT NULL,
    MadeAt       TEXT NOT NULL,
    MadeBy       TEXT NOT NULL,
    Way          TEXT NOT NULL CHECK (Way IN ('Import', 'Desk', 'Mail', 'Link', 'Console')),
    Reason       TEXT NOT NULL DEFAULT '',
    Source       TEXT NOT NULL DEFAULT '',
    SourceSha256 TEXT NOT NULL DEFAULT '',
    UndoesId     INTEGER NULL,
    -- 0 where the tables are another program's: the change waits for somebody to make it there.
    IsApplied    INTEGER NOT NULL CHECK (IsApplied IN (0, 1))
);
CREATE INDEX IX_Gesture_Campaign ON Gesture (CampaignId, MadeAt);
CREATE INDEX IX_Gesture_Undoes ON Gesture (UndoesId) WHERE UndoesId IS NOT NULL;

CREATE TABLE ChangeEntry (
    Id          INTEGER PRIMARY KEY,
    GestureId   INTEGER NOT NULL REFERENCES Gesture (Id),
    CampaignId  INTEGER NOT NULL,
    Kind        TEXT NOT NULL CHECK (Kind IN (
        'Campaign', 'Unit', 'Contact', 'Assignment', 'Part', 'Progress', 'Submission', 'Exemption', 'Day')),
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
CREATE INDEX IX_ChangeEntry_Gesture ON ChangeEntry (GestureId);
CREATE INDEX IX_ChangeEntry_Thing ON ChangeEntry (CampaignId, Assignment, Unit, Kind, GestureId);
CREATE INDEX IX_ChangeEntry_Unit ON ChangeEntry (CampaignId, Unit, GestureId);
