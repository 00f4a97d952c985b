DELETE FROM AccountSession WHERE AccountId = @AccountId AND IdSha256 <> @IdSha256;
