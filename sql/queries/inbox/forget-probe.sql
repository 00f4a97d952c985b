DELETE FROM MailboxProbe WHERE Address = @Address;
