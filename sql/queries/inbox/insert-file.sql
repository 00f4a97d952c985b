INSERT INTO InboxFile (InboxMailId, Number, UnitId, ReceivedAt, Name, Type, SizeBytes, Sha256, Fault)
VALUES (@InboxMailId, @Number, @UnitId, @ReceivedAt, @Name, @Type, @SizeBytes, @Sha256, @Fault);
