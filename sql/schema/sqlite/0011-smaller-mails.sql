-- The most the next form of a mail may weigh, once a server has refused a larger one.
ALTER TABLE OutboxMessage ADD COLUMN MaxBytes INTEGER NULL;
