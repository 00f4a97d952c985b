SELECT Address, SentAt, FoundAt, PlusFoundAt FROM MailboxProbe WHERE Address = @Address;
