-- The mail that the change was made from; a later change of the same mail is another matter.
UPDATE InboxMail SET State = @State, Reason = @Reason WHERE Id = @Id AND GestureId = @GestureId AND State = @StateBefore;
