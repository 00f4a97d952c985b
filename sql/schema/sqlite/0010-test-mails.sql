-- Test mails of the last day, which the host counts like every other mail.
CREATE TABLE TestMail (
    Id          INTEGER PRIMARY KEY,
    AttemptedAt TEXT NOT NULL
);
