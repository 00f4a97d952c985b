SELECT Id, Name, Person, PasswordHash, Roles, IsForAll, CreatedAt, PasswordAt, EndedAt FROM Account ORDER BY Name;
