-- Of a notice whose last mail was dropped because nobody is at the address any more nothing was said: it is owed as before,
-- to whoever is there by the next look. A report is not: it was issued, and goes to whoever receives reports by now.
DELETE FROM NoticeIssued
WHERE Kind IN ('Deadline', 'Reminder')
    AND MessageKey = (SELECT m.MessageKey FROM OutboxMessage AS m WHERE m.Id = @Id)
    AND NOT EXISTS (SELECT 1 FROM OutboxMessage AS o WHERE o.MessageKey = NoticeIssued.MessageKey AND o.State <> 'Suppressed');
