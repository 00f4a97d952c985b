using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Storage;

/// <summary>
/// Knows a database that is gone from one that was never made. An empty one in its place would owe nobody anything, and nobody
/// would be told, because the addresses were in it.
/// </summary>
public sealed class EarlierDatabase(Database database, DatabaseTraces traces)
{
    /// <summary>For the service, which nobody watches as it starts: whatever shows that there was one counts.</summary>
    /// <exception cref="StorageException">There was one; the message names the traces, the newest backup and the remedy.</exception>
    public Task EnsureNotLostAsync(CancellationToken token) => EnsureAsync(traces.All, token);

    /// <summary>For a command that may begin a database: only what an earlier one has left counts, not the settings for it.</summary>
    /// <exception cref="StorageException">There was one; the message names the traces, the newest backup and the remedy.</exception>
    public Task EnsureNothingLeftAsync(CancellationToken token) => EnsureAsync(traces.OfData, token);

    /// <summary>What is to be done about a database that is not there.</summary>
    public StorageException Missing() => traces.OfData.Count > 0
        ? Lost(traces.OfData)
        : new(new Bilingual(
            $"Chưa có cơ sở dữ liệu ({database.Description.Vietnamese}). "
            + "Tạo bằng lệnh camha init, rồi nạp kế hoạch: camha import THƯ-MỤC.",
            $"There is no database yet: {database.Description.English}. Create it with 'camha init', then 'camha import PATH'."));

    private async Task EnsureAsync(IReadOnlyList<Bilingual> found, CancellationToken token)
    {
        // A database without a single script applied holds nothing of the service's.
        if (found.Count > 0 && await database.JournalAsync(token) is [])
            throw Lost(found);
    }

    private StorageException Lost(IReadOnlyList<Bilingual> found) => new(
        $"{database.Description.English} is {(database.Exists ? "empty" : "not there, or has no content")}, but there was one: "
        + $"{string.Join("; ", found.Select(trace => trace.English))}. If its disk is not mounted, mount it. "
        + (traces.NewestBackup is { } backup
            ? $"If the database is lost, put the newest backup in its place: camha restore {backup}. "
            : "If the database is lost, put a backup in its place: camha restore FILE. ")
        + "Only if there never was one, or to begin anew without what was sent to whom: camha init, then camha import PATH.")
    {
        InVietnamese = $"Cơ sở dữ liệu đã mất hoặc trống ({database.Description.Vietnamese}), mà trước đây đã có: "
            + $"{string.Join("; ", found.Select(trace => trace.Vietnamese))}. "
            + "Nếu ổ đĩa chứa dữ liệu bị tháo ra thì gắn lại. Nếu dữ liệu đã mất thì khôi phục bản sao lưu mới nhất: "
            + $"camha restore {traces.NewestBackup ?? "TỆP"}. "
            + "Chỉ khi thật sự bắt đầu lại từ đầu mới gõ: camha init, rồi camha import THƯ-MỤC.",
    };
}

/// <summary>What shows that there was a database, as it was found before this process wrote anything.</summary>
/// <param name="Settings">The settings for it, in words; null where there are none.</param>
/// <param name="NewestBackup">The newest backup's path; null where there is none.</param>
/// <param name="Reports">The folder of its reports, in words; null where there are none.</param>
/// <param name="Logs">The folder of its logs, in words; null where there are none.</param>
public sealed record DatabaseTraces(Bilingual? Settings, string? NewestBackup, Bilingual? Reports, Bilingual? Logs)
{
    /// <summary>Everything, in words.</summary>
    public IReadOnlyList<Bilingual> All => Given(Settings, Backup, Reports, Logs);

    /// <summary>What only a database with data in it has left.</summary>
    public IReadOnlyList<Bilingual> OfData => Given(Backup, Reports);

    private Bilingual? Backup =>
        NewestBackup is null ? null : new($"bản sao lưu mới nhất là {NewestBackup}", $"the newest backup is {NewestBackup}");

    private static IReadOnlyList<Bilingual> Given(params Bilingual?[] traces) => [.. traces.OfType<Bilingual>()];
}
