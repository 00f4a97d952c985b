using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Submissions;

namespace CamHa.Scheduler.FridayReport.Snapshot;

/// <summary>Reads what files came with the submissions of a report.</summary>
internal static class FileReader
{
    /// <returns>Unit by unit; a file that came twice once.</returns>
    public static async Task<IReadOnlyList<FileRecord>> ReadAsync(
        DatabaseSession session,
        int campaignId,
        IReadOnlyCollection<Submission> submissions,
        LookMoment moment,
        CampaignClock clock,
        CancellationToken token)
    {
        if (submissions.Count == 0)
            return [];
        var key = new { CampaignId = campaignId, Since = submissions.Min(each => each.SubmittedAt), moment.Now };
        var rows = await session.QueryAsync<FileRow>("report/handed-files", key, token);
        var told = submissions.Select(each => (each.UnitId, each.SubmittedAt)).ToHashSet();
        return
        [
            .. from row in rows.Where(row => told.Contains((row.UnitId, row.ReceivedAt))).DistinctBy(row => (row.UnitId, row.Sha256))
               select new FileRecord
               {
                   UnitCode = row.UnitCode,
                   UnitName = row.UnitName,
                   Name = row.Name,
                   Kind = FileKind.Of(row.Type).Word,
                   SizeBytes = row.SizeBytes,
                   ReceivedAt = clock.WallClock(row.ReceivedAt),
               },
        ];
    }

    private sealed record FileRow
    {
        public int UnitId { get; init; }

        public string UnitCode { get; init; } = "";

        public string UnitName { get; init; } = "";

        public string Name { get; init; } = "";

        public string Type { get; init; } = "";

        public long SizeBytes { get; init; }

        public string Sha256 { get; init; } = "";

        public DateTimeOffset ReceivedAt { get; init; }
    }
}
