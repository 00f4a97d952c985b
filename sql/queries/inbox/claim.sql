-- Locks the mail until the transaction ends, where nobody else has decided it since it was listed.
UPDATE InboxMail SET Tries = Tries WHERE Id = @Id AND State IN ('New', 'Failed');
