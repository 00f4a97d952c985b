using CamHa.Scheduler.Accounts;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Import;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using CamHa.Scheduler.Web.Safety;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CamHa.Scheduler.Web.Pages;

/// <summary>The page of days off and of days worked in exchange, for this year and the next; days come and go there.</summary>
public sealed class CalendarPage(PageRoutes pages, PlanChanges changes, Database database, CampaignClock clock) : IEndpoints
{
    private const string Path = "/calendar";
    private const int LongestSpan = 31;
    private const int LongestDay = 20;
    private const int LongestName = 200;

    public void Map(IEndpointRouteBuilder routes)
    {
        // All campaigns share it.
        pages.Ask(routes, Path, ShowAsync, AddAsync, Right.Decide, Right.Look)[1].WithMetadata(new OfTheMachine());
        pages.Decide(routes, $"{Path}/remove", RemoveAsync).WithMetadata(new OfTheMachine());
    }

    private async Task<(Confirmation, string)> AddAsync(HttpContext context, PageForm form)
    {
        var (kind, name) = (form["kind"] == nameof(DayKind.Worked) ? DayKind.Worked : DayKind.Off, CleanText.OneLine(form["name"]).Trim());
        var first = Day(form, "first") ?? throw new PageRefusedException("first", ValueWords.DayNeeded);
        var last = Day(form, "last") ?? first;
        if (last < first || last > first.AddDays(LongestSpan - 1))
            throw new PageRefusedException("last", $"Ngày cuối phải từ ngày đầu trở đi, và nhiều nhất {LongestSpan} ngày một lần.");
        var days = Enumerable.Range(0, last.DayNumber - first.DayNumber + 1).Select(first.AddDays);
        // A span of days off goes over weekends, which are free anyway; days that are worked in exchange are nothing else.
        var rows = days.Where(day => IsWeekend(day) == (kind == DayKind.Worked))
            .Select(day => new CalendarRow { Day = day, Kind = kind, Name = name.Truncated(LongestName) })
            .ToList();
        return rows.Count == 0
            ? throw new PageRefusedException("first", kind == DayKind.Worked
                ? "Ngày làm bù phải là thứ Bảy hoặc Chủ nhật." : "Thứ Bảy và Chủ nhật đã là ngày nghỉ.")
            : await ChangeAsync(context, rows);
    }

    private async Task<(Confirmation, string)> RemoveAsync(HttpContext context)
    {
        var form = await PageForm.TypedAsync(context);
        return Day(form, "day") is { } day
            ? await ChangeAsync(context, [new() { Day = day, IsActive = false }])
            : throw new BadHttpRequestException("No such day.", StatusCodes.Status400BadRequest);
    }

    private async Task<(Confirmation, string)> ChangeAsync(HttpContext context, List<CalendarRow> rows)
    {
        var token = context.RequestAborted;
        try
        {
            var made = await database.WorkAsync(
                async session => await changes.MakeAsync(
                    session,
                    await PlanData.OfEntriesAsync(session, "", token),
                    new() { Calendar = rows },
                    Gesture.AtDesk(Gate.Who(context).By),
                    token),
                token);
            return (Confirmation.OfChange("calendar", made.Id!.Value), Path);
        }
        catch (ChangeRefusedException)
        {
            // It is as it is to be: somebody else was first, or it was sent twice.
            return (new("calendar-same"), Path);
        }
    }

    private static DateOnly? Day(PageForm form, string field)
    {
        if (form[field].Trim().Length == 0)
            return null;
        var (day, fault) = DayText.Read(form[field].Trim());
        return day ?? throw new PageRefusedException(field, fault);
    }

    private static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    private Html Form(HttpContext context, PageForm form) => !Gate.Who(context).May(Right.Decide) ? default : Html.Of($"""
        <h2>Thêm ngày nghỉ, ngày làm bù</h2>
        {form.Fault()}
        {pages.Form(context, Path, "order", Html.Of($"""
        {form.Text("first", "Ngày, hoặc ngày đầu", LongestDay, "Như 15/2/2027.")}
        {form.Text("last", "Đến hết ngày", LongestDay, "Để trống nếu chỉ một ngày.", isNeeded: false)}
        {form.Choice("kind", "Nghỉ hay làm", [(nameof(DayKind.Off), "Nghỉ"), (nameof(DayKind.Worked), "Làm bù (thứ Bảy, Chủ nhật)")])}
        {form.Text("name", "Dịp", LongestName, "Như Tết Nguyên đán.")}
        """), Html.Of($"Thêm"))}
        """);

    private async Task<Page?> ShowAsync(HttpContext context, PageForm form)
    {
        var year = clock.WallClock(clock.Now).Year;
        await using var session = await database.OpenSnapshotAsync(context.RequestAborted);
        return new("Lịch nghỉ", Html.Of($"""
            <h1>Lịch nghỉ</h1>
            <p>Thứ Bảy và Chủ nhật luôn nghỉ, trừ ngày làm bù. Thư nhắc và báo cáo tránh các ngày nghỉ này.</p>
            {await YearAsync(context, session, year)}
            {await YearAsync(context, session, year + 1)}
            {Form(context, form)}
            """));
    }

    private async Task<Html> YearAsync(HttpContext context, DatabaseSession session, int year)
    {
        var key = new { From = new DateOnly(year, 1, 1), To = new DateOnly(year, 12, 31) };
        var days = await session.QueryAsync<NamedDay>("scheduling/days-of-year", key, context.RequestAborted);
        var off = days.Count(day => day.IsOff);
        return Html.Of($"""
            <section aria-labelledby="y{year}"><h2 id="y{year}">Năm {year}</h2>
            {(off > 0 ? default : Missing(year))}
            {(days.Count == 0 ? default : Html.Of($"""
                <table>
                <caption>{off} ngày nghỉ, {days.Count - off} ngày làm bù</caption>
                <thead><tr><th scope="col">Ngày</th><th scope="col">Nghỉ hay làm</th><th scope="col">Dịp</th></tr></thead>
                <tbody>{days.Select(day => Html.Of($"""
                    <tr><th scope="row">{Vietnamese.WithWeekday(day.Day)}</th><td>{Badge(day)}</td>
                    <td>{Html.Data(day.Name)} {Remove(context, day.Day)}</td></tr>
                    """))}</tbody>
                </table>
                """))}
            </section>
            """);
    }

    private Html Remove(HttpContext context, DateOnly day) => !Gate.Who(context).IsForAll ? default : pages.Form(
        context,
        $"{Path}/remove",
        "inline",
        PageRoutes.Hidden("day", Vietnamese.Date(day)),
        Html.Of($"""Bỏ<span class="heard"> {Vietnamese.Date(day)}</span>"""),
        button: "plain");

    private static Html Missing(int year)
    {
        var badge = Parts.Badge(Parts.Tone.Warning, "Chưa nạp ngày nghỉ nào");
        return Html.Of($"""
            <p class="card warning">{badge} Thêm các ngày nghỉ và ngày làm bù năm {year} theo thông báo của Thủ tướng ở cuối trang, hoặc ghi
            vào <code>calendar.csv</code> rồi gõ: <code>camha import THƯ-MỤC</code></p>
            """);
    }

    private static Html Badge(NamedDay day) => day.IsOff
        ? Parts.Badge(Parts.Tone.Quiet, "Nghỉ")
        : Parts.Badge(Parts.Tone.Warning, "Làm bù");

    private sealed record NamedDay
    {
        public DateOnly Day { get; init; }

        public DayKind Kind { get; init; }

        public string Name { get; init; } = "";

        public bool IsOff => Kind == DayKind.Off;
    }
}
