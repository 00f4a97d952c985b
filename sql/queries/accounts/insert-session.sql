INSERT INTO AccountSession (IdSha256, AccountId, BegunAt, SeenAt, Address, Browser)
VALUES (@IdSha256, @AccountId, @BegunAt, @BegunAt, @Address, @Browser);
