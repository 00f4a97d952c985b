using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Backup;

/// <summary>Writes the database, as it is at one moment, into a file of its own, while the service goes on.</summary>
public sealed class SqliteBackup(IOptions<StorageOptions> options, CampaignClock clock)
{
    private const string Remedy = "Nothing half-made was left there. Free some space, check that this account may write there, or name another FILE.";

    private string Live => Path.GetFullPath(options.Value.File);

    /// <param name="name">The file to write, or a folder for one of the usual name; null for that in the usual folder.</param>
    /// <exception cref="StorageException">It was not written; the message says why, and nothing was left.</exception>
    public BackupWritten Write(string? name)
    {
        var target = Target(name);
        try
        {
            using var copy = SqliteCopy.Take(Live, target);
            var (bytes, sha256) = copy.Flush();
            File.Move(copy.Path, target);
            return new(target, bytes, sha256, copy.Rows);
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"FILE = '{target}' cannot be written: {e.Message.TrimEnd('.')}. {Remedy}", e);
        }
    }

    private string Target(string? name)
    {
        if (name is null)
            return SqliteFile.Unused(Path.Combine(Folder(), UsualName));
        var target = Path.GetFullPath(name);
        if (Directory.Exists(target))
            return SqliteFile.Unused(Path.Combine(target, UsualName));
        // Written there, it would be taken for what the live database has not yet written into its file.
        if (SqliteFile.Companions.Append("").Any(suffix => target == Live + suffix))
            throw new StorageException($"FILE = '{name}' is the database itself, or belongs to it. Name another FILE, best on another disk.");
        return File.Exists(target)
            ? throw new StorageException($"FILE = '{name}' is there already, and a backup is never overwritten. Name another FILE, or move that one away.")
            : target;
    }

    private string UsualName => FormattableString.Invariant($"camha-{clock.WallClock(clock.Now):yyyy-MM-dd-HHmm}.db");

    internal string Folder()
    {
        var folder = options.Value.BackupFolder;
        try
        {
            return OperatingSystem.IsWindows() || Directory.Exists(folder)
                ? Directory.CreateDirectory(folder).FullName
                : Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"Storage:BackupFolder = '{folder}' cannot be made: {e.Message.TrimEnd('.')}. {Remedy}", e);
        }
    }
}

/// <param name="File">Where it is.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Its hash, by which a copy of it can be told to be whole.</param>
/// <param name="Rows">The rows of each table.</param>
public sealed record BackupWritten(string File, long Bytes, string Sha256, IReadOnlyDictionary<string, long> Rows);
