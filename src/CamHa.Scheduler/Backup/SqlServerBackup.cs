namespace CamHa.Scheduler.Backup;

/// <summary>
/// Statements for an administrator to run in SQL Server. The service cannot run them itself: file paths are on the server,
/// not on this machine, and its login has no right to back up.
/// </summary>
public static class SqlServerBackup
{
    /// <param name="database">The database's name.</param>
    /// <param name="file">The file to write, as the server sees it.</param>
    public static string Backup(string database, string file) =>
        $"""
        BACKUP DATABASE {Name(database)} TO DISK = {Text(file)} WITH COPY_ONLY, CHECKSUM;
        RESTORE VERIFYONLY FROM DISK = {Text(file)} WITH CHECKSUM;
        """;

    /// <summary>
    /// Leaves the database disarmed: the backup does not know what was sent since, so a person has to check before
    /// <c>camha arm</c>.
    /// </summary>
    /// <param name="database">The database's name.</param>
    /// <param name="file">The backup, as the server sees it.</param>
    /// <param name="aside">The file in which the server keeps the present database.</param>
    public static string Restore(string database, string file, string aside) =>
        $"""
        USE master;
        RESTORE VERIFYONLY FROM DISK = {Text(file)} WITH CHECKSUM;
        ALTER DATABASE {Name(database)} SET SINGLE_USER WITH ROLLBACK IMMEDIATE;
        BACKUP DATABASE {Name(database)} TO DISK = {Text(aside)} WITH COPY_ONLY, CHECKSUM;
        RESTORE DATABASE {Name(database)} FROM DISK = {Text(file)} WITH REPLACE, CHECKSUM;
        DELETE FROM {Name(database)}.dbo.Installation;
        INSERT INTO {Name(database)}.dbo.Installation (Id, Machine, ArmedAt) VALUES (1, {Text($"restored from {file}")}, SYSUTCDATETIME());
        ALTER DATABASE {Name(database)} SET MULTI_USER;
        """;

    private static string Name(string name) => $"[{name.Replace("]", "]]", StringComparison.Ordinal)}]";

    private static string Text(string text) => $"N'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
