-- That it was seen stays, so that a mail that still lies in the mailbox is not decided again.
UPDATE InboxMail
SET State = 'Foreign', Sender = '', SenderName = '', Subject = '', MessageId = '', Reason = '', OutboxMessageId = NULL, CampaignId = NULL,
    UnitId = NULL, GestureId = NULL
WHERE Id = @Id;
