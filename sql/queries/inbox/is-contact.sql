-- Also one that was replaced: who answers from it has answered.
SELECT COUNT(*) FROM Contact WHERE Address = @Sender;
