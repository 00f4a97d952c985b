UPDATE Campaign SET ReleasedAt = NULL WHERE Id = @Id;
