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

/// <summary>
/// Writes web pages that show an outbox: an overview by week, unit and assignment, and every mail on the page of its day and of
/// its unit. A year of a commune has thousands of mails, and one page of them all takes a minute to open.
/// </summary>
public sealed class Gallery(Database database, Templates templates, CampaignClock clock)
{
    // So few days stand on the overview itself.
    private const int DaysAtOnce = 10;

    /// <summary>Writes <c>index.html</c>, <c>days/</c>, <c>units/</c>, <c>mail/html/</c> and <c>reports/</c>.</summary>
    /// <param name="folder">The folder; it exists.</param>
    /// <param name="title">What stands above the overview.</param>
    /// <param name="forecast">What the reader must know about mails that nobody has got yet; empty where they have left.</param>
    /// <param name="token">Cancels the writing.</param>
    /// <returns>The messages, in the order of issue.</returns>
    public async Task<IReadOnlyList<GalleryMessage>> WriteAsync(string folder, string title, string forecast, CancellationToken token)
    {
        var sent = forecast.Length > 0 ? "sẽ gửi" : "đã gửi";
        await using var session = await database.OpenAsync(token);
        var messages = await session.QueryAsync<GalleryMessage>("simulation/messages", null, token);
        var groups = messages.GroupBy(message => message.MessageKey).Select(group => group.ToList()).ToList();
        var files = await WriteMailsAsync(session, folder, groups, token);
        var answers = await new GalleryAnswers(session, templates, clock).WriteAsync(folder, files, token);
        var days = groups.GroupBy(DayOf).OrderBy(day => day.Key).ToList();
        var units = groups
            .GroupBy(group => (group[0].CampaignId, Code: group[0].UnitCode ?? "", Name: UnitOf(group[0])))
            .OrderBy(unit => unit.Key)
            .ToList();
        foreach (var day in days)
        {
            var shown = Days([.. Mails(day, files, sent), .. answers.Where(answer => DateOnly.FromDateTime(answer.At) == day.Key)]);
            await WritePageAsync(folder, FileOf(day.Key), new(Vietnamese.WithWeekday(day.Key)) { Base = "../", Days = shown }, token);
        }

        foreach (var (at, unit) in units.Index())
        {
            var shown = Days([.. Mails(unit, files, sent), .. answers.Where(answer => unit.Key.Name == answer.Unit)]);
            await WritePageAsync(folder, FileOf(at), new(unit.Key.Name) { Base = "../", Days = shown }, token);
        }

        await WritePageAsync(
            folder,
            "index.html",
            new(title)
            {
                Note = forecast,
                Overview = true,
                Total = messages.Count,
                Answers = [.. answers.GroupBy(answer => answer.State).Select(state => new { Name = state.Key, Count = state.Count() })],
                States = States(messages, sent),
                Reports = await WriteReportsAsync(session, folder, token),
                Weeks = Weeks(days),
                Heaviest =
                [
                    .. days.Select(day => new GalleryDay(Vietnamese.WithWeekday(day.Key), FileOf(day.Key), day.Sum(group => group.Count)))
                        .OrderByDescending(day => day.Count).Take(5),
                ],
                Units = [.. units.Select((unit, at) => UnitRow(unit.Key.Name, FileOf(at), [.. unit.SelectMany(group => group)]))],
                Assignments = await AssignmentsAsync(session, token),
                Days = days.Count <= DaysAtOnce ? Days([.. Mails(groups, files, sent), .. answers]) : [],
            },
            token);
        return messages;
    }

    private async Task WritePageAsync(string folder, string file, GalleryPage page, CancellationToken token)
    {
        var path = Path.Combine(folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, await templates.RenderPageAsync("gallery.html", page), token);
    }

    // By day and by number: nothing that anybody typed becomes part of a path.
    private static string FileOf(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"days/{day:yyyy-MM-dd}.html");

