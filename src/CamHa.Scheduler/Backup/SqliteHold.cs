using CamHa.Scheduler.Storage;
using Microsoft.Data.Sqlite;

namespace CamHa.Scheduler.Backup;

/// <summary>
/// Holds a database file so that nobody else can use it. In WAL mode every open connection, even an idle one, has a shared
/// lock on the file. The exclusive lock is therefore granted only while no process has a connection, and keeps all others
/// out. For this the service keeps one connection open all the time (<see cref="DatabaseInUse"/>).
/// </summary>
internal sealed class SqliteHold : IDisposable
{
    private readonly string _path;
    private readonly SqliteConnection? _connection;

    private SqliteHold(string path, SqliteConnection? connection) => (_path, _connection) = (path, connection);

    /// <exception cref="StorageException">The file is in use.</exception>
    public static SqliteHold Take(string path)
    {
        // A file that is no database is not opened: on closing it SQLite would delete the WAL, which may be all that is left.
        if (SqliteFile.Size(path) == 0 || !HasHeader(path))
            return new(path, null);
        var connection = SqliteFile.Open(path, SqliteOpenMode.ReadWrite);
        try
        {
            // Set before the first read, or the lock would not be on the file itself and would end with the transaction.
            SqliteFile.Execute(connection, "PRAGMA locking_mode = EXCLUSIVE;");
            SqliteFile.Execute(connection, "BEGIN EXCLUSIVE; COMMIT;");
            // Moves the WAL's content into the file, so that the file alone is the whole database.
            SqliteFile.Execute(connection, "PRAGMA wal_checkpoint(TRUNCATE);");
            return new(path, connection);
        }
        catch (SqliteException e) when (e.SqliteErrorCode is SqliteFile.Busy or SqliteFile.Locked)
        {
            connection.Dispose();
            throw new StorageException(
                $"Storage:File = '{path}' is in use: a service or another program has it open. "
                + "Stop it ('systemctl stop camha', or the Windows service camha), then restore again. Nothing was changed.",
                e)
            {
                InVietnamese = $"Storage:File = '{path}' đang được dùng. Dừng dịch vụ (systemctl stop camha, hoặc dừng camha trong "
                    + "Services của Windows), đóng chương trình khác đang mở tệp, rồi khôi phục lại. Chưa có gì bị thay đổi.",
            };
        }
        catch (SqliteException e) when (e.SqliteErrorCode is SqliteFile.Corrupt or SqliteFile.NotADatabase)
        {
            // Nobody can use a file that cannot be read; it is kept aside as it is.
            connection.Dispose();
            return new(path, null);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Puts <paramref name="replacement"/> in the file's place, in one step.</summary>
    /// <param name="replacement">A whole database in the same folder.</param>
    /// <param name="aside">The path under which the present file is kept.</param>
    /// <returns>Whether there was a file to keep.</returns>
    public bool ReplaceBy(string replacement, string aside)
    {
        // Only now: a database that stays in use needs WAL mode, in which an idle connection's lock is visible.
        if (_connection is not null)
            SqliteFile.Execute(_connection, "PRAGMA journal_mode = DELETE;");
        // Windows cannot rename an open file. Elsewhere the lock is kept until the file is replaced.
        if (OperatingSystem.IsWindows())
            _connection?.Dispose();
        // SQLite must not apply the old files to the new database. A held database's are empty; those of a damaged or deleted
        // database are kept with it.
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

        SqliteFile.CloseToOthers(_path);
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
        return file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) == header.Length
            && header.AsSpan().SequenceEqual("SQLite format 3\0"u8);
    }
}
