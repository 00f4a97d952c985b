using System.Globalization;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Diagnostics;
using CamHa.Scheduler.Nodes;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Backup;

/// <summary>
/// Writes a verified backup every night, or as soon as the machine runs again, and deletes those no longer kept. Only for
/// SQLite: SQL Server is backed up by the server. It deletes only files with its own name.
/// </summary>
public sealed partial class NightlyBackup(
    SqliteBackup backup,
    CloneGuard guard,
    ClockWatch watch,
    IOptions<StorageOptions> options,
    IOptions<DiskOptions> disk,
    CampaignClock clock,
    TimeProvider time,
    ILogger<NightlyBackup> logger)
{
    private const string Prefix = "camha-nightly-";
    private const string Day = "yyyy-MM-dd";
    private static readonly TimeSpan BetweenTries = TimeSpan.FromHours(1);
    private long? _failedAt;

    public Sweep Sweep => new("nightly backup", TimeSpan.FromMinutes(10), RunAsync);

    /// <summary>Why this night's backup failed; null where it is written or still to be tried.</summary>
    public string? Failure { get; private set; }

    /// <summary>The days that have a nightly backup, the latest first.</summary>
    public IReadOnlyList<DateOnly> Days => Directory.Exists(options.Value.BackupFolder)
        ? [.. Directory.EnumerateFiles(options.Value.BackupFolder, Prefix + "*.db").Select(DayOf).OfType<DateOnly>().OrderDescending()]
        : [];

    /// <returns>1 where a backup was written.</returns>
    public async Task<int> RunAsync(CancellationToken token)
    {
        var now = clock.WallClock(clock.Now);
        var today = DateOnly.FromDateTime(now);
        if (options.Value.IsSqlServer || options.Value.KeepBackupsDaily == 0 || TimeOnly.FromDateTime(now) < options.Value.BackupAt
            || (_failedAt is { } failed && time.GetElapsedTime(failed) < BetweenTries)
            || !watch.HasBeenSteadyFor(ClockWatch.UntilBelieved) || !await guard.IsArmedHereAsync(token))
            return 0;
        // On a thread of its own, because it reads and writes the whole file.
        return await Task.Run(() => Write(today), token) ? 1 : 0;
    }

    private bool Write(DateOnly today)
    {
        try
        {
            if (Days.Contains(today))
                return false;
            var folder = backup.Folder();
            Discard(folder, Prefix + "*.tmp*");
            EnsureRoom(folder);
            var written = backup.Write(PathOf(folder, today));
            (Failure, _failedAt) = (null, null);
            var obsolete = BackupRotationRule.Obsolete(
                Days, options.Value.KeepBackupsDaily, options.Value.KeepBackupsWeekly, options.Value.KeepBackupsMonthly);
            foreach (var day in obsolete)
                WholeFile.Discard(PathOf(folder, day));
            Log.Written(logger, written.File, written.Bytes, obsolete.Count);
            return true;
        }
        catch (Exception e)
        {
            // Any failure at all: a night without a backup must raise an alert, not end the service.
            (Failure, _failedAt) = (e.Message, time.GetTimestamp());
            Log.Failed(logger, e.Message);
            return false;
        }
    }

    // A backup that fills the disk would keep the day's mails from being recorded.
    private void EnsureRoom(string folder)
    {
        var needed = SqliteFile.WithCompanions(options.Value.File)
            .Select(path => new FileInfo(path))
            .Where(file => file.Exists)
            .Sum(file => file.Length);
        // Null for a network share that does not report its free space.
        if (DiskSpace.FreeAt(folder) - needed is { } left && left < disk.Value.Bytes)
        {
            throw new StorageException(
                $"Storage:BackupFolder = '{folder}': with a backup of {needed / 1_000_000} MB "
                + $"only {Math.Max(0, left) / 1_000_000} MB would be left there. Free some space, or name a folder on another disk.");
        }
    }

    private static string PathOf(string folder, DateOnly day) =>
        Path.Combine(folder, $"{Prefix}{day.ToString(Day, CultureInfo.InvariantCulture)}.db");

    private static DateOnly? DayOf(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path)[Prefix.Length..];
        return DateOnly.TryParseExact(name, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
    }

    // Removes what a process left that died while it wrote a backup.
    private static void Discard(string folder, string pattern)
    {
        foreach (var file in Directory.EnumerateFiles(folder, pattern))
            WholeFile.Discard(file);
    }

    private static partial class Log
    {
        [LoggerMessage(410, LogLevel.Information, "Backup {File}: {Bytes} bytes, verified; {Count} old ones deleted")]
        public static partial void Written(ILogger logger, string file, long bytes, int count);

        [LoggerMessage(411, LogLevel.Error, "There is no backup of this night: {Reason} It is tried again within the hour")]
        public static partial void Failed(ILogger logger, string reason);
    }
}
