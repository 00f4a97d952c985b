using System.Globalization;
using System.Text;
using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.FridayReport;
using CamHa.Scheduler.FridayReport.Snapshot;
using CamHa.Scheduler.FridayReport.Wording;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using MimeKit;

namespace CamHa.Scheduler.Simulation;

/// <summary>Writes web pages that show an outbox: every mail day by day, the reports, and the number of messages by state.</summary>
public sealed class Gallery(Database database, Templates templates, CampaignClock clock)
{
    /// <summary>Writes <c>index.html</c>, <c>mail/html/</c> and <c>reports/</c>.</summary>
    /// <returns>The messages, in the order of issue.</returns>
    public async Task<IReadOnlyList<GalleryMessage>> WriteAsync(string folder, string title, CancellationToken token)
    {
        var pages = Directory.CreateDirectory(Path.Combine(folder, "mail", "html")).FullName;
        await using var session = await database.OpenAsync(token);
        var messages = await session.QueryAsync<GalleryMessage>("simulation/messages", null, token);
        var groups = messages.GroupBy(message => message.MessageKey).Select(group => group.ToList()).ToList();
        var files = new Dictionary<string, string>();
        foreach (var group in groups)
        {
            if (await HtmlAsync(session, group, token) is not { } html)
                continue;
            var name = string.Create(CultureInfo.InvariantCulture, $"{group[0].Id:000000}.html");
            File.WriteAllText(Path.Combine(pages, name), html);
            files[group[0].MessageKey] = $"mail/html/{name}";
        }

        var reports = await WriteReportsAsync(session, folder, token);
        var index = await templates.RenderPageAsync("gallery.html", new
        {
            Title = title,
            Days = Days(groups, files),
            Reports = reports,
            States = messages
                .GroupBy(message => message.State)
                .Select(state => new { Name = StateName(state.Key), Count = state.Count() })
                .ToArray(),
            Total = messages.Count,
        });
        await File.WriteAllTextAsync(Path.Combine(folder, "index.html"), index, token);
        return messages;
    }

    private object[] Days(List<List<GalleryMessage>> groups, Dictionary<string, string> files) =>
    [
        .. from @group in groups
           let first = @group[0]
           let at = clock.WallClock(first.CreatedAt)
           group (Group: @group, At: at) by DateOnly.FromDateTime(at) into day
           select new
           {
               Name = Vietnamese.WithWeekday(day.Key),
               Mails = day.Select(each => new
               {
                   Time = Vietnamese.Time(each.At),
                   Subject = each.Group[0].Subject.Length == 0 ? each.Group[0].MessageKey : each.Group[0].Subject,
                   Unit = each.Group[0].UnitName ?? "Ban Chỉ đạo",
                   Recipients = string.Join(", ", each.Group.Select(message => message.Recipient)),
                   State = string.Join(", ", each.Group.Select(message => StateName(message.State)).Distinct()),
                   Reason = each.Group[0].StateReason,
                   File = files.GetValueOrDefault(each.Group[0].MessageKey, ""),
               }).ToArray(),
           },
    ];

    private static async Task<string?> HtmlAsync(DatabaseSession session, List<GalleryMessage> group, CancellationToken token)
    {
        if (group.FirstOrDefault(message => message.State == OutboxState.Sent) is not { } sent
            || await session.ScalarAsync<byte[]>("simulation/mime", new { sent.Id }, token) is not { } mime)
            return null;
        using var stream = new MemoryStream(mime, writable: false);
        using var message = MimeMessage.Load(stream, CancellationToken.None);
        // A browser cannot show a part of the mail by its content id, so the pictures go into the page itself.
        return message.BodyParts.OfType<MimePart>()
            .Where(part => part.ContentId is not null)
            .Aggregate<MimePart, string?>(message.HtmlBody, Embed);
    }

    private static string? Embed(string? html, MimePart picture) =>
        html?.Replace($"cid:{picture.ContentId}", DataUri(picture), StringComparison.Ordinal);

    private static string DataUri(MimePart picture)
    {
        using var content = new MemoryStream();
        picture.Content!.DecodeTo(content);
        return $"data:{picture.ContentType.MimeType};base64,{Convert.ToBase64String(content.ToArray())}";
    }

    private async Task<object[]> WriteReportsAsync(DatabaseSession session, string folder, CancellationToken token)
    {
        var reports = Directory.CreateDirectory(Path.Combine(folder, "reports")).FullName;
        var shown = new List<object>();
        foreach (var row in await session.QueryAsync<ReportRow>("simulation/all-reports", null, token))
        {
            var snapshot = ReportSnapshot.FromJson(row.Snapshot);
            var model = new ReportMailModel(ReportModel.Of(snapshot));
            var (html, text) = await templates.RenderAsync("report", model.Subject, model);
            // Only week and revision: nothing that anybody typed becomes part of a path.
            var name = $"{IsoWeek.Parse(row.Week)}-r{row.Revision}";
            await File.WriteAllTextAsync(Path.Combine(reports, name + ".html"), html, token);
            await File.WriteAllTextAsync(Path.Combine(reports, name + ".txt"), text, token);
            await File.WriteAllTextAsync(Path.Combine(reports, name + ".json"), row.Snapshot, new UTF8Encoding(false), token);
            var archive = ReportFiles.FolderOf(snapshot, "reports");
            var files = ReportKind.All
                .Select(kind => $"{archive}/{kind.NameOf(ReportFiles.NameOf(snapshot))}")
                .Where(file => File.Exists(Path.Combine(folder, file)));
            shown.Add(new
            {
                Title = model.Title,
                Dates = model.Dates,
                File = $"reports/{name}.html",
                Files = files.Select(file => new { Path = file, Kind = Path.GetExtension(file)[1..].ToUpperInvariant() }).ToArray(),
                Figures = $"{model.OnTime}/{model.Owing} đúng hạn, {model.Late} muộn, {model.Missing} chưa nộp; "
                    + $"{model.Overdue} nhiệm vụ quá hạn",
            });
        }

        return [.. shown];
    }

    // In the middle of a sentence. Nothing is under way once a simulation has ended.
    private static string StateName(OutboxState state)
    {
        var word = (state == OutboxState.Sending ? OutboxState.Pending : state).Word();
        return $"{char.ToLowerInvariant(word[0])}{word[1..]}";
    }

    private sealed record ReportRow
    {
        public string Week { get; init; } = "";

        public int Revision { get; init; }

        public string Snapshot { get; init; } = "";
    }
}

/// <summary>One message as the gallery shows it.</summary>
public sealed record GalleryMessage
{
    public long Id { get; init; }

    public int CampaignId { get; init; }

    public string MessageKey { get; init; } = "";

    public NoticeKind Kind { get; init; }

    public string Recipient { get; init; } = "";

    public RecipientRole RecipientRole { get; init; }

    public OutboxState State { get; init; }

    public string StateReason { get; init; } = "";

    public string Subject { get; init; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    public string? Week { get; init; }

    public int Step { get; init; }

    public string? UnitCode { get; init; }

    public string? UnitName { get; init; }
}