    private static string FileOf(int unit) => string.Create(CultureInfo.InvariantCulture, $"units/{unit + 1:0000}.html");

    private DateOnly DayOf(List<GalleryMessage> group) => DateOnly.FromDateTime(clock.WallClock(group[0].CreatedAt));

    private static string UnitOf(GalleryMessage message) => message.UnitName ?? "Ban Chỉ đạo";

    private static object[] States(IReadOnlyList<GalleryMessage> messages, string sent) =>
    [
        .. messages.GroupBy(message => message.State).Select(state => new { Name = StateName(state.Key, sent), Count = state.Count() }),
    ];

    private static object[] Weeks(List<IGrouping<DateOnly, List<GalleryMessage>>> days)
    {
        if (days.Count <= DaysAtOnce)
            return [];
        var counts = days.ToDictionary(day => day.Key, day => day.Sum(group => group.Count));
        var most = counts.Values.Max();
        var monday = IsoWeek.Of(days[0].Key).Monday;
        var weeks = (days[^1].Key.DayNumber - monday.DayNumber) / 7;
        return
        [
            .. from week in Enumerable.Range(0, weeks + 1)
               let first = monday.AddDays(7 * week)
               select new
               {
                   Name = $"{IsoWeek.Of(first).Number}/{IsoWeek.Of(first).Year}",
                   From = Vietnamese.DayMonth(first),
                   Days = Enumerable.Range(0, 7).Select(first.AddDays).Select(day => new
                   {
                       File = counts.ContainsKey(day) ? FileOf(day) : "",
                       Count = counts.GetValueOrDefault(day),
                       // In twelfths of the heaviest day, for the colour.
                       Weight = (counts.GetValueOrDefault(day) * 12) / most,
                   }).ToArray(),
               },
        ];
    }

    private static object UnitRow(string name, string file, IReadOnlyList<GalleryMessage> messages) => new
    {
        Name = name,
        File = file,
        Deadlines = messages.Count(message => message.Kind == NoticeKind.Deadline),
        Reminders = messages.Count(message => message.Kind == NoticeKind.Reminder),
        Copies = messages.Count(message => message.RecipientRole == RecipientRole.Cc),
        Total = messages.Count,
    };

    private static async Task<object[]> AssignmentsAsync(DatabaseSession session, CancellationToken token) =>
    [
        .. from row in await session.QueryAsync<AssignmentCount>("simulation/assignments", null, token)
           select new
           {
               row.Code,
               row.Title,
               Due = Vietnamese.Date(row.DueOn),
               row.Notices,
               First = Vietnamese.DayMonth(row.FirstDay),
               Last = Vietnamese.DayMonth(row.LastDay),
           },
    ];

    private static async Task<Dictionary<string, string>> WriteMailsAsync(
        DatabaseSession session,
        string folder,
        List<List<GalleryMessage>> groups,
        CancellationToken token)
    {
        var pages = Directory.CreateDirectory(Path.Combine(folder, "mail", "html")).FullName;
        var files = new Dictionary<string, string>();
        foreach (var group in groups)
        {
            if (await HtmlAsync(session, group, token) is not { } html)
                continue;
            var name = string.Create(CultureInfo.InvariantCulture, $"{group[0].Id:000000}.html");
            await File.WriteAllTextAsync(Path.Combine(pages, name), html, token);
            files[group[0].MessageKey] = $"mail/html/{name}";
        }

        return files;
    }

    private IEnumerable<GalleryMail> Mails(
        IEnumerable<List<GalleryMessage>> groups, Dictionary<string, string> files, string sent) =>
        groups.Select(group => new GalleryMail(
            clock.WallClock(group[0].CreatedAt),
            group[0].Subject.Length == 0 ? group[0].MessageKey : group[0].Subject,
            UnitOf(group[0]),
            string.Join(", ", group.Select(message => message.Recipient)),
            string.Join(", ", group.Select(message => StateName(message.State, sent)).Distinct()),
            group[0].StateReason,
            files.GetValueOrDefault(group[0].MessageKey, "")));

