UPDATE Account SET PasswordHash = @PasswordHash, PasswordAt = @PasswordAt WHERE Id = @Id;
