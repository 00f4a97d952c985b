-- It was taken by a server and came back: it did not arrive.
UPDATE OutboxMessage SET State = 'Dead', StateReason = @StateReason, FinishedAt = @FinishedAt WHERE Id = @Id AND State = 'Sent';
