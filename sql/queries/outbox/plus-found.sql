SELECT COUNT(*) FROM MailboxProbe WHERE Address = @Address AND PlusFoundAt IS NOT NULL;
