DECLARE @result int;
EXEC @result = sp_getapplock @Resource = 'camha-schema', @LockMode = 'Exclusive', @LockOwner = 'Session', @LockTimeout = 60000;
IF @result < 0 THROW 50001, 'Another node is upgrading the schema and did not finish within a minute.', 1;
