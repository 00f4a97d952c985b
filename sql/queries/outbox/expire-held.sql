-- The next reminder takes its place. A held digest does not expire: it tells how things stand when it leaves.
UPDATE OutboxMessage
SET State = 'Expired', StateReason = 'no longer worth sending', FinishedAt = @Now
WHERE State = 'Held' AND Kind = 'Reminder' AND ExpiresAt <= @Now;
