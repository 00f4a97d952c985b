SELECT Id, Name, Person, PasswordHash, Roles, IsForAll, CreatedAt, PasswordAt, EndedAt FROM Account WHERE Id = @Id;
