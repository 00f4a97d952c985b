SELECT Validity, Number, LookedAt FROM InboxPosition WHERE Source = @Source;
