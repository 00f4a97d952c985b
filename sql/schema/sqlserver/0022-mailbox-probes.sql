-- What became of the last mail by which a mailbox was tried, by the address that answers are asked for at.
CREATE TABLE dbo.MailboxProbe (
    -- In small letters.
    Address     nvarchar(254) NOT NULL CONSTRAINT PK_MailboxProbe PRIMARY KEY,
    SentAt      datetime2(3) NOT NULL,
    -- NULL where it was not found.
    FoundAt     datetime2(3) NULL,
    -- The same of a mail to the address with a code behind a plus. Only where it was found, answers are asked for at such addresses.
    PlusFoundAt datetime2(3) NULL
);
