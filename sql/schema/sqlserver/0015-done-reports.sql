-- What a unit has reported done, until somebody confirms it (the row goes) or returns it. It has no key to AssignmentUnit, which
-- may be another program's.
CREATE TABLE dbo.DoneReport (
    AssignmentId int NOT NULL,
    UnitId       int NOT NULL CONSTRAINT FK_DoneReport_UnitId REFERENCES dbo.Unit (Id),
    ReportedAt   datetime2(3) NOT NULL,
    ReportedBy   nvarchar(200) NOT NULL CONSTRAINT DF_DoneReport_ReportedBy DEFAULT N'',
    Text         nvarchar(max) NOT NULL CONSTRAINT DF_DoneReport_Text DEFAULT N'',
    -- NULL while it waits.
    ReturnedAt   datetime2(3) NULL,
    ReturnReason nvarchar(1000) NOT NULL CONSTRAINT DF_DoneReport_ReturnReason DEFAULT N'',
    CONSTRAINT PK_DoneReport PRIMARY KEY (AssignmentId, UnitId)
);

-- The record of changes knows one kind more.
ALTER TABLE dbo.ChangeEntry DROP CONSTRAINT CK_ChangeEntry_Kind;
ALTER TABLE dbo.ChangeEntry ADD CONSTRAINT CK_ChangeEntry_Kind CHECK (Kind IN (
    N'Campaign', N'Unit', N'Contact', N'Assignment', N'Part', N'Progress', N'DoneReport', N'Submission', N'Exemption', N'Day'));