    private static object[] Days(IReadOnlyList<GalleryMail> mails) =>
    [
        .. from mail in mails.OrderBy(mail => mail.At)
           group mail by DateOnly.FromDateTime(mail.At) into day
           select new { Name = Vietnamese.WithWeekday(day.Key), Mails = day.ToArray() },
    ];

    private static async Task<string?> HtmlAsync(DatabaseSession session, List<GalleryMessage> group, CancellationToken token)
    {
        if (group.FirstOrDefault(message => message.State == OutboxState.Sent) is not { } sent
            || await session.ScalarAsync<byte[]>("outbox/mime", new { sent.Id }, token) is not { } mime)
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
        var rows = await session.QueryAsync<ReportRow>("simulation/all-reports", null, token);
        // One campaign, as nearly always, needs no code in the names.
        var isTold = rows.GroupBy(row => (row.Week, row.Revision)).Any(same => same.Count() > 1);
        foreach (var row in rows)
        {
            var snapshot = ReportSnapshot.FromJson(row.Snapshot);
            var model = new ReportMailModel(ReportModel.Of(snapshot));
            var (html, text) = await templates.RenderAsync("report", model.Subject, model);
            // Nothing that anybody typed becomes part of a path as it is.
            var name = $"{IsoWeek.Parse(row.Week)}-r{row.Revision}{(isTold ? $"-{CodeName.Of(snapshot.CampaignCode)}" : "")}";
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
    private static string StateName(OutboxState state, string sent)
    {
        if (state == OutboxState.Sent)
            return sent;
        var word = (state == OutboxState.Sending ? OutboxState.Pending : state).Word();
        return $"{char.ToLowerInvariant(word[0])}{word[1..]}";
    }

    private sealed record AssignmentCount
    {
        public string Code { get; init; } = "";

        public string Title { get; init; } = "";

        public DateOnly DueOn { get; init; }

        public int Notices { get; init; }

        public DateOnly FirstDay { get; init; }

        public DateOnly LastDay { get; init; }
    }

    private sealed record ReportRow
    {
        public string Week { get; init; } = "";

        public int Revision { get; init; }

        public string Snapshot { get; init; } = "";
    }
}

/// <summary>What a page of the gallery shows; what is empty is left out.</summary>
internal sealed record GalleryPage(string Title)
{
    /// <summary>The way from the page to the folder.</summary>
    public string Base { get; init; } = "";

    public string Note { get; init; } = "";

    /// <summary>Whether it is the overview.</summary>
    public bool Overview { get; init; }

    /// <summary>How many messages there are.</summary>
    public int Total { get; init; }

    /// <summary>What became of the mails that came in.</summary>
    public object[] Answers { get; init; } = [];

    public object[] States { get; init; } = [];

    public object[] Reports { get; init; } = [];

    public object[] Weeks { get; init; } = [];

    public GalleryDay[] Heaviest { get; init; } = [];

    public object[] Units { get; init; } = [];

    public object[] Assignments { get; init; } = [];

    public object[] Days { get; init; } = [];
}

/// <summary>A day, its page, and how many messages it brings.</summary>
internal sealed record GalleryDay(string Name, string File, int Count);

/// <summary>A mail in the list of its day: one that left, for one or several recipients, or one that came in.</summary>
/// <param name="At">When, by the campaign's wall clock.</param>
/// <param name="Subject">Its subject.</param>
/// <param name="Unit">Whose it is.</param>
/// <param name="Recipients">To whom it went, or from whom it came.</param>
/// <param name="State">What became of it.</param>
/// <param name="Reason">Why.</param>
/// <param name="File">Its page; empty where it has none.</param>
internal sealed record GalleryMail(
    DateTime At, string Subject, string Unit, string Recipients, string State, string Reason, string File)
{
    public string Time => Vietnamese.Time(At);

    public bool HasCome { get; init; }
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
