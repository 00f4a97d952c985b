using CamHa.Scheduler.Accounts;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Import;
using CamHa.Scheduler.Inbox.Saying;
using CamHa.Scheduler.Status;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Submissions;
using CamHa.Scheduler.Text;
using CamHa.Scheduler.Web.Safety;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CamHa.Scheduler.Web.Pages;

/// <summary>
/// The form for a report that came by phone, Zalo or on paper, the same as <c>camha submission enter</c>. A pasted text is split into the
/// four points as a mail is, and saved once somebody has seen them.
/// </summary>
internal sealed class EntryPage(PageRoutes pages, WeekReader weeks, PlanChanges changes, Database database, CampaignClock clock)
    : IEndpoints
{
    private const string Verb = "/enter";
    private const int LongestMoment = 60;
    private const int LongestPerson = 200;
    private const int LongestCodes = 400;

    private const int LongestText = 20_000;

    private const string CameBetween =
        "Trong lúc nhập, báo cáo của đơn vị đã có người khác thêm hoặc rút. Xem “Đã nhận trước đó” bên dưới;";

    private static readonly (string Name, string Label)[] Points =
    [
        ("results", "Kết quả trong tuần"), ("difficulties", "Khó khăn, vướng mắc"), ("proposals", "Kiến nghị, đề xuất"),
        ("next", "Kế hoạch tuần tới"),
    ];

    public void Map(IEndpointRouteBuilder routes)
    {
        const string Path = WeekOfUnit.Pattern + Verb;
        foreach (var each in pages.Ask(routes, Path, ShowAsync, EnterAsync, Right.Enter))
            each.WithMetadata(new LargeForm());
        pages.Fill(routes, $"{Path}/split", SplitAsync, Right.Enter).WithMetadata(new LargeForm());
    }

    private async Task<(Confirmation, string)> EnterAsync(HttpContext context, PageForm form)
    {
        var at = await WeekOfUnit.FoundAsync(context, database, weeks, context.RequestAborted);
        var isNothing = form["nothing"].Length > 0;
        var row = Row(form, at) with { IsNothing = isNothing };
        if (isNothing && (row.HasText || !SaysNothing(form["pasted"])))
            form.Refuse("", row.HasText
                ? "Đã có nội dung: xóa đi nếu đơn vị không có gì phát sinh, hoặc bấm Lưu."
                : "Tin đã dán có nội dung: xóa đi nếu đơn vị không có gì phát sinh, hoặc bấm Xem cách tách để lưu nội dung ấy.");
        else if (!isNothing && !row.HasText && form["pasted"].Trim().Length > 0)
            await FillAsync(form, at, context.RequestAborted);
        else if (!isNothing && !row.HasText)
            form.Refuse("pasted", "Chưa có nội dung: dán tin nhắn vào đây, gõ vào từng mục, hoặc bấm Không phát sinh.");
        if (form.IsRefused)
            return default;
        var seen = form["seen"];
        var made = await changes.MakeAsync(
            at.Campaign.Code,
            WeekOfUnit.GestureOf(context, form),
            plan => Enter(plan, row, at, seen),
            isDryRun: false,
            context.RequestAborted);
        return WeekOfUnit.Done("week-entered", made, at.WeekPath);
    }

    private static bool SaysNothing(string pasted) =>
        pasted.Trim().Length == 0 || PointsRule.Read(CleanText.Of(pasted).Trim(), isWeekly: true, hasFiles: false) is { IsNothing: true };

    private PlanEdit Enter(PlanData plan, SubmissionRow row, WeekOfUnit at, string seen)
    {
        var there = plan.Submissions.Where(each =>
            each.Unit == at.Unit.Code && IsoWeek.TryParse(each.Week, out var week) && at.Week.Covers(week)).ToList();
        if (WeekOfUnit.SeenOf(there.Select(each => each.SubmittedAt)) != seen)
        {
            throw new ChangeRefusedException($"{CameBetween} vẫn cần nhập thì bấm Lưu lần nữa.");
        }

        if (there.Exists(each => each.SubmittedAt == row.SubmittedAt))
            throw new PageRefusedException("received", "Đã có báo cáo nhận đúng lúc này; ghi giờ khác, hoặc rút bản đó trước.");

        foreach (var code in row.Assignments.Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries))
        {
            try
            {
                plan.Assignment(code);
            }
            catch (ChangeRefusedException e)
            {
                throw new PageRefusedException("assignments", e.Message);
            }
        }

        return PlanOperations.EnterSubmission(plan, row, clock);
    }

    // What is wrong with a field is said beside it.
    private SubmissionRow Row(PageForm form, WeekOfUnit at)
    {
        var (received, fault) = PastText.Read(form["received"], clock);
        var row = new SubmissionRow
        {
            Unit = at.Unit.Code,
            Week = at.Week.Week.ToString(),
            SubmittedAt = received ?? clock.Now,
            Assignments = CleanText.OneLine(form["assignments"]),
            Results = Lines("results"),
            Difficulties = Lines("difficulties"),
            Proposals = Lines("proposals"),
            NextWeek = Lines("next"),
            Channel = ChannelWords.Read(form["channel"]),
            SpokenBy = CleanText.OneLine(form["by"]),
        };
        if ((received is null ? fault : SubmissionCheck.Fault(row, clock)) is { } wrong)
            form.Refuse("received", wrong);
        if (row.SpokenBy.Length > LongestPerson)
            form.Refuse("by", ValueWords.TooLong(row.SpokenBy.Length, LongestPerson));
        if (form["channel"].Length > 0 && row.Channel is null)
            form.Refuse("channel", "Chọn một cách trong danh sách.");
        return row;

        string Lines(string name)
        {
            var text = CleanText.Of(form[name]).Trim();
            if (text.Length > LongestText)
                form.Refuse(name, ValueWords.TooLong(text.Length, LongestText));
            return text;
        }
    }

    private async Task<Page?> SplitAsync(HttpContext context, PageForm form)
    {
        await using (var session = await database.OpenSnapshotAsync(context.RequestAborted))
        {
            if (await WeekOfUnit.FindAsync(context, session, weeks, context.RequestAborted) is not { } at)
                return null;
            // From here on it is shown.
            if (form["seen"] != at.Seen)
                form.Refuse("", $"{CameBetween} vẫn cần nhập thì bấm Lưu.");
            if (form["pasted"].Trim().Length == 0)
                form.Refuse("pasted", "Dán tin nhắn của đơn vị vào đây, hoặc gõ vào từng mục.");
            else
                await FillAsync(form, at, context.RequestAborted);
        }

        return await ShowAsync(context, form);
    }

    /// <summary>Fills the four boxes from the pasted text, which whoever saves has to see first.</summary>
    private async Task FillAsync(PageForm form, WeekOfUnit at, CancellationToken token)
    {
        var text = CleanText.Of(form["pasted"]).Trim().Truncated(LongestText);
        var read = ChatPointsRule.Read(text, PointsRule.Read(text, isWeekly: true, hasFiles: false));
        var points = read ?? new() { Results = text, IsUnsorted = true };
        foreach (var (name, point) in new[]
                 {
                     ("results", points.Results), ("difficulties", points.Difficulties), ("proposals", points.Proposals),
                     ("next", points.NextWeek),
                 })
            form.Put(name, point);
        await using var session = await database.OpenSnapshotAsync(token);
        var codes = await WeekDesk.CodesAsync(session, at.Campaign.Id, token);
        if (form["assignments"].Trim().Length == 0)
            form.Put("assignments", string.Join(' ', AssignmentCodes.In(text, codes).Select(each => each.Code).Intersect(codes)));
        if (points.IsNothing)
            form.Refuse("pasted", "Tin này báo không có gì phát sinh: xem lại lúc nhận, rồi bấm Không phát sinh.");
        form.Refuse("split", read switch
        {
            { IsUnsorted: true } => "Tin không chia mục nên để cả vào Kết quả; cắt sang mục khác nếu cần, rồi bấm Lưu.",
            null => "Tin này không giống một báo cáo nên để cả vào Kết quả; xem lại, đúng thì bấm Lưu.",
            _ => $"Đã tách như dưới đây; xem lại, sửa nếu cần, rồi bấm Lưu.{Missing(form)}",
        });

        static string Missing(PageForm form) => Points.Where(each => form[each.Name].Length == 0).Select(each => each.Label).ToList()
            is { Count: > 0 } none ? $" Không thấy trong tin: {string.Join("; ", none)}." : "";
    }

    private async Task<Page?> ShowAsync(HttpContext context, PageForm form)
    {
        await using var session = await database.OpenSnapshotAsync(context.RequestAborted);
        if (await WeekOfUnit.FindAsync(context, session, weeks, context.RequestAborted) is not { } at)
            return null;
        form.At("received", Language.InVietnamese(() => clock.Say(clock.Now))).At("channel", FieldText.Of(SubmissionChannel.Zalo));
        var isSplit = Array.Exists(Points, each => form[each.Name].Trim().Length > 0);
        var (look, words) = isSplit ? ("second", "Tách lại") : ("", "Xem cách tách");
        var pasted = form.Lines(
            "pasted", "Dán tin nhắn của đơn vị", 6, "Máy tách thành bốn mục như với thư: kết quả, khó khăn, kiến nghị, tuần tới.");
        var split = Html.Of($"""<button class="{look}" formaction="{at.Path}{Verb}/split">{words}</button>""");
        var boxes = Html.Of($"{Points.Select(each => form.Lines(each.Name, each.Label, 3))}{Codes(form)}");
        var save = Html.Of($"""<button formaction="{at.Path}{Verb}">Lưu</button>""");
        var nothing = Html.Of(
            $"""<button class="second" name="nothing" value="1" formaction="{at.Path}{Verb}">Không phát sinh</button>""");
        // The first button is the one that a press of Enter means.
        var fields = isSplit
            ? Html.Of($"""
                {form.Told("split")}{boxes}{Origin(form)}<div class="actions">{save}</div>
                {Folded("Tin nhắn đã dán…", Html.Of($"{pasted}<div>{split}</div>"))}
                """)
            : Html.Of($"""
                {pasted}{Origin(form)}<div class="actions">{split}{nothing}</div>
                {Folded("Gõ từng mục…", Html.Of($"{boxes}<div>{save}</div>"))}
                """);
        return new($"Nhập hộ: {at.Unit.Name}", Html.Of($"""
            {Parts.Back(at.Path, at.Unit.Name)}
            <h1>Nhập hộ: {Html.Data(at.Unit.Name)}</h1>
            <p>Báo cáo {at.Label}. Đúng hạn hay muộn tính theo lúc nhận, hạn {Vietnamese.Moment(at.Week.CutOff)}.</p>
            {form.Fault()}
            {pages.FormOf(context, at.Path + Verb, "order", Html.Of($"""
                {WeekOfUnit.Key(form)}{PageRoutes.Hidden("seen", at.Seen)}
                {fields}
                """), Right.Enter)}
            {Before(at)}
            """));
    }

    private static Html Folded(string summary, Html content) =>
        Html.Of($"""<details class="other"><summary>{summary}</summary><div class="order">{content}</div></details>""");

    private static Html Origin(PageForm form) => Html.Of($"""
        {form.Text("received", "Nhận lúc", LongestMoment, "Như 17/6/2026 15:00, hoặc chỉ 15:00 nếu là hôm nay.")}
        {form.Choice("channel", "Nhận qua đâu", [
            .. new[]
                {
                    SubmissionChannel.Zalo, SubmissionChannel.Phone, SubmissionChannel.Paper, SubmissionChannel.Mail,
                    SubmissionChannel.Link,
                }.Select(each => (FieldText.Of(each), PlanSheets.WordsOf(each)[0])),
            ("", "Không rõ"),
        ])}
        {form.Text("by", "Ai gửi hoặc gọi báo", LongestPerson, "Như: trưởng thôn. Để trống cũng được.", isNeeded: false)}
        """);

    private static Html Codes(PageForm form) => form.Text(
        "assignments", "Mã nhiệm vụ được nhắc tới", LongestCodes, "Như T02 T04. Để trống cũng được.", isNeeded: false);

    private Html Before(WeekOfUnit at) => at.Reports.Count == 0 ? default : Html.Of($"""
        <h2>Đã nhận trước đó</h2>
        <p>Bản nhận sau cùng là bản được dùng; đúng hạn hay muộn tính theo bản đầu.</p>
        <ol class="cards">{at.Reports.Select(report => Html.Of($"""
            <li class="card"><h3>Nhận {Parts.Time(clock.WallClock(report.SubmittedAt))}</h3>{UnitWeekPage.ReportText(report)}</li>
            """))}</ol>
        """);
}
