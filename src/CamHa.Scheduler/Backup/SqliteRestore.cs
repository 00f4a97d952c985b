using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Nodes;
using CamHa.Scheduler.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Backup;

/// <summary>
/// Puts a backup in the place of the database. It is verified first, brought to this program's schema and disarmed: it
/// does not know what was sent since it was made, so a person looks before anything is sent.
/// </summary>
public sealed class SqliteRestore(IOptions<StorageOptions> options, CampaignClock clock)
{
    private string Live => Path.GetFullPath(options.Value.File);

    /// <exception cref="StorageException">It was not restored; the message says why, and the database is as it was.</exception>
    public async Task<Restored> RunAsync(string file, CancellationToken token)
    {
        var backup = Path.GetFullPath(file);
        if (!File.Exists(backup))
            throw new StorageException($"FILE = '{file}': there is no such file. Name a file that 'camha backup' has written.");
        if (backup == Live)
            throw new StorageException($"FILE = '{file}' is the database itself. Name a file that 'camha backup' has written.");
        try
        {
            using var hold = SqliteHold.Take(Live);
            using var copy = SqliteCopy.Take(backup, Live);
            await EnsureKnownAsync(backup, token);
            var applied = await PrepareAsync(copy.Path, Path.GetFileName(backup), token);
            copy.Flush();
            var aside = SqliteFile.Unused(Path.Combine(Path.GetDirectoryName(Live)!, FormattableString.Invariant(
                $"{Path.GetFileNameWithoutExtension(Live)}-before-restore-{clock.WallClock(clock.Now):yyyy-MM-dd-HHmm}{Path.GetExtension(Live)}")));
            return new(Live, backup, hold.ReplaceBy(copy.Path, aside) ? aside : null, applied, copy.Rows);
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new StorageException(
                $"FILE = '{file}' cannot be restored to Storage:File = '{Live}': {e.Message.TrimEnd('.')}. The database is as it was. "
                + "Free some space, and check that this account may read the one and write the other and its folder.", e);
        }
    }

    // Asked of the backup itself, so that the refusal names it.
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
        // As the service wants it, and whole in one file once it is closed.
        using var connection = SqliteFile.Open(copy, SqliteOpenMode.ReadWrite);
        SqliteFile.Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA wal_checkpoint(TRUNCATE);");
        return applied;
    }

    private static SqliteDatabase Open(string path) => new(new StorageOptions { File = path });
}

/// <param name="Database">What was replaced.</param>
/// <param name="From">The backup.</param>
/// <param name="KeptAside">Where the database that was there is now; null where there was none.</param>
/// <param name="Applied">Schema scripts the backup lacked.</param>
/// <param name="Rows">The rows of each table, as in the backup.</param>
public sealed record Restored(string Database, string From, string? KeptAside, IReadOnlyList<string> Applied, IReadOnlyDictionary<string, long> Rows);
