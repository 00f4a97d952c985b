UPDATE InboxMail SET State = @State, Reason = @Reason, Tries = @Tries WHERE Id = @Id AND State IN ('New', 'Failed');
