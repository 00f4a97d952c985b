UPDATE Campaign SET ReleasedAt = @Now WHERE ReleasedAt IS NULL;
