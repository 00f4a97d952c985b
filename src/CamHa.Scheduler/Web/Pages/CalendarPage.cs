using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CamHa.Scheduler.Web.Pages;

/// <summary>The page of days off and of days worked in exchange, for this year and the next.</summary>
public sealed class CalendarPage(PageRoutes pages, Database database, CampaignClock clock) : IEndpoints
{
    public void Map(IEndpointRouteBuilder routes) => pages.Show(routes, "/calendar", ShowAsync);

    private async Task<Page?> ShowAsync(HttpContext context)
    {
        var year = clock.WallClock(clock.Now).Year;
        await using var session = await database.OpenSnapshotAsync(context.RequestAborted);
        return new("Lịch nghỉ", Html.Of($"""
            <h1>Lịch nghỉ</h1>
            <p>Thứ Bảy và Chủ nhật luôn nghỉ, trừ ngày làm bù. Thư nhắc và báo cáo tránh các ngày nghỉ này.</p>
            {await YearAsync(session, year, context.RequestAborted)}
            {await YearAsync(session, year + 1, context.RequestAborted)}
            """));
    }

    private static async Task<Html> YearAsync(DatabaseSession session, int year, CancellationToken token)
    {
        var key = new { From = new DateOnly(year, 1, 1), To = new DateOnly(year, 12, 31) };
        var days = await session.QueryAsync<NamedDay>("scheduling/days-of-year", key, token);
        var off = days.Count(day => day.IsOff);
        return Html.Of($"""
            <section aria-labelledby="y{year}"><h2 id="y{year}">Năm {year}</h2>
            {(off > 0 ? default : Missing(year))}
            {(days.Count == 0 ? default : Html.Of($"""
                <table>
                <caption>{off} ngày nghỉ, {days.Count - off} ngày làm bù</caption>
                <thead><tr><th scope="col">Ngày</th><th scope="col">Nghỉ hay làm</th><th scope="col">Dịp</th></tr></thead>
                <tbody>{days.Select(day => Html.Of($"""
                    <tr><th scope="row">{Vietnamese.WithWeekday(day.Day)}</th><td>{Badge(day)}</td><td>{Html.Data(day.Name)}</td></tr>
                    """))}</tbody>
                </table>
                """))}
            </section>
            """);
    }

    private static Html Missing(int year)
    {
        var badge = Parts.Badge(Parts.Tone.Warning, "Chưa nạp ngày nghỉ nào");
        var words = Html.Of($"Ghi các ngày nghỉ và ngày làm bù năm {year} theo thông báo của Thủ tướng vào");
        return Html.Of($"""
            <p class="card warning">{badge} {words} <code>calendar.csv</code> rồi gõ: <code>camha import THƯ-MỤC</code></p>
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
