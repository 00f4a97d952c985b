using System.Security.Cryptography;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using Microsoft.Data.Sqlite;

namespace CamHa.Scheduler.Backup;

/// <summary>
/// A verified copy of an SQLite database as it is at one moment, in one file under a temporary name. Disposed before it is
/// given its own, nothing is left of it.
/// </summary>
internal sealed class SqliteCopy : IDisposable
{
    private SqliteCopy(string path) => Path = path;

    /// <summary>The temporary name.</summary>
    public string Path { get; }

    /// <summary>How many rows each table has.</summary>
    public IReadOnlyDictionary<string, long> Rows { get; private set; } = new Dictionary<string, long>();

    /// <param name="source">The database; others may go on writing to it.</param>
    /// <param name="target">The name the copy is meant for: it lies beside it, so that it can be renamed to it.</param>
    /// <exception cref="StorageException">The source is damaged or not this service's; the message names it and the remedy.</exception>
    /// <exception cref="SqliteException">The copy could not be written.</exception>
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

    /// <summary>Puts all of it on the disk.</summary>
    /// <returns>Its size, and its hash in hexadecimal.</returns>
    public (long Bytes, string Sha256) Flush()
    {
        using var file = new FileStream(Path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
        var hash = Convert.ToHexStringLower(SHA256.HashData(file));
        file.Flush(flushToDisk: true);
        return (file.Length, hash);
    }

    public void Dispose()
    {
        foreach (var suffix in SqliteFile.Companions.Append(""))
            WholeFile.Discard(Path + suffix);
    }

    private void Fill(string source)
    {
        Create();
        using var from = SqliteFile.Open(source, SqliteOpenMode.ReadOnly);
        // Deferred: it keeps no writer waiting. From the first question on it sees one moment; so does the copying.
        using var moment = from.BeginTransaction(deferred: true);
        Rows = CountRows(from);
        if (!Rows.ContainsKey("SchemaVersion"))
            throw new StorageException($"'{source}' is an SQLite database, but none of this service. Name a file that 'camha backup' has written.");
        using var to = SqliteFile.Open(Path, SqliteOpenMode.ReadWrite);
        from.BackupDatabase(to);
        // One file, which can be carried away; written to again, it would otherwise have a -wal and a -shm beside it.
        SqliteFile.Execute(to, "PRAGMA journal_mode = DELETE;");
    }

    // Nobody else may read it at any time: it holds names, addresses and what was written to them.
    private void Create()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        new FileStream(Path, options).Dispose();
    }

    private void Verify(string source)
    {
        using var copy = SqliteFile.Open(Path, SqliteOpenMode.ReadOnly);
        if (SqliteFile.Rows(copy, "PRAGMA integrity_check;", 0) is not ["ok"] and var faults)
            throw Damaged(source, faults[0]);
        if (SqliteFile.Rows(copy, "PRAGMA foreign_key_check;", 0) is [var table, ..])
            throw Damaged(source, $"a row of {table} points at one that is not there");
        if (!CountRows(copy).OrderBy(each => each.Key, StringComparer.Ordinal).SequenceEqual(Rows.OrderBy(each => each.Key, StringComparer.Ordinal)))
            throw Damaged(source, "the copy has not the same rows");
    }

    private static Dictionary<string, long> CountRows(SqliteConnection connection) =>
        SqliteFile.Rows(connection, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite^_%' ESCAPE '^' ORDER BY name;", 0)
            .ToDictionary(table => table, table => long.Parse(SqliteFile.Rows(connection, $"SELECT COUNT(*) FROM \"{table.Replace("\"", "\"\"", StringComparison.Ordinal)}\";", 0)[0], null), StringComparer.Ordinal);

    private static StorageException Damaged(string source, string how, Exception? cause = null) => new(
        $"'{source}' is damaged: {how.TrimEnd('.')}. Nothing was changed. Use another backup, or 'sqlite3 FILE .recover' for what can still be read.", cause);
}
