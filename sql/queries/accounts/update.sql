UPDATE Account SET Person = @Person, Roles = @Roles, IsForAll = @IsForAll, EndedAt = @EndedAt WHERE Id = @Id;
