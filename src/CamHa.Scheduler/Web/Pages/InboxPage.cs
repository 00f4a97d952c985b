using CamHa.Scheduler.Accounts;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Inbox;
using CamHa.Scheduler.Inbox.Deciding;
using CamHa.Scheduler.Links;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using CamHa.Scheduler.Web.Safety;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace CamHa.Scheduler.Web.Pages;

/// <summary>
/// The mails that wait for a person: beside each what was understood, and the decisions about it, which are made by the same code as on
/// the command line.
/// </summary>
internal sealed partial class InboxPage(
    PageRoutes pages,
    InboxDesk desk,
    MailboxProbePage probe,
    OutboxSignal signal,
    Database database,
    CampaignClock clock,
    ILogger<InboxPage> logger) : IEndpoints
{
    /// <summary>The page's address.</summary>
    public const string Path = "/inbox";

    // Each is read anew for the page.
    private const int OnAPage = 20;
    private const int LongestText = 4_000;
    private const int LongestCut = 8_000;
    private const int LongestTyped = 200;

    private static readonly (string Value, string Words)[] Whats =
    [
        ("", "Theo cách máy hiểu"), ("done", "Đã xong phần việc"), ("progress", "Tiến độ"), ("report", "Báo cáo tuần, theo nội dung thư"),
        ("nothing", "Không phát sinh"),
    ];

    private readonly Refusals<long> _refused = new();

    public void Map(IEndpointRouteBuilder routes)
    {
        // A mail that waits may be of any campaign, or of none.
        pages.Show(routes, Path, context => ShowAsync(context, PageForm.Empty())).WithMetadata(new OfTheMachine());
        foreach (var each in pages.Ask(routes, $"{Path}/{{id:long:min(1)}}/apply", ShowAsync, ApplyAsync, Right.Decide))
            each.WithMetadata(new OfTheMachine());
        Decide("ignore", IgnoreAsync);
        Decide("ask", AskAsync);

        void Decide(string verb, Func<HttpContext, long, Task<Confirmation>> decide) => pages
            .Decide(routes, $"{Path}/{{id:long:min(1)}}/{verb}", context => DecideAsync(context, verb, decide))
            .WithMetadata(new OfTheMachine());
    }

    private async Task<(Confirmation, string)> DecideAsync(
        HttpContext context, string what, Func<HttpContext, long, Task<Confirmation>> decide)
    {
        var id = Parts.Route(context, "id");
        try
        {
            return Decided(context, id, what, await decide(context, id));
        }
        catch (ChangeRefusedException e)
        {
            _refused.Keep(Gate.Who(context), id, e.Message);
            // The page says it, and nothing is confirmed.
            return (new("refused"), Path);
        }
    }

    private (Confirmation, string) Decided(HttpContext context, long id, string what, Confirmation confirmation)
    {
        _refused.Forget(Gate.Who(context), id);
        signal.Wake();
        Log.Decided(logger, what, id);
        return (confirmation, Path);
    }

    private async Task<(Confirmation, string)> ApplyAsync(HttpContext context, PageForm form)
    {
        var id = Parts.Route(context, "id");
        var (unit, assignments, progress) = (Typed("unit"), Typed("assignment"), Typed("progress"));
        var order = new ApplyOrder
        {
            Unit = unit.Length > 0 ? unit : null,
            Assignments = assignments.Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries),
            Notes = OrderedNote.Read(Typed("what")) is { } note
                ? [note with { Text = note.What == OrderedWhat.Progress ? progress : "" }]
                : [],
        };
        var by = Gesture.AtDesk(Gate.Who(context).By);
        var applied = await desk.ApplyAsync(id, order, by, isDryRun: false, context.RequestAborted);
        var confirmation = Confirmation.OfChange(applied.IsTold ? "inbox-told" : "inbox-applied", applied.Made.Id!.Value);
        return Decided(context, id, "apply", confirmation);

        string Typed(string name) => CleanText.OneLine(form[name]).Truncated(LongestTyped).Trim();
    }

    private async Task<Confirmation> IgnoreAsync(HttpContext context, long id)
    {
        await desk.IgnoreAsync(id, "", context.RequestAborted);
        return new("inbox-ignored");
    }

    private async Task<Confirmation> AskAsync(HttpContext context, long id)
    {
        await desk.AskAsync(id, context.RequestAborted);
        return new("inbox-asked");
    }

    // A form that is refused comes back open, in the card of its mail.
    private async Task<Page?> ShowAsync(HttpContext context, PageForm form)
    {
        var typed = context.Request.RouteValues.ContainsKey("id") ? Parts.Route(context, "id") : 0;
        var token = context.RequestAborted;
        await using var session = await database.OpenSnapshotAsync(token);
        var waiting = await ListedMail.CountWaitingAsync(session, token);
        var cards = new List<Html>();
        var mails = await ListedMail.AllAsync(session, InboxState.Triage, OnAPage, token);
        foreach (var mail in mails)
        {
            var waits = await desk.LookAsync(session, mail.Id, token);
            cards.Add(Card(context, mail, waits, mail.Id == typed ? form : PageForm.Empty().At("unit", mail.Unit)));
        }

        var more = waiting > cards.Count
            ? Html.Of($"<p>Và {waiting - cards.Count} thư cũ hơn; xử lý bớt thì hiện ra.</p>")
            : default;
        return new("Thư chờ đọc", Html.Of($"""
            <h1>Thư chờ đọc{(waiting == 0 ? "" : $" ({waiting})")}</h1>
            <p>Thư trả lời mà máy chưa ghi, hoặc chưa ghi hết. Bên mỗi thư là máy hiểu thế nào; ghi nhầm thì trở lại như cũ được.</p>
            {(await ExtensionsPage.CountAsync(session, clock.Now, token) is > 0 and var asked ? ExtensionsPage.Waiting(asked) : default)}
            {(mails.Exists(mail => mail.Id == typed) ? default : form.Fault())}
            {_refused.TakeOthers(Gate.Who(context), mails.ConvertAll(mail => mail.Id)).Select(Fault)}
            {(cards.Count == 0 ? Html.Of($"<p>Không có thư nào chờ.</p>") : Html.Of($"""<ol class="cards">{cards}</ol>"""))}
            {more}
            {await probe.SectionAsync(context, session, token)}
            """));
    }

    private Html Card(HttpContext context, ListedMail mail, WaitingMail? waiting, PageForm form) => Html.Of($"""
        <li class="card warning"><h2>{Html.Data(mail.Subject.Length > 0 ? mail.Subject : "(không có chủ đề)")}</h2>
        <p class="quiet">{Sender(mail)}, {Parts.Time(clock.WallClock(mail.ReceivedAt))}{Unit(waiting)}</p>
        {(_refused.Of(Gate.Who(context), mail.Id) is { } why ? Fault(why) : default)}
        {form.Fault()}
        <div class="beside">
        <div><h3>Thư viết</h3>{Text(mail.Id, waiting)}</div>
        <div><h3>Máy hiểu</h3>{Understood(mail, waiting)}</div>
        </div>
        <div class="actions">{Actions(context, mail, waiting)}</div>
        {(waiting is null || !Gate.Who(context).May(Right.Decide) ? default : Otherwise(context, mail, waiting, form))}</li>
        """);

    private static Html Fault(string why) => Html.Of($"""<p class="fault" role="alert">Chưa làm được: {Html.Data(why)}</p>""");

    private static Html Sender(ListedMail mail) => mail.SenderName.Length == 0
        ? Html.Data(mail.Sender) : Html.Of($"{Html.Data(mail.SenderName)} {Html.Data(mail.Sender)}");

    private static Html Unit(WaitingMail? waiting) => waiting?.Unit is { } unit ? Html.Of($". Đơn vị {Html.Data(unit.Unit)}") : default;

    private static Html Text(long mail, WaitingMail? waiting)
    {
        if (waiting is null)
            return Html.Of($"<p>Nội dung thư không còn lưu; mở thư trong hộp thư.</p>");
        var said = waiting.Said;
        var text = said.Text.Length == 0 ? Html.Of($"<p>Thư không có nội dung mới.</p>")
            : Html.Of($"""<div class="letter">{Html.Data(LinkToken.Masked(said.Text.Abbreviated(LongestText)))}</div>""");
        var files = InboxFiles.List(mail, waiting.Files);
        var cut = said.Cut.Length == 0 ? default : Html.Of($"""
            <details class="more"><summary>Phần đã cắt (thư cũ, chữ ký)</summary>
            <div class="letter">{Html.Data(LinkToken.Masked(said.Cut.Abbreviated(LongestCut)))}</div></details>
            """);
        return Html.Of($"{text}{files}{cut}");
    }

    private static Html Understood(ListedMail mail, WaitingMail? waiting)
    {
        var answer = waiting?.Answer;
        // Whose it is has to be said first, where a stranger answers a unit's mail.
        var isStranger = waiting is { Unit: null };
        var will = answer?.Edit is null ? default
            : isStranger ? Html.Of($"<p>Đúng là của {Html.Data(mail.Unit)} thì mở <b>Ghi nhận…</b> để ghi:</p>{Lines(answer.Understood)}")
            : Html.Of($"<p>Bấm <b>Ghi nhận</b> thì ghi:</p>{Lines(answer.Understood)}");
        var unclear = answer is not { Waiting.Count: > 0 } ? default : Html.Of($"<p>Chờ chuyên trách:</p>{Lines(answer.Waiting)}");
        return Html.Of($"""
            <p>{Html.Data(Why(mail, answer))}</p>
            {(waiting is { IsPartlyApplied: true } && mail.GestureId is { } gesture
                ? Html.Of($"<p>Phần rõ đã ghi ở lần sửa {gesture}.</p>") : default)}
            {(isStranger && mail.Unit.Length == 0 ? Html.Of($"<p>Chưa rõ là thư của đơn vị nào.</p>") : default)}
            {will}
            {unclear}
            """);
    }

    // Without what stands below it.
    private static string Why(ListedMail mail, Answer? answer) => (answer?.Waiting ?? [])
        .Aggregate(mail.Reason, (why, line) => why.Replace(line, "", StringComparison.Ordinal)).Trim(' ', ';');

    private static Html Lines(IEnumerable<string> lines) =>
        Html.Of($"<ul>{lines.Select(line => Html.Of($"<li>{Html.Data(line)}</li>"))}</ul>");

    private Html Actions(HttpContext context, ListedMail mail, WaitingMail? waiting)
    {
        // The button names its mail for readers who hear the button by itself.
        var which = Html.Of($"""<span class="heard"> thư {mail.Id}</span>""");
        var apply = waiting is not { Unit: not null, Answer.Edit: not null }
            ? default : pages.Button(context, $"{Path}/{mail.Id}/apply", Html.Of($"Ghi nhận{which}"));
        var ask = waiting is { CanBeAsked: true }
            ? pages.Button(context, $"{Path}/{mail.Id}/ask", Html.Of($"Hỏi lại{which}"), "second") : default;
        var ignore = pages.Button(context, $"{Path}/{mail.Id}/ignore", Html.Of(
            $"{(waiting is { IsPartlyApplied: true } ? "Đã xem xong" : "Không liên quan")}{which}"), "second");
        return Html.Of($"{apply}{ask}{ignore}");
    }

    // What the machine has not understood, a person says.
    private Html Otherwise(HttpContext context, ListedMail mail, WaitingMail waiting, PageForm form)
    {
        var id = mail.Id;
        var unit = waiting.Unit is not null ? default : Html.Of($"""
            <div><label for="unit{id}">Mã hoặc tên đơn vị</label>
            <input id="unit{id}" name="unit" value="{form["unit"]}" maxlength="{LongestTyped}" required></div>
            """);
        var opens = waiting is { IsPartlyApplied: true } ? "Ghi thêm…"
            : waiting is { Unit: not null, Answer.Edit: not null } ? "Ghi khác…" : "Ghi nhận…";
        return Html.Of($"""
            <details class="other"{(form.IsRefused ? Html.Of($" open") : default)}><summary>{opens}</summary>
            {pages.Form(context, $"{Path}/{id}/apply", "order", Html.Of($"""
                {unit}
                <div><label for="what{id}">Ghi gì</label>
                <select id="what{id}" name="what">
                {Whats.Select(each => Html.Of($"""
                    <option value="{each.Value}"{(each.Value == form["what"] ? Html.Of($" selected") : default)}>{each.Words}</option>
                    """))}
                </select></div>
                <div><label for="assignment{id}">Mã nhiệm vụ (đã xong, tiến độ)</label>
                <input id="assignment{id}" name="assignment" value="{form["assignment"]}" maxlength="{LongestTyped}"></div>
                <div><label for="progress{id}">Tiến độ, như 80%; để trống thì lấy lời trong thư</label>
                <input id="progress{id}" name="progress" value="{form["progress"]}" maxlength="{LongestTyped}"></div>
                """), Html.Of($"""Ghi<span class="heard"> thư {id}</span>"""))}</details>
            """);
    }

    private static partial class Log
    {
        [LoggerMessage(619, LogLevel.Information, "On the page: {What} mail {Id} of the inbox")]
        public static partial void Decided(ILogger logger, string what, long id);
    }
}
