-- The record of changes: a gesture is one act of one person, and its entries say what it changed, field by field. Both are
-- only added to. A thing is named by its codes, because it may be another program's, or gone.
CREATE TABLE dbo.Gesture (
    Id           bigint IDENTITY(1,1) NOT NULL CONSTRAINT PK_Gesture PRIMARY KEY,
    GestureKey   nvarchar(64) NOT NULL CONSTRAINT UQ_Gesture_GestureKey UNIQUE,
    -- 0 for the calendar, which all campaigns share.
    CampaignId   int NOT NULL,
    MadeAt       datetime2(3) NOT NULL,
    MadeBy       nvarchar(400) NOT NULL,
    Way          nvarchar(16) NOT NULL CONSTRAINT CK_Gesture_Way CHECK (Way IN (N'Import', N'Desk', N'Mail', N'Link', N'Console')),
    Reason       nvarchar(1000) NOT NULL CONSTRAINT DF_Gesture_Reason DEFAULT N'',
    Source       nvarchar(400) NOT NULL CONSTRAINT DF_Gesture_Source DEFAULT N'',
    SourceSha256 nvarchar(64) NOT NULL CONSTRAINT DF_Gesture_SourceSha256 DEFAULT N'',
    UndoesId     bigint NULL,
    -- 0 where the tables are another program's: the change waits for somebody to make it there.
    IsApplied    bit NOT NULL
);
CREATE INDEX IX_Gesture_Campaign ON dbo.Gesture (CampaignId, MadeAt);
CREATE INDEX IX_Gesture_Undoes ON dbo.Gesture (UndoesId) WHERE UndoesId IS NOT NULL;

CREATE TABLE dbo.ChangeEntry (
    Id          bigint IDENTITY(1,1) NOT NULL CONSTRAINT PK_ChangeEntry PRIMARY KEY,
    GestureId   bigint NOT NULL CONSTRAINT FK_ChangeEntry_GestureId REFERENCES dbo.Gesture (Id),
    CampaignId  int NOT NULL,
    Kind        nvarchar(16) NOT NULL CONSTRAINT CK_ChangeEntry_Kind CHECK (Kind IN (
        N'Campaign', N'Unit', N'Contact', N'Assignment', N'Part', N'Progress', N'Submission', N'Exemption', N'Day')),
    Assignment  nvarchar(32) NOT NULL CONSTRAINT DF_ChangeEntry_Assignment DEFAULT N'',
    Unit        nvarchar(32) NOT NULL CONSTRAINT DF_ChangeEntry_Unit DEFAULT N'',
    -- An address, a week, a week and an instant, a campaign or a day.
    Item        nvarchar(254) NOT NULL CONSTRAINT DF_ChangeEntry_Item DEFAULT N'',
    -- Empty for rows that are merely new: counted, and named one a line in ValueAfter.
    Field       nvarchar(32) NOT NULL CONSTRAINT DF_ChangeEntry_Field DEFAULT N'',
    -- NULL where the row came or ended.
    ValueBefore nvarchar(max) NULL,
    ValueAfter  nvarchar(max) NULL,
    NewRows     int NOT NULL CONSTRAINT DF_ChangeEntry_NewRows DEFAULT 0
);
CREATE INDEX IX_ChangeEntry_Gesture ON dbo.ChangeEntry (GestureId);
CREATE INDEX IX_ChangeEntry_Thing ON dbo.ChangeEntry (CampaignId, Assignment, Unit, Kind, GestureId);
CREATE INDEX IX_ChangeEntry_Unit ON dbo.ChangeEntry (CampaignId, Unit, GestureId);
