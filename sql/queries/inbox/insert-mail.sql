INSERT INTO InboxMail (
    Sha256, Source, Place, ReceivedAt, StoredAt, Sender, SenderName, Subject, MessageId, SizeBytes, IsWhole, State, Reason,
    OutboxMessageId, CampaignId, UnitId)
VALUES (
    @Sha256, @Source, @Place, @ReceivedAt, @StoredAt, @Sender, @SenderName, @Subject, @MessageId, @SizeBytes, @IsWhole, @State, @Reason,
    @OutboxMessageId, @CampaignId, @UnitId);
