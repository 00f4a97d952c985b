-- Since when a campaign's reminders may leave: NULL until somebody has seen the first of them and said go, and again after an
-- import that changed much. What has told somebody something goes on.
ALTER TABLE Campaign ADD COLUMN ReleasedAt TEXT NULL;
UPDATE Campaign SET ReleasedAt = WatchedSince WHERE EXISTS (SELECT 1 FROM NoticeIssued AS n WHERE n.CampaignId = Campaign.Id);

-- One row while a person has stopped everything from leaving, from whichever machine.
CREATE TABLE SendingPause (
    Id      INTEGER PRIMARY KEY CHECK (Id = 1),
    Since   TEXT NOT NULL,
    Machine TEXT NOT NULL
);
