-- Since when a campaign's reminders may leave: NULL until somebody has seen the first of them and said go, and again after an
-- import that changed much. What has told somebody something goes on.
ALTER TABLE dbo.Campaign ADD ReleasedAt datetime2(3) NULL;
GO
UPDATE c SET ReleasedAt = c.WatchedSince FROM dbo.Campaign AS c WHERE EXISTS (SELECT 1 FROM dbo.NoticeIssued AS n WHERE n.CampaignId = c.Id);
GO
-- One row while a person has stopped everything from leaving, from whichever machine.
CREATE TABLE dbo.SendingPause (
    Id      int NOT NULL CONSTRAINT PK_SendingPause PRIMARY KEY CONSTRAINT CK_SendingPause_One CHECK (Id = 1),
    Since   datetime2(3) NOT NULL,
    Machine nvarchar(200) NOT NULL
);
