-- A notice whose last mail was dropped, because its address is no longer a contact's, was not given: it is owed again, to
-- whoever is the contact at the next look. A report is not owed again: it was issued and goes to its present recipients.
DELETE FROM NoticeIssued
WHERE Kind IN ('Deadline', 'Reminder')
    AND MessageKey = (SELECT m.MessageKey FROM OutboxMessage AS m WHERE m.Id = @Id)
    AND NOT EXISTS (SELECT 1 FROM OutboxMessage AS o WHERE o.MessageKey = NoticeIssued.MessageKey AND o.State <> 'Suppressed');
