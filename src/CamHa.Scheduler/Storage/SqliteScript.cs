namespace CamHa.Scheduler.Storage;

/// <summary>
/// A script for the <c>sqlite3</c> shell. SQLite's language has no conditions, and the shell goes on after an error. So what
/// must not be there becomes a reference into an empty table, which keeps the transaction from being committed.
/// </summary>
internal static class SqliteScript
{
    public const string Head = """
        -- The schema of camha. Run it as in: sqlite3 -bail -cmd ".dbconfig defensive off" camha.db < FILE
        -- A shell that is defensive, as newer ones are unless told otherwise, refuses the new text of a CHECK.
        PRAGMA foreign_keys = ON;
        PRAGMA journal_mode = WAL;
        CREATE TABLE IF NOT EXISTS SchemaVersion (
            SchemaVersionID INTEGER CONSTRAINT 'PK_SchemaVersion_SchemaVersionID' PRIMARY KEY AUTOINCREMENT NOT NULL,
            ScriptName      TEXT NOT NULL,
            Applied         DATETIME NOT NULL
        );
        CREATE TEMP TABLE Empty (Name TEXT PRIMARY KEY);
        CREATE TEMP TABLE MustNotBeThere (Name TEXT REFERENCES Empty (Name) DEFERRABLE INITIALLY DEFERRED);

        """;

    public static string Transaction(string name, string script, IReadOnlyList<string> made)
    {
        var applied = $"FROM SchemaVersion WHERE ScriptName = '{name}'";
        var tables = $"FROM main.sqlite_master WHERE name IN ({string.Join(", ", made.Select(table => $"'{table}'"))})";
        var refusal = $"is there, but SchemaVersion knows nothing of {name}: it was made by hand. Nothing is changed.";
        return $"""
            -- {name}
            BEGIN IMMEDIATE;
            SELECT ScriptName || ' was applied before: nothing is changed.' {applied};
            SELECT name || ' {refusal}' {tables} AND NOT EXISTS (SELECT 1 {applied});
            INSERT INTO MustNotBeThere (Name) SELECT ScriptName {applied} UNION ALL SELECT name {tables};
            {script}
            INSERT INTO SchemaVersion (ScriptName, Applied) VALUES ('{name}', datetime('now', 'localtime'));
            COMMIT;

            """;
    }
}
