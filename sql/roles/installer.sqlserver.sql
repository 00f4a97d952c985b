-- For the login that runs 'camha init', once and at an upgrade; run it before that, too: an upgrade may need a right that there
-- was no use for. May be run at any time.
IF NOT EXISTS (SELECT 1 FROM sys.database_principals WHERE name = N'camha_installer')
    CREATE ROLE camha_installer;
GO
GRANT CREATE TABLE TO camha_installer;
GO
-- In a batch of its own: a compatible server that does not know this right refuses the whole batch.
GRANT CREATE TYPE TO camha_installer;
GO
-- For Quartz's tables, where Scheduling:Clustered puts them beside the service's; the schema is its maker's own.
GRANT CREATE SCHEMA TO camha_installer;
GO
GRANT ALTER, REFERENCES, SELECT, INSERT, UPDATE, DELETE ON SCHEMA::dbo TO camha_installer;
