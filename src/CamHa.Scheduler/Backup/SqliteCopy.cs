using System.Globalization;
using System.Security.Cryptography;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using Microsoft.Data.Sqlite;

namespace CamHa.Scheduler.Backup;

/// <summary>
/// A verified copy of an SQLite database as it is at one moment, in a single file under a temporary name. Disposal deletes
/// the file unless it was renamed.
/// </summary>
internal sealed class SqliteCopy : IDisposable
{
    private SqliteCopy(string path) => Path = path;

    /// <summary>The file under its temporary name.</summary>
    public string Path { get; }

    /// <summary>The number of rows, by table.</summary>
    public IReadOnlyDictionary<string, long> Rows { get; private set; } = new Dictionary<string, long>();

    /// <param name="source">The database; others may go on writing to it.</param>
    /// <param name="target">The copy's final path. The copy is made in the same folder, so that it can be renamed.</param>
    /// <exception cref="StorageException">The source is damaged or not this service's; the message names it and the remedy.</exception>
    /// <exception cref="SqliteException">The copy cannot be written.</exception>
    public static SqliteCopy Take(string source, string target)
    {
        var copy = new SqliteCopy($"{target}.{Environment.ProcessId}.tmp");
        try
        {
            copy.Fill(source);
            copy.Verify(source);
            return copy;
        }
        catch (SqliteException e) when (e.SqliteErrorCode is SqliteFile.Corrupt or SqliteFile.NotADatabase)
        {
            copy.Dispose();
            throw Damaged(source, e.Message, e);
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    /// <summary>Flushes the copy to the disk.</summary>
    /// <returns>Its size, and its hash in lower-case hexadecimal.</returns>
    public (long Bytes, string Sha256) Flush()
    {
        using var file = new FileStream(Path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
        var hash = Convert.ToHexStringLower(SHA256.HashData(file));
        file.Flush(flushToDisk: true);
        return (file.Length, hash);
    }

    public void Dispose()
    {
        foreach (var path in SqliteFile.WithCompanions(Path))
            WholeFile.Discard(path);
    }

    private void Fill(string source)
    {
        // Private from the start: the copy holds names, addresses and what was written to them.
        SqliteFile.Create(Path);
        using var from = SqliteFile.Open(source, SqliteOpenMode.ReadOnly);
        // A deferred transaction blocks no writer. From the first query on, it and the copying below see one moment.
        using var moment = from.BeginTransaction(deferred: true);
        Rows = CountRows(from);
        if (!Rows.ContainsKey("SchemaVersion"))
        {
            throw new StorageException(new Bilingual(
                $"'{source}' là một cơ sở dữ liệu SQLite nhưng không phải của phần mềm này. Ghi tên tệp do camha backup tạo ra.",
                $"'{source}' is an SQLite database, but none of this service. Name a file that 'camha backup' has written."));
        }

        using var to = SqliteFile.Open(Path, SqliteOpenMode.ReadWrite);
        from.BackupDatabase(to);
        // In WAL mode the copy would get a -wal and a -shm file beside it; it must stay a single file to carry away.
        SqliteFile.Execute(to, "PRAGMA journal_mode = DELETE;");
    }

    private void Verify(string source)
    {
        using var copy = SqliteFile.Open(Path, SqliteOpenMode.ReadOnly);
        if (SqliteFile.Rows(copy, "PRAGMA integrity_check;", 0) is not ["ok"] and var faults)
            throw Damaged(source, faults[0]);
        if (SqliteFile.Rows(copy, "PRAGMA foreign_key_check;", 0) is [var table, ..])
            throw Damaged(source, $"a row of {table} points at one that is not there");
        var rows = CountRows(copy);
        if (rows.Count != Rows.Count || rows.Any(table => !Rows.Contains(table)))
            throw Damaged(source, "the copy has not the same rows");
    }

    private static Dictionary<string, long> CountRows(SqliteConnection connection) => SqliteFile
        .Rows(connection, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite^_%' ESCAPE '^' ORDER BY name;", 0)
        .ToDictionary(table => table, table => CountRows(connection, table), StringComparer.Ordinal);

    private static long CountRows(SqliteConnection connection, string table)
    {
        var name = table.Replace("\"", "\"\"", StringComparison.Ordinal);
        return long.Parse(SqliteFile.Rows(connection, $"SELECT COUNT(*) FROM \"{name}\";", 0)[0], CultureInfo.InvariantCulture);
    }

    private static StorageException Damaged(string source, string how, Exception? cause = null) => new(
        $"'{source}' is damaged: {how.TrimEnd('.')}. Nothing was changed. "
        + "Use another backup, or 'sqlite3 FILE .recover' for what can still be read.",
        cause);
}
