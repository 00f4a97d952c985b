UPDATE InboxPosition SET Validity = @Validity, Number = @Number, LookedAt = @LookedAt WHERE Source = @Source;
