SELECT IdSha256, AccountId, BegunAt, SeenAt, Address, Browser FROM AccountSession WHERE AccountId = @AccountId ORDER BY SeenAt DESC;
