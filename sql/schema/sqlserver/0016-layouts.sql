-- What a person has said of a table that is not in our form: which column is what, and which text stands for which unit or day. The
-- next table with the same headings needs no question.
CREATE TABLE dbo.ImportLayout (
    CampaignId int NOT NULL CONSTRAINT FK_ImportLayout_CampaignId REFERENCES dbo.Campaign (Id),
    LayoutKey  nvarchar(64) NOT NULL,
    Map        nvarchar(max) NOT NULL,
    SavedAt    datetime2(3) NOT NULL,
    CONSTRAINT PK_ImportLayout PRIMARY KEY (CampaignId, LayoutKey)
);
