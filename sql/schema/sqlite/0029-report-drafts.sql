-- What people write into a week's report before it is issued, and that it may leave.
CREATE TABLE ReportDraft (
    CampaignId   INTEGER NOT NULL REFERENCES Campaign (Id),
    Week         TEXT NOT NULL,
    -- The document's number; empty where it is written by hand.
    Number       TEXT NOT NULL,
    -- Stands before its first section; may be empty.
    Introduction TEXT NOT NULL,
    WrittenAt    TEXT NOT NULL,
    WrittenBy    TEXT NOT NULL,
    -- Null until somebody has approved it.
    ApprovedAt   TEXT NULL,
    ApprovedBy   TEXT NULL,
    PRIMARY KEY (CampaignId, Week)
);
