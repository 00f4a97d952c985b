-- For the DBA, once, in the service's database. Readers then see one moment and wait for no writer: a report does not
-- block the people who type, nor they it. Two statements, because neither may stand beside another option.
ALTER DATABASE CURRENT SET ALLOW_SNAPSHOT_ISOLATION ON;
GO
-- Ends every other connection, so do it while nobody works; without it the statement waits for the last to go.
ALTER DATABASE CURRENT SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE;
