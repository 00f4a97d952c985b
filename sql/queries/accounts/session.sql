SELECT a.Id, a.Name, a.Person, a.Roles, a.IsForAll, s.BegunAt, s.SeenAt
FROM AccountSession AS s
JOIN Account AS a ON a.Id = s.AccountId
WHERE s.IdSha256 = @IdSha256 AND a.EndedAt IS NULL;
