-- What does not pass unless somebody does something, and when people were told: one row a problem, kept when it is over,
-- so that it is told once a day at most, whichever node finds it.
CREATE TABLE dbo.Problem (
    ProblemKey nvarchar(150) NOT NULL CONSTRAINT PK_Problem PRIMARY KEY,
    -- Whose it is; empty where every node sees the same.
    Machine    nvarchar(100) NOT NULL,
    CampaignId int NULL CONSTRAINT FK_Problem_CampaignId REFERENCES dbo.Campaign (Id),
    Title      nvarchar(1000) NOT NULL,
    Remedy     nvarchar(1000) NOT NULL,
    TellsNow   bit NOT NULL,
    TellsOver  bit NOT NULL,
    Since      datetime2(3) NOT NULL,
    ToldAt     datetime2(3) NULL,
    -- Since when it is no longer found; over once that has lasted.
    GoneSince  datetime2(3) NULL,
    OverAt     datetime2(3) NULL
);
