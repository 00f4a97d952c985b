SELECT Id, Sender, ReceivedAt, Sha256, Tries, OutboxMessageId, State, IsWhole, GestureId FROM InboxMail WHERE Id = @Id;
