-- That somebody called a unit about its report of a week.
CREATE TABLE UnitCall (
    Id       INTEGER PRIMARY KEY,
    -- Given by the form, so that a second post does nothing.
    CallKey  TEXT NOT NULL CONSTRAINT UQ_UnitCall_CallKey UNIQUE,
    UnitId   INTEGER NOT NULL REFERENCES Unit (Id),
    Week     TEXT NOT NULL,
    CalledAt TEXT NOT NULL,
    -- What was said; may be empty.
    Note     TEXT NOT NULL,
    MadeBy   TEXT NOT NULL
);
CREATE INDEX IX_UnitCall_Unit ON UnitCall (UnitId, Week, CalledAt);
