-- That somebody called a unit about its report of a week.
CREATE TABLE dbo.UnitCall (
    Id       bigint IDENTITY(1,1) NOT NULL CONSTRAINT PK_UnitCall PRIMARY KEY,
    -- Given by the form, so that a second post does nothing.
    CallKey  nvarchar(32) NOT NULL CONSTRAINT UQ_UnitCall_CallKey UNIQUE,
    UnitId   int NOT NULL CONSTRAINT FK_UnitCall_UnitId REFERENCES dbo.Unit (Id),
    Week     nvarchar(8) NOT NULL,
    CalledAt datetime2(3) NOT NULL,
    -- What was said; may be empty.
    Note     nvarchar(1000) NOT NULL,
    MadeBy   nvarchar(400) NOT NULL
);
CREATE INDEX IX_UnitCall_Unit ON dbo.UnitCall (UnitId, Week, CalledAt);
