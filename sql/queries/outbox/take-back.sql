-- A notice whose last mail was dropped before anybody read it, because it was not true any more or its address is no longer a
-- contact's, was not given: it is owed again as soon as it is true, to whoever is the contact then. One that may have left was
-- perhaps read. A report is not owed again: it was issued and goes to its present recipients.
DELETE FROM NoticeIssued
WHERE Kind IN ('Deadline', 'Reminder')
    AND MessageKey = (SELECT m.MessageKey FROM OutboxMessage AS m WHERE m.Id = @Id)
    AND NOT EXISTS (
        SELECT 1 FROM OutboxMessage AS o
        WHERE o.MessageKey = NoticeIssued.MessageKey AND (o.State <> 'Suppressed' OR o.InDoubt = 1));
