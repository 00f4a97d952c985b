-- The mail leaves without this notice, which is not true any more. Unless a copy of the mail that spoke of it has left or may
-- have left, nobody has read it: it is owed again as soon as it is true.
DELETE FROM NoticeIssued
WHERE NoticeKey = @NoticeKey AND NOT EXISTS (
    SELECT 1 FROM OutboxMessage AS o
    WHERE o.MessageKey = NoticeIssued.MessageKey AND (o.State = 'Sent' OR o.InDoubt = 1));
