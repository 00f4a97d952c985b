-- What the brake has stopped waits for a person, who is shown how much it is.
CREATE INDEX IX_OutboxMessage_Held ON dbo.OutboxMessage (Id) WHERE State = N'Held';
