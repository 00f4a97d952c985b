using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Text;
using CamHa.Scheduler.Web.Safety;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CamHa.Scheduler.Web.Pages;

/// <summary>The form that sends a test mail, and what became of the last one.</summary>
public sealed class TestMailPage(PageRoutes pages, TestMail testMail, CampaignClock clock) : IEndpoints
{
    private const string Path = "/test-mail";
    private const int LongestAddress = 254;

    private Result? _last;

    public void Map(IEndpointRouteBuilder routes)
    {
        pages.Show(routes, Path, context => Task.FromResult<Page?>(new("Gửi thư thử", Body(context)))).WithMetadata(new OfTheMachine());
        pages.Decide(routes, Path, async context =>
        {
            var form = await context.Request.ReadFormAsync(context.RequestAborted);
            var address = form["address"].ToString().Trim();
            _last = new(address.Truncated(LongestAddress), clock.WallClock(clock.Now), await SendAsync(address, context.RequestAborted));
            return (new Confirmation("test"), Path);
        }).WithMetadata(new OfTheMachine());
    }

    /// <summary>The form, as the first page shows it.</summary>
    internal static Html Form(PageRoutes pages, HttpContext context) => pages.Form(context, Path, "search", Html.Of($"""
        <label for="address">Địa chỉ nhận thư thử</label>
        <input id="address" name="address" type="email" required maxlength="{LongestAddress}" autocomplete="email">
        """), Html.Of($"Gửi thư thử"));

    private async Task<TestMailAnswer> SendAsync(string address, CancellationToken token) =>
        // One that is too long is not cut to another person's.
        address.Length <= LongestAddress && MailAddress.IsValid(address)
        ? await testMail.SendAsync(address, account: null, token)
        : new(false, MailAddress.Fault(address), []);

    private Html Body(HttpContext context) => Html.Of($"""
        {Parts.Back("/", "Tổng quan")}
        <h1>Gửi thư thử</h1>
        <p>Một thư thật, gửi ngay qua máy chủ thư đang dùng, để xem thư có đến nơi không và hiện ra thế nào. Thư không nhắc việc gì, và
        không tính vào sổ thư đã gửi.</p>
        {(_last is { } last ? Shown(last) : default)}
        {Form(pages, context)}
        """);

    private static Html Shown(Result last)
    {
        var (css, badge) = last.Answer.IsAccepted
            ? ("card", Parts.Badge(Parts.Tone.Good, "Được"))
            : ("card warning", Parts.Badge(Parts.Tone.Bad, "Chưa gửi được"));
        var lookFor = last.Answer.LookFor.Count == 0
            ? default
            : Html.Of($"<ul>{last.Answer.LookFor.Select(line => Html.Of($"<li>{Html.Data(line.Vietnamese)}</li>"))}</ul>");
        return Html.Of($"""
            <section class="{css}" aria-labelledby="last"><h2 id="last">Thư thử lúc {Parts.Time(last.At)} đến {Html.Data(last.Address)}</h2>
            <p>{badge} {Html.Data(last.Answer.Words.Vietnamese)}</p>
            {lookFor}
            {Parts.ForEngineers(last.Answer.Detail)}</section>
            """);
    }

    private sealed record Result(string Address, DateTime At, TestMailAnswer Answer);
}
