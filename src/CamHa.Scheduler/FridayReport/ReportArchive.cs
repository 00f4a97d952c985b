using System.Security.Cryptography;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Nodes;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.FridayReport;

/// <summary>
/// Files every report that was issued: its snapshot and its Word, Excel and PDF files go into the archive folder, their
/// hashes into the database. Beside the mails, so that a full disk keeps no report from being sent.
/// </summary>
public sealed class ReportArchive(Database database, CloneGuard guard, RecentReport recent, IOptions<ReportOptions> options,
    IOptions<StorageOptions> storage, CampaignClock clock)
{
    private long _filedUpTo;

    public Sweep Sweep => new("file reports", TimeSpan.FromMinutes(1), FileAsync);

    /// <summary>Files what has not been filed.</summary>
    /// <returns>How many reports.</returns>
    public async Task<int> FileAsync(CancellationToken token)
    {
        // A copy of the database may still be joined to the original: it files nothing there.
        if (!await guard.IsArmedHereAsync(token))
            return 0;
        await using var session = await database.OpenAsync(token);
        var unfiled = await session.QueryAsync<long>("report/unfiled", new { After = _filedUpTo }, token);
        // Mailed a minute ago or more.
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

        // After the files: a power cut in between files them once more, with the same bytes.
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
