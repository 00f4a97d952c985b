INSERT INTO InboxPosition (Source, Validity, Number, LookedAt) VALUES (@Source, @Validity, @Number, @LookedAt);
