SELECT Id, Name, Person, PasswordHash, Roles, IsForAll, CreatedAt, PasswordAt, EndedAt FROM Account WHERE Name = @Name;
