-- The record of changes knows one kind more.
ALTER TABLE dbo.ChangeEntry DROP CONSTRAINT CK_ChangeEntry_Kind;
ALTER TABLE dbo.ChangeEntry ADD CONSTRAINT CK_ChangeEntry_Kind CHECK (Kind IN (
    N'Campaign', N'Unit', N'Contact', N'Assignment', N'Part', N'Progress', N'DoneReport', N'Extension', N'Submission', N'Exemption',
    N'Day'));

-- More time that a unit has asked for; it stays when that is decided. It has no key to Assignment, which may be another program's.
CREATE TABLE dbo.ExtensionRequest (
    AssignmentId int NOT NULL,
    UnitId       int NOT NULL CONSTRAINT FK_ExtensionRequest_UnitId REFERENCES dbo.Unit (Id),
    AskedAt      datetime2(3) NOT NULL,
    AskedBy      nvarchar(254) NOT NULL CONSTRAINT DF_ExtensionRequest_AskedBy DEFAULT N'',
    -- The due date that is to be moved. Where the assignment has another one by now, nothing is asked any more.
    DueOn        date NOT NULL,
    -- NULL where the unit does not say until when.
    AskedFor     date NULL,
    Reason       nvarchar(1000) NOT NULL CONSTRAINT DF_ExtensionRequest_Reason DEFAULT N'',
    -- Where it was read, such as a mail that came in.
    Source       nvarchar(400) NOT NULL CONSTRAINT DF_ExtensionRequest_Source DEFAULT N'',
    -- NULL while it is open.
    ClosedAt     datetime2(3) NULL,
    Outcome      nvarchar(16) NULL CONSTRAINT CK_ExtensionRequest_Outcome CHECK (Outcome IN (
        N'Approved', N'Refused', N'Replaced', N'Moot')),
    -- Why it is refused, for the unit to read.
    Answer       nvarchar(1000) NOT NULL CONSTRAINT DF_ExtensionRequest_Answer DEFAULT N'',
    CONSTRAINT PK_ExtensionRequest PRIMARY KEY (AssignmentId, UnitId, AskedAt)
);
CREATE UNIQUE INDEX UQ_ExtensionRequest_Open ON dbo.ExtensionRequest (AssignmentId) WHERE ClosedAt IS NULL;
-- What is open and what was refused lately is found without reading every part there is.
CREATE INDEX IX_ExtensionRequest_Closed ON dbo.ExtensionRequest (ClosedAt, AskedAt);
