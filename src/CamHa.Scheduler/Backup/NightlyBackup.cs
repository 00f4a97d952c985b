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
/// A verified backup every night, or as soon as the machine runs again after it, and no more of them than are kept. Of
/// SQLite alone: a server is backed up by the server. It deletes what bears its own name, and nothing else.
/// </summary>
public sealed partial class NightlyBackup(
    Database database, SqliteBackup backup, CloneGuard guard, ClockWatch watch, IOptions<StorageOptions> options, IOptions<DiskOptions> disk, CampaignClock clock, TimeProvider time,
    ILogger<NightlyBackup> logger)
{
    private const string Prefix = "camha-nightly-";
    private const string Day = "yyyy-MM-dd";
    private static readonly TimeSpan BetweenTries = TimeSpan.FromHours(1);
    private long? _failedAt;

    public Sweep Sweep => new("nightly backup", TimeSpan.FromMinutes(10), RunAsync);

    /// <summary>Why there is none of this night; null where there is, or will be.</summary>
    public string? Failure { get; private set; }

    /// <summary>The days there is a backup of, the last first.</summary>
    public IReadOnlyList<DateOnly> Days => Directory.Exists(options.Value.BackupFolder)
        ? [.. Directory.EnumerateFiles(options.Value.BackupFolder, Prefix + "*.db").Select(DayOf).OfType<DateOnly>().OrderDescending()]
        : [];

    /// <returns>1 where a backup was written.</returns>
    public async Task<int> RunAsync(CancellationToken token)
    {
        var now = clock.WallClock(clock.Now);
        var today = DateOnly.FromDateTime(now);
        if (database.Dialect != Dialect.Sqlite || options.Value.KeepBackupsDaily == 0 || TimeOnly.FromDateTime(now) < options.Value.BackupAt
            || (_failedAt is { } failed && time.GetElapsedTime(failed) < BetweenTries)
            || !watch.HasBeenSteadyFor(ClockWatch.UntilBelieved) || !await guard.IsArmedHereAsync(token))
            return 0;
        // Off the loop: it reads and writes the whole of the file.
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
            var obsolete = BackupRotationRule.Obsolete(Days, options.Value.KeepBackupsDaily, options.Value.KeepBackupsWeekly, options.Value.KeepBackupsMonthly);
            foreach (var day in obsolete)
                WholeFile.Discard(PathOf(folder, day));
            Log.Written(logger, written.File, written.Bytes, obsolete.Count);
            return true;
        }
        catch (Exception e)
        {
            // Whatever it was: a night without a backup is told.
            (Failure, _failedAt) = (e.Message, time.GetTimestamp());
            Log.Failed(logger, e.Message);
            return false;
        }
    }

    // What is written for a night that may fail must not keep the day's mails from being recorded.
    private void EnsureRoom(string folder)
    {
        var needed = SqliteFile.Companions.Append("").Select(suffix => new FileInfo(options.Value.File + suffix)).Where(file => file.Exists).Sum(file => file.Length);
        // A share on the network does not always say.
        if (DiskSpace.FreeAt(folder) - needed is { } left && left < disk.Value.Bytes)
            throw new StorageException($"Storage:BackupFolder = '{folder}': with a backup of {needed / 1_000_000} MB only {Math.Max(0, left) / 1_000_000} MB would be left there. Free some space, or name a folder on another disk.");
    }

    private static string PathOf(string folder, DateOnly day) => Path.Combine(folder, $"{Prefix}{day.ToString(Day, CultureInfo.InvariantCulture)}.db");

    private static DateOnly? DayOf(string path) =>
        DateOnly.TryParseExact(Path.GetFileNameWithoutExtension(path)[Prefix.Length..], Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    // Left by a process that died in the middle of one.
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
