using System.Security.Cryptography;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.FridayReport.Snapshot;
using CamHa.Scheduler.Nodes;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.FridayReport;

/// <summary>
/// Archives every issued report: its snapshot and its Word, Excel and PDF files go into the archive folder, their hashes into
/// the database. Runs apart from mailing, so that a full disk does not stop a report from being sent.
/// </summary>
public sealed class ReportArchive(
    Database database,
    CloneGuard guard,
    RecentReport recent,
    IOptions<ReportOptions> options,
    IOptions<StorageOptions> storage,
    CampaignClock clock)
{
    private long _filedUpTo;

    public Sweep Sweep => new("file reports", TimeSpan.FromMinutes(1), FileAsync);

    /// <summary>Archives the reports that are not archived yet.</summary>
    /// <returns>How many reports.</returns>
    public async Task<int> FileAsync(CancellationToken token)
    {
        // A copied database may still name the original's archive folder: a copy writes nothing there.
        if (!await guard.IsArmedHereAsync(token))
            return 0;
        await using var session = await database.OpenAsync(token);
        var unfiled = await session.QueryAsync<long>("report/unfiled", new { After = _filedUpTo }, token);
        // By now the last report has been mailed.
        if (unfiled.Count == 0)
            recent.Forget();
        foreach (var id in unfiled)
        {
            await FileAsync(session, id, token);
            _filedUpTo = id;
        }

        return unfiled.Count;
    }

    private async Task FileAsync(DatabaseSession session, long id, CancellationToken token)
    {
        var json = (await session.ScalarAsync<string>("report/snapshot-by-id", new { Id = id }, token))!;
        var report = ReportSnapshot.FromJson(json);
        var all = recent.FilesOf(report);
        var files = options.Value.MakeFiles ? all.WithSnapshot(json) : [all.Snapshot(json)];
        var folder = Directory.CreateDirectory(ReportFiles.FolderOf(report, options.Value.ArchiveFolder)).FullName;
        foreach (var file in files)
            WholeFile.Write(Path.Combine(folder, file.Name), storage.Value.Durable, file.Content);

        // Recorded last: after a power cut in between, the same bytes are written once more.
        await session.BeginAsync(token);
        await session.ExecuteAsync("report/insert-file", files.Select(file => new
        {
            ReportId = id,
            file.Name,
            Length = (long)file.Content.Length,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(file.Content)),
            FiledAt = clock.Now,
        }).ToList(), token);
        await session.CommitAsync(token);
        recent.Forget();
    }
}
