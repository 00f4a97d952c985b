-- The most the next form of a mail may weigh, once a server has refused a larger one.
ALTER TABLE dbo.OutboxMessage ADD MaxBytes int NULL;
