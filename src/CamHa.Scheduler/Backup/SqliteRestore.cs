using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Nodes;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Backup;

/// <summary>
/// Puts a backup in the database's place, after verifying it, bringing it to this program's schema and disarming it: a backup
/// does not know what was sent since it was made, so a person has to check before anything is sent.
/// </summary>
public sealed class SqliteRestore(IOptions<StorageOptions> options, CampaignClock clock)
{
    private const string Name = "Name a file that 'camha backup' has written.";
    private const string NameInVietnamese = "Ghi tên tệp do camha backup tạo ra.";

    private string Live => Path.GetFullPath(options.Value.File);

    private string NameAside => Path.GetFileNameWithoutExtension(Live)
        + FormattableString.Invariant($"-before-restore-{clock.WallClock(clock.Now):yyyy-MM-dd-HHmm}")
        + Path.GetExtension(Live);

    /// <param name="file">A file that <see cref="SqliteBackup"/> wrote.</param>
    /// <param name="token">Cancels the restore; the database stays as it was.</param>
    /// <exception cref="StorageException">The restore failed and the database is as it was; the message says why.</exception>
    public async Task<Restored> RunAsync(string file, CancellationToken token)
    {
        var backup = Path.GetFullPath(file);
        if (!File.Exists(backup))
            throw Refused($"FILE = '{file}': there is no such file. {Name}", $"TỆP = '{file}': không có tệp này. {NameInVietnamese}");
        // Who opens a pipe waits for somebody who writes into it.
        if (SqliteFile.Size(backup) == 0)
        {
            throw Refused(
                $"FILE = '{file}' is empty, or is no file but a pipe or a device. {Name}",
                $"TỆP = '{file}' trống, hoặc không phải là tệp. {NameInVietnamese}");
        }

        if (backup == Live)
            throw Refused($"FILE = '{file}' is the database itself. {Name}", $"TỆP = '{file}' chính là cơ sở dữ liệu. {NameInVietnamese}");
        try
        {
            using var hold = SqliteHold.Take(Live);
            using var copy = SqliteCopy.Take(backup, Live);
            await EnsureKnownAsync(backup, token);
            var applied = await PrepareAsync(copy.Path, Path.GetFileName(backup), token);
            copy.Flush();
            var aside = SqliteFile.Unused(Path.Combine(Path.GetDirectoryName(Live)!, NameAside));
            return new(Live, backup, hold.ReplaceBy(copy.Path, aside) ? aside : null, applied, copy.Rows);
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new StorageException(
                $"FILE = '{file}' cannot be restored to Storage:File = '{Live}': {e.Message.TrimEnd('.')}. The database is as it was. "
                + "Free some space, and check that this account may read the one and write the other and its folder.", e)
            {
                InVietnamese = $"TỆP = '{file}': không khôi phục được vào '{Live}': {SystemWords.InVietnamese(e)} "
                    + "Cơ sở dữ liệu vẫn như cũ. "
                    + "Dọn bớt ổ đĩa, và kiểm tra quyền đọc tệp này, quyền ghi vào thư mục dữ liệu.",
            };
        }
    }

    // Checks the backup itself and not the copy, so that the error names the backup.
    private static async Task EnsureKnownAsync(string backup, CancellationToken token)
    {
        await new SchemaMigration(Open(backup)).PendingAsync(token);
        SqliteConnection.ClearAllPools();
    }

    private async Task<IReadOnlyList<string>> PrepareAsync(string copy, string name, CancellationToken token)
    {
        var database = Open(copy);
        var applied = await new SchemaMigration(database).ApplyAsync(token);
        await using (var session = await database.OpenAsync(token))
            await CloneGuard.DisarmAsync(session, name, clock.Now, token);
        SqliteConnection.ClearAllPools();
        // In the service's own mode, with nothing left in the WAL once it is closed.
        using var connection = SqliteFile.Open(copy, SqliteOpenMode.ReadWrite);
        SqliteFile.Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA wal_checkpoint(TRUNCATE);");
        return applied;
    }

    private static SqliteDatabase Open(string path) => new(new StorageOptions { File = path });

    private static StorageException Refused(string english, string vietnamese) => new(english) { InVietnamese = vietnamese };
}

/// <summary>A database that was restored from a backup.</summary>
/// <param name="Database">The database's path.</param>
/// <param name="From">The backup's path.</param>
/// <param name="KeptAside">The path under which the previous database is kept; null where there was none.</param>
/// <param name="Applied">Schema scripts that the backup lacked.</param>
/// <param name="Rows">The number of rows in the backup, by table.</param>
public sealed record Restored(
    string Database,
    string From,
    string? KeptAside,
    IReadOnlyList<string> Applied,
    IReadOnlyDictionary<string, long> Rows);
