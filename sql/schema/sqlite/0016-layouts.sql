-- What a person has said of a table that is not in our form: which column is what, and which text stands for which unit or day. The
-- next table with the same headings needs no question.
CREATE TABLE ImportLayout (
    CampaignId INTEGER NOT NULL REFERENCES Campaign (Id),
    LayoutKey  TEXT NOT NULL,
    Map        TEXT NOT NULL,
    SavedAt    TEXT NOT NULL,
    PRIMARY KEY (CampaignId, LayoutKey)
);
