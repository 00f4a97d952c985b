INSERT INTO Account (Name, Person, PasswordHash, Roles, IsForAll, CreatedAt, PasswordAt)
VALUES (@Name, @Person, @PasswordHash, @Roles, @IsForAll, @CreatedAt, @CreatedAt);
