-- What people write into a week's report before it is issued, and that it may leave.
CREATE TABLE dbo.ReportDraft (
    CampaignId   int NOT NULL CONSTRAINT FK_ReportDraft_CampaignId REFERENCES dbo.Campaign (Id),
    Week         nvarchar(8) NOT NULL,
    -- The document's number; empty where it is written by hand.
    Number       nvarchar(20) NOT NULL,
    -- Stands before its first section; may be empty.
    Introduction nvarchar(2000) NOT NULL,
    WrittenAt    datetime2(3) NOT NULL,
    WrittenBy    nvarchar(400) NOT NULL,
    -- Null until somebody has approved it.
    ApprovedAt   datetime2(3) NULL,
    ApprovedBy   nvarchar(400) NULL,
    CONSTRAINT PK_ReportDraft PRIMARY KEY (CampaignId, Week)
);
