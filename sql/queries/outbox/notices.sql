SELECT NoticeKey FROM NoticeIssued WHERE MessageKey = (SELECT MessageKey FROM OutboxMessage WHERE Id = @Id) ORDER BY NoticeKey;
