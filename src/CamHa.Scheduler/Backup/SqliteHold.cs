using CamHa.Scheduler.Storage;
using Microsoft.Data.Sqlite;

namespace CamHa.Scheduler.Backup;

/// <summary>
/// A database file that nobody else uses, for as long as this holds it. In WAL mode every open connection, also an idle
/// one, has a shared lock on the file; so the exclusive lock is granted only where there is none, of no process, and keeps
/// everybody out. The service keeps one connection open all the time for this (<see cref="DatabaseInUse"/>).
/// </summary>
internal sealed class SqliteHold : IDisposable
{
    private readonly string _path;
    private readonly SqliteConnection? _connection;

    private SqliteHold(string path, SqliteConnection? connection) => (_path, _connection) = (path, connection);

    /// <exception cref="StorageException">Somebody uses it.</exception>
    public static SqliteHold Take(string path)
    {
        // What is no database is not opened: on closing it SQLite would delete the WAL, which may be all that is left.
        if (!File.Exists(path) || !HasHeader(path))
            return new(path, null);
        var connection = SqliteFile.Open(path, SqliteOpenMode.ReadWrite);
        try
        {
            // Before the first look into the file: only then the lock is on the file itself and outlives the transaction.
            SqliteFile.Execute(connection, "PRAGMA locking_mode = EXCLUSIVE;");
            SqliteFile.Execute(connection, "BEGIN EXCLUSIVE; COMMIT;");
            // What lay in the WAL goes into the file, so that one file is all of it.
            SqliteFile.Execute(connection, "PRAGMA wal_checkpoint(TRUNCATE);");
            return new(path, connection);
        }
        catch (SqliteException e) when (e.SqliteErrorCode is SqliteFile.Busy or SqliteFile.Locked)
        {
            connection.Dispose();
            throw new StorageException(
                $"Storage:File = '{path}' is in use: a service or another program has it open. Stop it ('systemctl stop camha', or the Windows service camha), then restore again. Nothing was changed.", e);
        }
        catch (SqliteException e) when (e.SqliteErrorCode is SqliteFile.Corrupt or SqliteFile.NotADatabase)
        {
            // What cannot be read cannot be used by anybody either; it is kept aside as it is.
            connection.Dispose();
            return new(path, null);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Gives the name to <paramref name="replacement"/>, in one step.</summary>
    /// <param name="replacement">A whole database, beside it.</param>
    /// <param name="aside">The name under which the present one is kept.</param>
    /// <returns>Whether there was one.</returns>
    public bool ReplaceBy(string replacement, string aside)
    {
        // Not before: a database that stays would have lost the mode in which an idle connection's lock is seen.
        if (_connection is not null)
            SqliteFile.Execute(_connection, "PRAGMA journal_mode = DELETE;");
        // Windows renames nothing that is open; elsewhere nobody comes in between.
        if (OperatingSystem.IsWindows())
            _connection?.Dispose();
        // The new one must not take them for its own. Of one that is whole they are empty; those of a damaged or deleted one
        // are kept with it.
        foreach (var companion in SqliteFile.Companions.Where(suffix => File.Exists(_path + suffix)))
        {
            if (_connection is null)
                File.Move(_path + companion, aside + companion);
            else
                File.Delete(_path + companion);
        }

        if (!File.Exists(_path))
        {
            File.Move(replacement, _path);
            return false;
        }

        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(replacement, File.GetUnixFileMode(_path));
        File.Replace(replacement, _path, aside);
        return true;
    }

    public void Dispose() => _connection?.Dispose();

    private static bool HasHeader(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var header = new byte[16];
        return file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) == header.Length && header.AsSpan().SequenceEqual("SQLite format 3\0"u8);
    }
}
