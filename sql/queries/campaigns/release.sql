UPDATE Campaign SET ReleasedAt = @Now WHERE Id = @Id AND ReleasedAt IS NULL;
