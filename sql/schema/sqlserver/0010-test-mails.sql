-- Test mails of the last day, which the host counts like every other mail.
CREATE TABLE dbo.TestMail (
    Id          int IDENTITY NOT NULL CONSTRAINT PK_TestMail PRIMARY KEY,
    AttemptedAt datetime2(3) NOT NULL
);
