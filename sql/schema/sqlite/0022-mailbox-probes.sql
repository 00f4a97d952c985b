-- What became of the last mail by which a mailbox was tried, by the address that answers are asked for at.
CREATE TABLE MailboxProbe (
    -- In small letters.
    Address     TEXT NOT NULL PRIMARY KEY,
    SentAt      TEXT NOT NULL,
    -- NULL where it was not found.
    FoundAt     TEXT NULL,
    -- The same of a mail to the address with a code behind a plus. Only where it was found, answers are asked for at such addresses.
    PlusFoundAt TEXT NULL
);
