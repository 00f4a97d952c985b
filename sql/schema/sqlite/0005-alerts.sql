-- What does not pass unless somebody does something, and when people were told: one row a problem, kept when it is over,
-- so that it is told once a day at most, whichever node finds it.
CREATE TABLE Problem (
    ProblemKey TEXT PRIMARY KEY NOT NULL,
    -- Whose it is; empty where every node sees the same.
    Machine    TEXT NOT NULL,
    CampaignId INTEGER NULL REFERENCES Campaign (Id),
    Title      TEXT NOT NULL,
    Remedy     TEXT NOT NULL,
    TellsNow   INTEGER NOT NULL CHECK (TellsNow IN (0, 1)),
    TellsOver  INTEGER NOT NULL CHECK (TellsOver IN (0, 1)),
    Since      TEXT NOT NULL,
    ToldAt     TEXT NULL,
    -- Since when it is no longer found; over once that has lasted.
    GoneSince  TEXT NULL,
    OverAt     TEXT NULL
);
