using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Backup;

/// <summary>Copies the database, as it is at one moment, into a single file while the service goes on.</summary>
public sealed class SqliteBackup(IOptions<StorageOptions> options, CampaignClock clock)
{
    private const string RemedyInVietnamese = "Kiểm tra đường dẫn, quyền ghi và chỗ trống của ổ đĩa.";
    private const string Remedy =
        "Nothing half-made was left there. Free some space, check that this account may write there, or name another FILE.";

    private string Live => Path.GetFullPath(options.Value.File);

    /// <param name="name">The file to write, or a folder for a file of the usual name; null for the usual name in the usual folder.</param>
    /// <exception cref="StorageException">The backup failed and left nothing behind; the message says why.</exception>
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
            throw new StorageException($"FILE = '{target}' cannot be written: {e.Message.TrimEnd('.')}. {Remedy}", e)
            {
                InVietnamese = $"TỆP = '{target}': không ghi được: {SystemWords.InVietnamese(e)} {RemedyInVietnamese}",
            };
        }
    }

    private string Target(string? name)
    {
        if (name is null)
            return SqliteFile.Unused(Path.Combine(Folder(), UsualName));
        var target = Path.GetFullPath(name);
        if (Directory.Exists(target))
            return SqliteFile.Unused(Path.Combine(target, UsualName));
        // SQLite would take a backup of such a name for the live database's own log.
        if (SqliteFile.WithCompanions(Live).Contains(target))
        {
            throw new StorageException(
                $"FILE = '{name}' is the database itself, or belongs to it. Name another FILE, best on another disk.")
            {
                InVietnamese = $"TỆP = '{name}' chính là cơ sở dữ liệu hoặc thuộc về nó. Ghi tên tệp khác, tốt nhất ở ổ đĩa khác.",
            };
        }

        return File.Exists(target)
            ? throw new StorageException(
                $"FILE = '{name}' is there already, and a backup is never overwritten. Name another FILE, or move that one away.")
            {
                InVietnamese = $"TỆP = '{name}' đã có, và bản sao lưu không bao giờ bị ghi đè. Ghi tên tệp khác, hoặc chuyển tệp đó đi.",
            }
            : target;
    }

    private string UsualName => FormattableString.Invariant($"camha-{clock.WallClock(clock.Now):yyyy-MM-dd-HHmm}.db");

    /// <summary>The usual folder, made where it is missing; on Linux only its owner may look into one made here.</summary>
    /// <exception cref="StorageException">It cannot be made.</exception>
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
            throw new StorageException($"Storage:BackupFolder = '{folder}' cannot be made: {e.Message.TrimEnd('.')}. {Remedy}", e)
            {
                InVietnamese = $"Storage:BackupFolder = '{folder}': không tạo được thư mục: {SystemWords.InVietnamese(e)} "
                    + RemedyInVietnamese,
            };
        }
    }
}

/// <summary>A backup that was written and verified.</summary>
/// <param name="File">Its path.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Its hash in lower-case hexadecimal, to verify copies of it with.</param>
/// <param name="Rows">The number of rows, by table.</param>
public sealed record BackupWritten(string File, long Bytes, string Sha256, IReadOnlyDictionary<string, long> Rows);
