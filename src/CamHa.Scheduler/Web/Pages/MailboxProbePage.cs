using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Inbox;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Web.Safety;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CamHa.Scheduler.Web.Pages;

/// <summary>The button that sends a mail to the mailbox and finds it there, and what became of the last one.</summary>
internal sealed class MailboxProbePage(PageRoutes pages, MailboxProbe probe, ProbeRun run, CampaignClock clock) : IEndpoints
{
    private const string Path = $"{InboxPage.Path}/probe";

    // Most are found by then; of the others the page tells when it is loaded again.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(6);

    public void Map(IEndpointRouteBuilder routes) => pages.Decide(routes, Path, async context =>
    {
        if (probe.IsUsed)
            await run.StartAsync(Patience, context.RequestAborted);
        return (new("probe"), $"{InboxPage.Path}#probe");
    }).WithMetadata(new OfTheMachine());

    /// <summary>The section of the page of mails that wait.</summary>
    public async Task<Html> SectionAsync(HttpContext context, DatabaseSession session, CancellationToken token) =>
        !probe.IsUsed ? default : Html.Of($"""
        <section aria-labelledby="probe"><h2 id="probe">Thử hộp thư đến</h2>
        <p>Gửi một thư thử đến hộp thư mà máy đọc, rồi tìm lại ở đó: thấy thì thư trả lời của các đơn vị cũng đến nơi.</p>
        {(run.IsGoingOn ? GoingOn() : run.Answer is { } answer ? Shown(answer) : Kept(await probe.LastAsync(session, token)))}
        {pages.Button(context, Path, Html.Of($"Gửi thư thử vào hộp thư"), "second")}</section>
        """);

    private Html GoingOn() => Html.Of($"""
        <p class="said">Đang tìm thư thử, gửi lúc {Began()}; lâu nhất hai phút. <a href="{InboxPage.Path}#probe">Xem kết quả</a></p>
        """);

    private Html Shown(ProbeAnswer answer)
    {
        if (answer.Took is not { } took)
        {
            var badge = Parts.Badge(Parts.Tone.Bad, answer.IsSent ? "Không thấy" : "Chưa gửi");
            return Html.Of($"""
                <div class="card warning"><p>{badge} Thư thử lúc {Began()} đến {Html.Data(answer.Address)}:
                {Html.Data(answer.Fault?.Vietnamese)}</p>{(answer.IsSent ? Remedy() : default)}</div>
                """);
        }

        return Html.Of($"""
            <div class="card"><p>{Parts.Badge(Parts.Tone.Good, "Thấy")} Thư thử lúc {Began()} đến {Html.Data(answer.Address)}:
            thấy trong hộp thư sau {Seconds(took)} giây.</p>
            {(answer.Plus is { } plus ? Plus(plus.Took is not null) : default)}</div>
            """);
    }

    // After a restart, or where another machine or the command line has tried it.
    private Html Kept(KeptProbe? last)
    {
        if (last is null)
            return Html.Of($"""<p class="quiet">Chưa thử lần nào.</p>""");
        var at = Parts.Time(clock.WallClock(last.SentAt));
        return last.FoundAt is { } found
            ? Html.Of($"""
                <div class="card"><p>{Parts.Badge(Parts.Tone.Good, "Thấy")} Thư thử gần nhất, lúc {at}: thấy trong hộp thư sau
                {Seconds(found - last.SentAt)} giây.</p>{Plus(last.PlusFoundAt is not null)}</div>
                """)
            : Html.Of($"""
                <div class="card warning"><p>{Parts.Badge(Parts.Tone.Bad, "Không thấy")} Thư thử gần nhất, lúc {at}:
                không thấy trong hộp thư.</p>{Remedy()}</div>
                """);
    }

    private static Html Remedy() => Html.Of($"""
        <p>Xem thư có nằm trong Thư rác hay thư mục khác không, rồi thử lại. Vẫn không thấy thì chạy <code>camha doctor --probe</code>
        và nhờ người quản trị hộp thư.</p>
        """);

    private Html Plus(bool isFound) => (isFound, probe.WantsPlus) switch
    {
        (true, true) => Html.Of($"<p>Địa chỉ có mã sau dấu cộng cũng đến; các thư hỏi trả lời vào địa chỉ dạng này.</p>"),
        (false, true) => Html.Of($"""
            <p>{Parts.Badge(Parts.Tone.Warning, "Chú ý")} Thư đến địa chỉ có mã sau dấu cộng thì không thấy, nên các thư vẫn hỏi trả lời vào
            địa chỉ thường.</p>
            """),
        _ => default,
    };

    private Html Began() => Parts.Time(clock.WallClock(run.BeganAt ?? clock.Now));

    private static int Seconds(TimeSpan took) => Math.Max(1, (int)Math.Round(took.TotalSeconds));
}
