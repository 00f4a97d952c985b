using System.Globalization;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Inbox;
using CamHa.Scheduler.Inbox.Saying;
using CamHa.Scheduler.Links;
using CamHa.Scheduler.Status;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Submissions;
using CamHa.Scheduler.Text;
using CamHa.Scheduler.Web.Pages;
using Microsoft.AspNetCore.Http;

namespace CamHa.Scheduler.Web.Answers;

/// <summary>The page behind a link: shows what a unit has to do and has said, and reads what it sends.</summary>
internal sealed class AnswerView(
    WeekReader weeks, RecordedChanges changes, LinkAnswering answering, Database database, CampaignClock clock)
{
    public const string Key = "key";

    /// <summary>The week that a form was opened for.</summary>
    public const string WeekField = "week";

    /// <summary>The report that stood in its boxes then.</summary>
    public const string Seen = "seen";

    private const string Nothing = "nothing";
    private const string Person = "person";
    private const int LongestPoint = 20_000;
    private const int LongestPerson = 200;

    private static readonly (string Name, string Label)[] Points =
    [
        ("results", "Kết quả trong tuần"), ("difficulties", "Khó khăn, vướng mắc"), ("proposals", "Kiến nghị, đề xuất"),
        ("next", "Kế hoạch tuần tới"),
    ];

    private static readonly (string Value, string Words)[] Choices =
        [("done", "Xong"), ("doing", "Đang làm"), ("stuck", "Vướng"), ("more", "Xin lùi hạn")];

    private DateOnly Today => DateOnly.FromDateTime(clock.WallClock(clock.Now));

    /// <summary>The page, with what was typed where it comes back.</summary>
    public async Task<Page> ShowAsync(HttpContext context, OpenLink link, PageForm form, CancellationToken token)
    {
        Language.SayForTheOffice();
        await using var session = await database.OpenSnapshotAsync(token);
        var content = await ReadAsync(session, link, token);
        var sent = await answering.SentAsync(session, link, token);
        Prefill(form, content);
        var path = $"{UnitLinkOptions.Path}{(string)context.Request.RouteValues["token"]!}";
        var rest = content.Parts.Where(part => !part.Waits).ToList();
        return new($"{link.Unit.Name}: báo cáo, trả lời", Html.Of($"""
            <header><p>{Html.Data(link.Campaign.Name)}</p><h1>{Html.Data(link.Unit.Name)}</h1></header>
            <main>
            {Said(context, sent)}
            {Refused(form)}
            <form method="post" action="{path}" data-draft="{link.Unit.UnitId}-{content.Week?.Week.ToString()}">
            {PageRoutes.Hidden(Key, form.Key(Key))}
            {PageRoutes.Hidden(WeekField, $"{content.Week?.Week}")}
            {PageRoutes.Hidden(Seen, SeenOf(content))}
            {Week(form, content)}
            {(rest.Count == 0 ? default : Html.Of($"""
                <h2>Việc được giao ({rest.Count})</h2>
                <p class="quiet">Việc nào có tin mới thì chọn; việc khác để nguyên.</p>
                {rest.Select(part => Part(form, part))}
                """))}
            {Waiting(content)}
            <section>
            {form.Text(Person, "Người trả lời (không bắt buộc)", LongestPerson, "Như: Trưởng thôn.", "name", isNeeded: false)}
            </section>
            <div class="send"><button>Gửi</button></div>
            </form>
            {await SentAsync(session, link, sent, path, token)}
            <footer><p>Trang này của riêng đơn vị: đừng đưa liên kết cho người khác. Gửi xong, các địa chỉ thư của đơn vị nhận được
            biên nhận; gửi nhầm thì hủy được trong 72 giờ.</p></footer>
            </main>
            """));
    }

    /// <summary>What was written below one week is of that week, also where it is sent in the next one.</summary>
    public OpenLink AsOpened(OpenLink link, PageForm form) =>
        link.Week is null && IsoWeek.TryParse(form[WeekField], out var week) && week.Sunday < Today
            && Today <= week.Sunday.AddDays(LinkRule.DaysOfMail)
            ? link with { Week = week } : link;

    /// <summary>What a form sends; null where something is wrong with it, which is then said beside its field.</summary>
    public async Task<LinkAnswer?> ReadAsync(OpenLink link, PageForm form, CancellationToken token)
    {
        await using var session = await database.OpenSnapshotAsync(token);
        var content = await ReadAsync(session, link, token);
        if (form[WeekField] != $"{content.Week?.Week}" && (form[Nothing].Length > 0 || Points.Any(each => form[each.Name].Length > 0)))
            form.Refuse("", "Tuần báo cáo đã khác so với lúc mở trang. Xem lại tuần ghi bên dưới, vẫn đúng thì bấm Gửi lần nữa.");
        var points = PointsOf(form, content);
        var statements = content.Parts.Where(part => !part.Waits).Select(part => StatementOf(form, content.Plan, link, part))
            .OfType<Statement>().ToList();
        var person = CleanText.OneLine(form[Person]).Trim();
        if (person.Length > LongestPerson)
            form.Refuse(Person, "Tên dài quá; viết ngắn lại.");
        if (!form.IsRefused && points is null && statements.Count == 0)
            form.Refuse("", "Chưa có gì để gửi: viết vào báo cáo, đánh dấu Không phát sinh, hoặc chọn tình hình của một việc.");
        if (form.IsRefused)
            return null;
        var said = new Explanation { IsWeekly = true, Points = points, Statements = statements };
        return new(said, content.Week?.Week.ToString(), person);
    }

    /// <summary>Says what keeps an answer from being applied, beside the assignment that it is about.</summary>
    public static void Refuse(PageForm form, IReadOnlyList<string> why)
    {
        foreach (var line in why)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var code = colon > 0 ? line[..colon].Split(' ')[^1] : "";
            form.Refuse(code.Length == 0 ? "" : new OwnPart(new() { Code = code }, false, new(), null, null).What, line);
        }

        form.Refuse("", why.Count > 0 ? why[0] : "Chưa ghi được; gọi chuyên trách.");
    }

    private async Task<AnswerContent> ReadAsync(DatabaseSession session, OpenLink link, CancellationToken token)
    {
        var plan = await PlanData.OfUnitAsync(session, link.Campaign.Id, link.Unit.UnitId, token);
        var parts = AnswerContent.PartsOf(plan, link.Unit.Code).ToList();
        var content = new AnswerContent
        {
            Plan = plan,
            Parts = parts.FindAll(part => part.Progress.CompletedAt is null),
            Done = parts.Count(part => part.Progress.CompletedAt is not null),
        };
        if (await WeekDesk.UnitAsync(session, link.Campaign.Id, link.Unit.UnitId, token) is null)
            return content;
        var week = link.Week is { } named
            ? await weeks.WeekAsync(session, link.Campaign, named, token)
            : await weeks.ThisWeekAsync(session, link.Campaign, token);
        if (week is null)
            return content;
        var before = await weeks.BeforeAsync(session, link.Campaign, week, token);
        return content with
        {
            Week = week,
            Standing = (await SubmissionStore.StandingOfAsync(session, [link.Unit.UnitId], week, clock.Now, clock, token)).FirstOrDefault(),
            Reports = await HandedInAsync(session, link, week, token),
            Before = before is null ? null : (await HandedInAsync(session, link, before, token)).FirstOrDefault(),
        };
    }

    // What another program writes for later is not there yet; of two in one moment the second is written a little later.
    private async Task<List<Submission>> HandedInAsync(
        DatabaseSession session, OpenLink link, ReportingWeek week, CancellationToken token) =>
        (await WeekDesk.OfUnitAsync(session, link.Unit.UnitId, week, token)).FindAll(each => each.SubmittedAt <= clock.Now.AddSeconds(1));

    // What was handed in stands there to be corrected; sent unchanged, it is no other report.
    private static void Prefill(PageForm form, AnswerContent content)
    {
        if (content.Reports is not [{ IsNothing: false } newest, ..])
            return;
        foreach (var (name, text) in TextsOf(newest))
            form.At(name, text);
    }

    private static IEnumerable<(string Name, string Text)> TextsOf(Submission report) =>
    [
        ("results", report.Results), ("difficulties", report.Difficulties), ("proposals", report.Proposals), ("next", report.NextWeek),
    ];

    private static string SeenOf(AnswerContent content) => WeekOfUnit.SeenOf(content.Reports.Take(1).Select(each => each.SubmittedAt));

    private static WeeklyPoints? PointsOf(PageForm form, AnswerContent content)
    {
        if (content.Week is null)
            return null;
        var texts = Points.ToDictionary(point => point.Name, point => CleanText.Of(form[point.Name]).Trim());
        foreach (var (name, text) in texts.Where(each => each.Value.Length > LongestPoint))
            form.Refuse(name, $"Dài quá {LongestPoint} chữ; viết ngắn lại, phần dài gửi bằng thư.");
        // What stood in the boxes at first is no answer, even where another report has come since.
        var shown = content.Reports.FirstOrDefault(each => WeekOfUnit.SeenOf([each.SubmittedAt]) == form[Seen]);
        var isSame = shown is { IsNothing: false }
            && TextsOf(shown).All(each => CleanText.Of(each.Text).Trim() == texts[each.Name]);
        var isEmpty = isSame || texts.Values.All(text => text.Length == 0);
        if (form[Seen] != SeenOf(content))
        {
            if (form[Nothing].Length > 0)
                form.Refuse("", "Trong lúc viết, báo cáo tuần này của đơn vị đã khác nên chưa ghi Không phát sinh. Xem lại rồi gửi.");
            else if (!isEmpty)
                form.Refuse("", "Trong lúc viết, báo cáo tuần này của đơn vị đã khác. Xem lại, vẫn đúng thì bấm Gửi lần nữa.");
            // They come back with what stands now, where the form is refused for something else.
            foreach (var (name, text) in isSame ? TextsOf(content.Reports[0]) : [])
                form.Put(name, text);
        }

        if (form[Nothing].Length > 0)
        {
            if (!isEmpty)
                form.Refuse(Nothing, "Đã viết nội dung thì bỏ dấu này; không có gì thật thì xóa nội dung ở trên.");
            return new() { IsNothing = true };
        }

        return isEmpty ? null : new()
        {
            Results = texts["results"],
            Difficulties = texts["difficulties"],
            Proposals = texts["proposals"],
            NextWeek = texts["next"],
        };
    }

    private Statement? StatementOf(PageForm form, PlanData plan, OpenLink link, OwnPart part)
    {
        var (what, text) = (form[part.What], CleanText.OneLine(form[part.Text]).Trim());
        if (text.Length > LinkAnswering.LongestText)
            form.Refuse(part.Text, $"Dài quá {LinkAnswering.LongestText} chữ; viết ngắn lại.");
        var said = new Statement { Assignment = part.Assignment.Code, Quote = text };
        switch (what)
        {
            case "done":
                return said with { What = StatementKind.Done };
            case "doing":
                return said with { What = StatementKind.InProgress, Quote = text.Length > 0 ? text : "đang làm" };
            case "stuck":
                if (text.Length == 0)
                    form.Refuse(part.Text, "Viết đang vướng gì, cần ai giúp gì.");
                return said with { What = StatementKind.Obstacle };
            case "more":
                if (text.Length == 0)
                    form.Refuse(part.Text, "Viết vì sao xin lùi hạn.");
                if (DayOf(form, plan, link, part) is not { } day)
                    return null;
                return said with { What = StatementKind.Extension, Day = day };
            default:
                if (text.Length > 0)
                    form.Refuse(part.What, "Chọn tình hình của việc này.");
                return null;
        }
    }

    private DateOnly? DayOf(PageForm form, PlanData plan, OpenLink link, OwnPart part)
    {
        var typed = form[part.Day].Trim();
        if (!DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && !Vietnamese.TryReadDay(typed, out day))
        {
            form.Refuse(part.Day, $"Ghi ngày xin lùi đến, như {Vietnamese.Date(Later(part))}.");
            return null;
        }

        var asked = new ExtensionRow
        {
            Assignment = part.Assignment.Code,
            Unit = link.Unit.Code,
            AskedAt = clock.Now,
            AskedFor = day,
        };
        if (PlanOperations.ExtensionFault(plan, asked, Today) is not { } fault)
            return day;
        form.Refuse(part.Day, fault.Vietnamese);
        return null;
    }

    private DateOnly Later(OwnPart part) => (part.Assignment.DueOn > Today ? part.Assignment.DueOn : Today).AddDays(14);

    private static Html Said(HttpContext context, List<RecordedGesture> sent)
    {
        if (Parts.Number(context, "sent") is { } id && sent.Exists(each => each.Id == id && each.UndoneById is null))
        {
            return Html.Of($"""
                <p class="said" role="status" data-sent="{id}"><b>Đã nhận. Cảm ơn đơn vị.</b>
                Những gì vừa gửi ở cuối trang; nhầm thì hủy ở đó.</p>
                """);
        }

        return Parts.Number(context, "cancelled") is { } cancelled && sent.Exists(each => each.Id == cancelled)
            ? Html.Of($"""<p class="said" role="status">Đã hủy.</p>""") : default;
    }

    private static Html Refused(PageForm form) => !form.IsRefused ? default
        : form.Fault() is var fault && fault.ToString().Length > 0 ? fault
        : Html.Of($"""<p class="fault" role="alert">Chưa gửi được: xem chỗ báo đỏ bên dưới. Nội dung đã viết vẫn còn.</p>""");

    private Html Week(PageForm form, AnswerContent content)
    {
        if (content is not { Week: { } week, Standing: { } standing })
            return default;
        var label = WeekLabel.Of(week);
        var heading = Html.Of($"""
            <h2>Báo cáo {label.Name}</h2>
            <p>{label.Dates}. Hạn {Vietnamese.Moment(week.CutOff)}. {Parts.Badge(standing.Standing.State)}</p>
            """);
        if (standing.Standing.State == SubmissionState.Exempt && content.Reports.Count == 0)
            return Html.Of($"<section>{heading}<p>Tuần này đơn vị được miễn báo cáo.</p></section>");
        var last = content.Before is { IsNothing: false } before ? TextsOf(before).ToDictionary(each => each.Name, each => each.Text) : [];
        var boxes = Html.Of($"""
            {Before("Tuần trước đã nêu kế hoạch tuần này", last.GetValueOrDefault("next", ""))}
            {form.Lines("results", Points[0].Label, 4)}
            {Before("Khó khăn đã nêu tuần trước", last.GetValueOrDefault("difficulties", ""))}
            {form.Lines("difficulties", Points[1].Label, 3)}
            {Before("Kiến nghị đã nêu tuần trước", last.GetValueOrDefault("proposals", ""))}
            {form.Lines("proposals", Points[2].Label, 3)}
            {form.Lines("next", Points[3].Label, 3)}
            """);
        if (content.Reports.Count > 0)
        {
            var at = clock.WallClock(content.Reports[0].SubmittedAt);
            var isOpen = form.IsRefused ? Html.Of($" open") : default;
            return Html.Of($"""
                <section>{heading}<p>Đã nhận báo cáo lúc {Parts.Time(at)}{(content.Reports[0].IsNothing ? ": không phát sinh" : "")}.</p>
                <details{isOpen}><summary>Xem, sửa báo cáo đã gửi</summary>{boxes}</details></section>
                """);
        }

        var ticked = form[Nothing].Length > 0 ? Html.Of($" checked") : default;
        return Html.Of($"""
            <section>{heading}{boxes}
            {form.FaultOf(Nothing)}
            <label class="tick"><input type="checkbox" name="{Nothing}" value="1"{ticked}> <span>Tuần này không phát sinh</span></label>
            </section>
            """);
    }

    private static Html Before(string label, string text) => text.Trim().Length == 0 ? default : Html.Of($"""
        <p class="before"><b>{label}:</b> {Html.Data(text.Trim().Abbreviated(600))}</p>
        """);

    private Html Part(PageForm form, OwnPart part)
    {
        var days = part.Assignment.DueOn.DayNumber - Today.DayNumber;
        var due = days switch
        {
            < 0 => Parts.Badge(Parts.Tone.Bad, $"quá hạn {-days} ngày"),
            0 => Parts.Badge(Parts.Tone.Warning, "hạn hôm nay"),
            <= 7 => Parts.Badge(Parts.Tone.Warning, $"còn {days} ngày"),
            _ => Html.Of($"còn {days} ngày"),
        };
        var chosen = form[part.What];
        var choices = Choices.Where(each => part.IsLead || each.Value != "more").ToList();
        return Html.Of($"""
            <section class="part">
            <h3>{Html.Data(part.Assignment.Title)} <span class="quiet">{part.Assignment.Code}{(part.IsLead ? "" : ", phối hợp")}</span></h3>
            <p>Hạn {Vietnamese.Date(part.Assignment.DueOn)}, {due}</p>
            {Last(part)}
            <fieldset><legend class="heard">Tình hình {part.Assignment.Code}</legend>
            {form.FaultOf(part.What)}
            {choices.Append(("", "Bỏ chọn")).Select(each => Html.Of($"""
                <input type="radio" class="pick {(each.Item1.Length > 0 ? each.Item1 : "none")}" id="{part.Field}-{each.Item1}"
                name="{part.What}" value="{each.Item1}"{(each.Item1 == chosen ? Html.Of($" checked") : default)}><label
                for="{part.Field}-{each.Item1}">{each.Item2}</label>
                """))}
            <div class="more">
            {(part.IsLead ? Html.Of($"""<div class="day">{Day(form, part)}</div>""") : default)}
            {form.Lines(part.Text, "Nói thêm: làm được gì, vướng gì, vì sao", 2)}
            </div>
            </fieldset></section>
            """);
    }

    private Html Day(PageForm form, OwnPart part) => Html.Of($"""
        <label for="{part.Day}">Xin lùi đến ngày</label>{form.FaultOf(part.Day)}
        <input type="date" id="{part.Day}" name="{part.Day}" value="{form[part.Day]}" placeholder="{Vietnamese.Date(Later(part))}">
        """);

    private Html Last(OwnPart part)
    {
        var asked = part.Asked is { } open
            ? Html.Of($"""
                <p class="before">Đã xin lùi hạn{(open.AskedFor is { } day ? $" đến {Vietnamese.Date(day)}" : "")},
                chuyên trách chưa quyết định.</p>
                """)
            : default;
        var returned = part.Report is { ReturnedAt: not null } report
            ? Html.Of($"""<p class="before"><b>Chuyên trách trả lại:</b> {Html.Data(report.ReturnReason)}</p>""") : default;
        var said = part.Progress.Progress.Length == 0 ? default : Html.Of($"""
            <p class="before"><b>Đã báo{(part.Progress.ProgressAt is { } at
                ? $" {Vietnamese.DayMonth(DateOnly.FromDateTime(clock.WallClock(at)))}" : "")}:</b>
            {Html.Data(part.Progress.Progress.Abbreviated(300))}</p>
            """);
        return Html.Of($"{returned}{asked}{said}");
    }

    private Html Waiting(AnswerContent content)
    {
        var waiting = content.Parts.Where(part => part.Waits).ToList();
        return waiting.Count + content.Done == 0 ? default : Html.Of($"""
            <section><h2>Đã xong</h2>
            {(waiting.Count == 0 ? default : Html.Of($"""
                <ul>{waiting.Select(part => Html.Of($"""
                    <li>{Html.Data(part.Assignment.Title)} <span class="quiet">{part.Assignment.Code}</span>: báo xong
                    {Parts.BriefTime(clock.WallClock(part.Report!.ReportedAt))}, chờ chuyên trách xác nhận</li>
                    """))}</ul>
                """))}
            {(content.Done == 0 ? default : Html.Of($"<p>{content.Done} việc đã được xác nhận hoàn thành.</p>"))}
            </section>
            """);
    }

    private async Task<Html> SentAsync(
        DatabaseSession session, OpenLink link, List<RecordedGesture> sent, string path, CancellationToken token)
    {
        var (names, lines) = (new Dictionary<int, PlanNames>(), new List<Html>());
        // Whatever may be taken back has its button.
        foreach (var gesture in sent.Where(each => each.UndoesId is null).Where((each, i) => i < 10 || answering.MayCancel(link, each)))
        {
            var time = Parts.BriefTime(clock.WallClock(gesture.MadeAt));
            var brief = await changes.BriefAsync(session, gesture, names, token);
            var cancel = gesture.UndoneById is not null ? Parts.Badge(Parts.Tone.Quiet, "đã hủy")
                : !answering.MayCancel(link, gesture) ? default
                : Html.Of($"""
                    <form method="post" action="{path}/cancel"><input type="hidden" name="change" value="{gesture.Id}">
                    <button class="second">Hủy<span class="heard"> phần gửi {time}</span></button></form>
                    """);
            lines.Add(Html.Of($"""
                <li><p><b>{time}</b> {Html.Data(brief)}</p>{cancel}</li>
                """));
        }

        return lines.Count == 0 ? default : Html.Of($"""
            <section><h2>Đã gửi trong ba ngày qua</h2><ul class="sent">{lines}</ul></section>
            """);
    }
}
