-- How a submission came: when it was entered, apart from when it was received, by what channel, and who spoke. It has no key to
-- WeeklySubmission, which may be another program's: a submission of theirs has no row here.
CREATE TABLE dbo.SubmissionOrigin (
    UnitId      int NOT NULL CONSTRAINT FK_SubmissionOrigin_UnitId REFERENCES dbo.Unit (Id),
    Week        nvarchar(8) NOT NULL,
    SubmittedAt datetime2(3) NOT NULL,
    EnteredAt   datetime2(3) NOT NULL,
    -- NULL where nobody has said it.
    Channel     nvarchar(16) NULL CONSTRAINT CK_SubmissionOrigin_Channel
        CHECK (Channel IN (N'Mail', N'Link', N'Zalo', N'Phone', N'Paper', N'Import')),
    SpokenBy    nvarchar(200) NOT NULL CONSTRAINT DF_SubmissionOrigin_SpokenBy DEFAULT N'',
    -- The unit has answered that there is nothing to report.
    IsNothing   bit NOT NULL CONSTRAINT DF_SubmissionOrigin_IsNothing DEFAULT 0,
    CONSTRAINT PK_SubmissionOrigin PRIMARY KEY (UnitId, Week, SubmittedAt)
);
