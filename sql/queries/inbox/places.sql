SELECT Place FROM InboxMail WHERE Source = @Source;
