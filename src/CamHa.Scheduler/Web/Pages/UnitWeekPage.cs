using System.Globalization;
using CamHa.Scheduler.Accounts;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Import;
using CamHa.Scheduler.Status;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Submissions;
using CamHa.Scheduler.Text;
using CamHa.Scheduler.Web.Safety;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CamHa.Scheduler.Web.Pages;

/// <summary>
/// The page of one unit's week: whom to call and who was called, what it has handed in, and whether it owes anything. What is done on it
/// is what <c>camha submission withdraw</c> and <c>camha unit exempt</c> do.
/// </summary>
internal sealed class UnitWeekPage(PageRoutes pages, WeekReader weeks, PlanChanges changes, Database database, CampaignClock clock)
    : IEndpoints
{
    private const int LongestReason = 1_000;
    private const int LongestMoment = 60;
    private const int LongestPoint = 4_000;

    // Half a year; whoever owes nothing for longer owes nothing at all.
    private const int MostWeeks = 26;

    public void Map(IEndpointRouteBuilder routes)
    {
        pages.Show(routes, WeekOfUnit.Pattern, context => ShowAsync(context, PageForm.Empty()));
        Ask("called", CalledAsync, Right.Enter);
        Ask("called/forget", ForgetAsync, Right.Enter);
        Ask("withdraw", WithdrawAsync, Right.Enter);
        Ask("exempt", ExemptAsync, Right.Decide);
        Ask("expect", ExpectAsync, Right.Decide);

        void Ask(string verb, Func<HttpContext, PageForm, WeekOfUnit, Task<(Confirmation, string)>> decide, Right right) => pages.Ask(
            routes,
            $"{WeekOfUnit.Pattern}/{verb}",
            ShowAsync,
            async (context, form) =>
            {
                var at = await WeekOfUnit.FoundAsync(context, database, weeks, context.RequestAborted);
                return await decide(context, form, at);
            },
            right);
    }

    private async Task<(Confirmation, string)> CalledAsync(HttpContext context, PageForm form, WeekOfUnit at)
    {
        var (when, fault) = PastText.Read(form["at"], clock);
        if (when is null)
            form.Refuse("at", fault);
        var note = CleanText.OneLine(form["note"]);
        if (note.Length > WeekDesk.LongestNote)
            form.Refuse("note", ValueWords.TooLong(note.Length, WeekDesk.LongestNote));
        if (!form.IsRefused)
        {
            var call = new UnitCall { UnitId = at.Unit.Id, CalledAt = when!.Value, Note = note, MadeBy = Gate.Who(context).By };
            await database.WriteAsync(
                session => WeekDesk.NoteCallAsync(session, WeekOfUnit.KeyOf(form), at.Week.Week, call, context.RequestAborted),
                context.RequestAborted);
        }

        return (new("week-called"), at.WeekPath);
    }

    private async Task<(Confirmation, string)> ForgetAsync(HttpContext context, PageForm form, WeekOfUnit at)
    {
        if (long.TryParse(form["call"], NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            await database.WriteAsync(
                session => WeekDesk.ForgetCallAsync(session, id, at.Unit.Id, context.RequestAborted), context.RequestAborted);
        }

        return (new("week-forgotten"), at.Path);
    }

    private async Task<(Confirmation, string)> WithdrawAsync(HttpContext context, PageForm form, WeekOfUnit at)
    {
        var of = at.Reports.FirstOrDefault(each => WeekOfUnit.SeenOf([each.SubmittedAt]) == form["received"]);
        var made = await changes.MakeAsync(
            at.Campaign.Code,
            WeekOfUnit.GestureOf(context, form),
            plan => of is null ? throw new ChangeRefusedException("báo cáo này đã có người rút rồi.")
                : PlanOperations.WithdrawSubmission(plan, at.Unit.Code, of.Week, of.SubmittedAt, clock),
            isDryRun: false,
            context.RequestAborted);
        return WeekOfUnit.Done("week-withdrawn", made, at.Path);
    }

    private async Task<(Confirmation, string)> ExemptAsync(HttpContext context, PageForm form, WeekOfUnit at)
    {
        var reason = CleanText.OneLine(form["reason"]);
        if (reason.Length == 0)
            form.Refuse("reason", "Ghi lý do: báo cáo tổng hợp nêu lý do này.");
        if (reason.Length > LongestReason)
            form.Refuse("reason", ValueWords.TooLong(reason.Length, LongestReason));
        var span = WeeksAhead(at).TakeWhile(week => !IsoWeek.TryParse(form["until"], out var until) || week <= until).ToList();
        if (!IsoWeek.TryParse(form["until"], out var last) || !span.Contains(last))
            form.Refuse("until", "Chọn một tuần trong danh sách.");
        if (form.IsRefused)
            return default;
        var made = await changes.MakeAsync(
            at.Campaign.Code,
            WeekOfUnit.GestureOf(context, form, reason),
            plan => PlanOperations.ExemptUnit(plan, at.Unit.Code, span.ConvertAll(week => week.ToString()), reason),
            isDryRun: false,
            context.RequestAborted);
        return WeekOfUnit.Done("week-exempt", made, at.WeekPath);
    }

    private async Task<(Confirmation, string)> ExpectAsync(HttpContext context, PageForm form, WeekOfUnit at)
    {
        var made = await changes.MakeAsync(
            at.Campaign.Code,
            WeekOfUnit.GestureOf(context, form),
            plan => PlanOperations.ExpectUnit(
                plan,
                at.Unit.Code,
                plan.Exemptions.Where(each => each.Unit == at.Unit.Code && IsFrom(each.Week, at.Week)).Select(each => each.Week)),
            isDryRun: false,
            context.RequestAborted);
        return WeekOfUnit.Done("week-expected", made, at.WeekPath);
    }

    private static bool IsFrom(string text, ReportingWeek week) => IsoWeek.TryParse(text, out var named) && named >= week.Week;

    private static IEnumerable<IsoWeek> WeeksAhead(WeekOfUnit at) => Enumerable.Range(0, MostWeeks)
        .Select(at.Week.Week.Plus)
        .TakeWhile(week => week <= IsoWeek.Of(at.Campaign.EndsOn));

    private async Task<Page?> ShowAsync(HttpContext context, PageForm form)
    {
        var token = context.RequestAborted;
        await using var session = await database.OpenSnapshotAsync(token);
        if (await WeekOfUnit.FindAsync(context, session, weeks, token) is not { } at)
            return null;
        var standing = (await SubmissionStore.StandingOfAsync(session, [at.Unit.Id], at.Week, clock.Now, clock, token))[0];
        var phones = (await WeekDesk.PhonesAsync(session, at.Campaign.Id, token))[at.Unit.Id];
        var calls = (await WeekDesk.CallsAsync(session, at.Campaign.Id, at.Week.Week, token))[at.Unit.Id].ToList();
        var exempt = await WeekDesk.ExemptWeeksAsync(session, at.Unit.Id, at.Week.Week, token);
        form.At("at", Language.InVietnamese(() => clock.Say(clock.Now)));
        var reason = string.IsNullOrEmpty(standing.ExemptionReason) ? default : Html.Of($" {Html.Data(standing.ExemptionReason)}");
        var enter = Gate.Who(context).May(Right.Enter)
            ? Html.Of($"""<p><a class="button" href="{at.Path}/enter">Nhập hộ báo cáo</a></p>""") : default;
        return new($"{at.Unit.Name}, {WeekLabel.Of(at.Week).Name}", Html.Of($"""
            {Parts.Back(at.WeekPath, $"Các đơn vị, {WeekLabel.Of(at.Week).Name}")}
            <h1>{Html.Data(at.Unit.Name)}</h1>
            {form.Fault()}
            <p>Báo cáo {at.Label}, hạn {Vietnamese.Moment(at.Week.CutOff)}: {Parts.Badge(standing.Standing.State)}{reason}</p>
            {enter}
            {Calls(context, form, at, phones, calls)}
            <h2>Báo cáo đã nhận</h2>
            {Reports(context, at)}
            {Exemption(context, form, at, exempt)}
            """));
    }

    private Html Calls(HttpContext context, PageForm form, WeekOfUnit at, IEnumerable<Phone> phones, List<UnitCall> calls)
    {
        var numbers = Phones.Of(phones);
        var note = pages.Form(context, $"{at.Path}/called", "order", Html.Of($"""
            {WeekOfUnit.Key(form)}
            {form.Text("at", "Gọi lúc", LongestMoment, "Như 17/6/2026 15:00, hoặc chỉ 15:00 nếu là hôm nay.")}
            {form.Text("note", "Ghi chú", WeekDesk.LongestNote, "Như: hẹn gửi trước 11 giờ. Để trống cũng được.", isNeeded: false)}
            """), Html.Of($"Ghi cuộc gọi"), Right.Enter);
        var by = Gate.Who(context).May(Right.Decide)
            ? Html.Of($"""<a href="{UnitPages.PathOf((int)at.Campaign.Id, at.Unit.Code)}">ghi ở trang của đơn vị</a>""")
            : Html.Of($"chuyên trách ghi được");
        return Html.Of($"""
            <h2>Gọi điện</h2>
            {(numbers.ToString().Length > 0 ? numbers : Html.Of($"""
                <p>Chưa có số điện thoại của đơn vị này; {by}.</p>
                """))}
            {(calls.Count == 0 ? default : Html.Of($"""<ul class="calls">{calls.Select(call => Call(context, at, call))}</ul>"""))}
            {(note.ToString().Length > 0 ? Details("Ghi đã gọi…", IsAt(context, "/called"), note) : default)}
            """);
    }

    private Html Call(HttpContext context, WeekOfUnit at, UnitCall call) => Html.Of($"""
        <li>{CallLine(call, clock)} <span class="quiet">{Html.Data(call.MadeBy)}</span>
        {pages.Form(
            context,
            $"{at.Path}/called/forget",
            "",
            PageRoutes.Hidden("call", call.Id.ToString(CultureInfo.InvariantCulture)),
            Html.Of($"""Xóa<span class="heard"> ghi chú lúc {Vietnamese.Time(clock.WallClock(call.CalledAt))}</span>"""),
            Right.Enter,
            "small")}</li>
        """);

    /// <summary>When somebody was called, and what was said.</summary>
    internal static Html CallLine(UnitCall call, CampaignClock clock)
    {
        var note = call.Note.Length > 0 ? Html.Of($": {Html.Data(call.Note)}") : default;
        return Html.Of($"Đã gọi {Parts.BriefTime(clock.WallClock(call.CalledAt))}{note}");
    }

    private Html Reports(HttpContext context, WeekOfUnit at) => at.Reports.Count == 0
        ? Html.Of($"<p>Chưa có báo cáo nào của tuần này.</p>")
        : Html.Of($"""<ol class="cards">{at.Reports.Index().Select(each => Report(context, at, each.Index, each.Item))}</ol>""");

    private Html Report(HttpContext context, WeekOfUnit at, int index, Submission report)
    {
        var counts = index > 0 ? Html.Of($" {Parts.Badge(Parts.Tone.Quiet, "Bản cũ")}") : default;
        var time = Vietnamese.Time(clock.WallClock(report.SubmittedAt));
        return Html.Of($"""
            <li class="card"><h3>Nhận {Parts.Time(clock.WallClock(report.SubmittedAt))}{counts}</h3>
            {ReportText(report)}
            {pages.Form(
                context,
                $"{at.Path}/withdraw",
                "actions",
                Html.Of($"{NewKey()}{PageRoutes.Hidden("received", WeekOfUnit.SeenOf([report.SubmittedAt]))}"),
                Html.Of($"""Rút báo cáo này<span class="heard"> nhận lúc {time}</span>"""),
                Right.Enter,
                "second")}</li>
            """);
    }

    /// <summary>What a report says, and how it came.</summary>
    internal static Html ReportText(Submission report)
    {
        var origin = string.Join(
            ", ",
            new[] { report.Channel is { } channel ? PlanSheets.WordsOf(channel)[0] : "", report.SpokenBy, report.Assignments.Trim() }
                .Where(text => text.Length > 0));
        return Html.Of($"""
            {(origin.Length > 0 ? Html.Of($"""<p class="quiet">{Html.Data(origin)}</p>""") : default)}
            <dl class="points">{Point("Kết quả", report.Results)}{Point("Khó khăn, vướng mắc", report.Difficulties)}
            {Point("Kiến nghị, đề xuất", report.Proposals)}{Point("Kế hoạch tuần tới", report.NextWeek)}</dl>
            """);
    }

    private static Html Point(string name, string text) => text.Length == 0 ? default : Html.Of(
        $"""<dt>{name}</dt><dd>{Html.Data(text.Abbreviated(LongestPoint))}</dd>""");

    private Html Exemption(HttpContext context, PageForm form, WeekOfUnit at, List<string> exempt)
    {
        var weeksOf = exempt.Count == 0 ? Html.Of($"<p>Đơn vị phải nộp báo cáo từ tuần này.</p>") : Html.Of(
            $"<p>Được miễn {exempt.Count} tuần: {string.Join(", ", exempt.Select(WeekLabel.Brief))}.</p>");
        if (!Gate.Who(context).May(Right.Decide))
            return Html.Of($"<h2>Miễn báo cáo</h2>{weeksOf}");
        var end = exempt.Count == 0 ? default : pages.Form(
            context, $"{at.Path}/expect", "", NewKey(), Html.Of($"Thôi miễn các tuần này"), Right.Decide, "second");
        var until = WeeksAhead(at).Select(week =>
            (week.ToString(), $"Tuần {WeekLabel.Brief(week.ToString())}, đến {Vietnamese.Date(week.Sunday)}"));
        var fields = pages.Form(context, $"{at.Path}/exempt", "order", Html.Of($"""
            {WeekOfUnit.Key(form)}
            {form.Choice("until", $"Từ {WeekLabel.Of(at.Week).Name} đến hết", until)}
            {form.Text("reason", "Lý do", LongestReason, "Đứng trong báo cáo tổng hợp, như: cả thôn tập trung chống hạn.")}
            """), Html.Of($"Miễn báo cáo"));
        return Html.Of($"<h2>Miễn báo cáo</h2>{weeksOf}{end}{Details("Miễn báo cáo…", IsAt(context, "/exempt"), fields)}");
    }

    // The week's list leads to a form as if it had been opened.
    private static bool IsAt(HttpContext context, string verb) => context.Request.Path.Value!.EndsWith(verb, StringComparison.Ordinal);

    private static Html NewKey() => PageRoutes.Hidden("key", Gesture.NewKey());

    private static Html Details(string summary, bool isOpen, Html content) =>
        Html.Of($"""<details class="other"{(isOpen ? Html.Of($" open") : default)}><summary>{summary}</summary>{content}</details>""");
}
