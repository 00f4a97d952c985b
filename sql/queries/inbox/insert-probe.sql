INSERT INTO MailboxProbe (Address, SentAt, FoundAt, PlusFoundAt) VALUES (@Address, @SentAt, @FoundAt, @PlusFoundAt);
