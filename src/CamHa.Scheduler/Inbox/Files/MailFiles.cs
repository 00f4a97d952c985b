using CamHa.Scheduler.Inbox.Reading;
using CamHa.Scheduler.Inbox.Saying;
using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.Inbox.Files;

/// <summary>
/// The files of a mail. Their bytes stay in the mail, which is kept and backed up as it came; what is kept of each beside it is what
/// it is, how large, and its hash.
/// </summary>
internal static class MailFiles
{
    /// <summary>Each with its bytes, one at a time in memory.</summary>
    public static IEnumerable<(ReceivedFile File, byte[] Bytes)> Of(byte[] mail)
    {
        var number = 0;
        foreach (var (file, bytes) in MailReader.Files(mail))
            yield return (ReceivedFile.Of(++number, file, bytes), bytes);
    }

    /// <summary>The files of an answer, and the weekly report that a document among them is.</summary>
    /// <param name="mail">The answer.</param>
    /// <param name="limits">How much is taken.</param>
    /// <param name="week">What the unit has sent in the week.</param>
    public static FilesOfAnswer Read(byte[] mail, FileLimits limits, IReadOnlyDictionary<string, long> week)
    {
        var files = new List<ReceivedFile>();
        var points = new Dictionary<string, WeeklyPoints?>();
        foreach (var (file, bytes) in Of(mail))
        {
            files.Add(file);
            if (file.Kind.Ending == ".docx")
                points[file.Sha256] = WordPoints.Read(bytes);
        }

        var decided = FileLimitRule.Decide(files, limits, week);
        return new(decided, decided.Where(file => file.Fault is null).Select(file => points.GetValueOrDefault(file.Sha256))
            .FirstOrDefault(found => found is not null));
    }

    /// <summary>Those of a mail for people to see: as they were decided, else as they are in it.</summary>
    /// <param name="kept">What is kept of them; empty where the mail was no answer.</param>
    /// <param name="mail">The mail; null where it is not kept any more.</param>
    public static IReadOnlyList<ReceivedFile> Shown(IReadOnlyList<ReceivedFile> kept, byte[]? mail) =>
        kept.Count > 0 || mail is null ? kept : [.. Of(mail).Select(each => each.File)];

    public static async Task<Dictionary<string, long>> OfUnitAsync(
        DatabaseSession session, int unitId, DateTimeOffset since, DateTimeOffset until, CancellationToken token) =>
        (await session.QueryAsync<SentFile>("inbox/files-of-unit", new { UnitId = unitId, Since = since, Before = until }, token))
            .ToDictionary(file => file.Sha256, file => file.SizeBytes);

    public static Task KeepAsync(
        DatabaseSession session,
        long mail,
        int unit,
        DateTimeOffset receivedAt,
        IEnumerable<ReceivedFile> files,
        CancellationToken token) =>
        session.ExecuteAsync("inbox/insert-file", files.Select(file => new
        {
            InboxMailId = mail,
            file.Number,
            UnitId = unit,
            ReceivedAt = receivedAt,
            file.Name,
            file.Type,
            file.SizeBytes,
            file.Sha256,
            Fault = file.Fault?.ToString(),
        }), token);

    private sealed record SentFile
    {
        public string Sha256 { get; init; } = "";

        public long SizeBytes { get; init; }
    }
}

/// <summary>What came with an answer.</summary>
/// <param name="Files">Each once, with what does not count marked.</param>
/// <param name="Points">The weekly report that a document among them is; null for none.</param>
internal sealed record FilesOfAnswer(IReadOnlyList<ReceivedFile> Files, WeeklyPoints? Points)
{
    public static FilesOfAnswer None { get; } = new([], null);
}
