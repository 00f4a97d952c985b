using System.Globalization;
using CamHa.Scheduler.Accounts;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Links;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Status;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Web.Safety;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace CamHa.Scheduler.Web.Pages;

/// <summary>
/// The pages of the outbox: what was sent to whom, with the server's answers, and the decisions about it, which are made by the
/// same code as on the command line.
/// </summary>
public sealed partial class OutboxPages(
    PageRoutes pages,
    OutboxLists lists,
    OutboxDecisions decisions,
    ClosedAddresses addresses,
    SendingPause pause,
    Database database,
    CampaignClock clock,
    ILogger<OutboxPages> logger)
    : IEndpoints
{
    private const int OnAPage = 25;
    private const string OneMail = "/outbox/{id:long:min(1)}";
    private const string FirstSending = "/outbox/first/{campaign:int:min(1)}";
    private const string OneRun = "/outbox/runs/{run:length(32)}/{campaign:int:min(1)}";

    public void Map(IEndpointRouteBuilder routes)
    {
        pages.Show(routes, "/outbox", ListAsync);
        pages.Show(routes, OneMail, OneAsync);
        pages.Decide(routes, "/pause", context => PauseAsync(context, "pause", pause.BeginAsync)).WithMetadata(new OfTheMachine());
        pages.Decide(routes, "/resume", context => PauseAsync(context, "resume", pause.EndAsync)).WithMetadata(new OfTheMachine());
        pages.Decide(routes, OutboxLists.ReopenPath, ReopenAsync).WithMetadata(new OfTheMachine());
        foreach (var decision in Enum.GetValues<OutboxDecision>())
        {
            var verb = Verb(decision);
            pages.Decide(routes, $"{OneMail}/{verb}", context => DecideAsync(context, decision));
            pages.Decide(routes, $"{OneRun}/{verb}", context => DecideRunAsync(context, decision));
            pages.Decide(routes, $"{FirstSending}/{verb}", context => DecideFirstAsync(context, decision));
        }
    }

    private async Task<(Confirmation, string)> PauseAsync(HttpContext context, string what, Func<CancellationToken, Task<bool>> change)
    {
        var hasChanged = await change(context.RequestAborted);
        Log.Paused(logger, what, hasChanged);
        return (new(what), "/");
    }

    private async Task<(Confirmation, string)> ReopenAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        try
        {
            var reopened = await addresses.ReopenAsync(
                form["campaign"].ToString(), form["address"].ToString(), By(context), isDryRun: false, context.RequestAborted);
            var change = (int)reopened.Made.Id!.Value;
            Log.Reopened(logger, change, reopened.Mails);
            return (new("reopened", change, change), "/");
        }
        catch (ChangeRefusedException)
        {
            // Somebody else has opened it meanwhile, and the page shows it no more.
            return (new("reopened-before"), "/");
        }
    }

    private async Task<(Confirmation, string)> DecideAsync(HttpContext context, OutboxDecision decision)
    {
        var id = Parts.Route(context, "id");
        await CheckAsync(context, id);
        var made = await decisions.MakeAsync(decision, [id], By(context), context.RequestAborted);
        Log.Decided(logger, decision, id, made.Changed);
        return (Confirm(decision, made), $"/outbox/{id.ToString(CultureInfo.InvariantCulture)}");
    }

    // Where a mail is nobody's business, there is none.
    private async Task CheckAsync(HttpContext context, long id)
    {
        await using var session = await database.OpenAsync(context.RequestAborted);
        if (await ListedMessage.OneAsync(session, id, context.RequestAborted) is { } mail && !Gate.Who(context).Sees(mail.CampaignId))
            throw new BadHttpRequestException("No such mail.", StatusCodes.Status404NotFound);
    }

    private static Gesture By(HttpContext context) => Gesture.AtDesk(Gate.Who(context).By);

    private async Task<(Confirmation, string)> DecideRunAsync(HttpContext context, OutboxDecision decision)
    {
        var campaign = (int)Parts.Route(context, "campaign");
        var made = await decisions.MakeForRunAsync(
            decision, (string)context.Request.RouteValues["run"]!, campaign, By(context), context.RequestAborted);
        Log.DecidedRun(logger, decision, campaign, made.Changed);
        return (Confirm(decision, made), "/");
    }

    private async Task<(Confirmation, string)> DecideFirstAsync(HttpContext context, OutboxDecision decision)
    {
        var campaign = (int)Parts.Route(context, "campaign");
        var made = await decisions.MakeForCampaignAsync(decision, campaign, By(context), context.RequestAborted);
        Log.DecidedFirst(logger, decision, campaign, made.Changed);
        return (Confirm(decision, made), "/");
    }

    private async Task<Page?> ListAsync(HttpContext context)
    {
        var token = context.RequestAborted;
        var search = OutboxSearch.Of(context);
        await using var session = await database.OpenSnapshotAsync(token);
        var inForce = await SendingPause.InForceAsync(session, token);
        var who = Gate.Who(context);
        var unit = await search.UnitAsync(session, who, token);
        var filter = new OutboxFilter(OnAPage + 1, search.State, unit.Code, search.To, Parts.Number(context, "below"), who.Scope);
        var mails = unit.IsUnclear ? [] : await ListedMessage.AllAsync(session, filter, token);
        var count = search.IsEmpty || unit.IsUnclear ? 0 : await search.CountAsync(session, unit, who, token);
        return new("Hộp thư đi", Html.Of($"""
            <h1>Hộp thư đi</h1>
            {(who.IsForAll ? OutboxLists.Counts(await StatusReader.OutboxAsync(session, token), search.State) : default)}
            {(who.IsForAll ? lists.PauseButton(context, inForce) : default)}
            {(who.IsForAll ? lists.Paused(context, inForce, await SendingPause.WaitingAsync(session, token)) : default)}
            {lists.Held(context, [.. (await HeldRun.AllAsync(session, token)).Where(each => who.Sees(each.CampaignId))])}
            <h2>{search.Title(unit)}</h2>
            {search.Form()}
            {search.Found(unit, count)}
            {(mails.Count > 0 ? lists.Mails(context, mails.Take(OnAPage), "h3") : search.IsEmpty ? None : default)}
            {(mails.Count > OnAPage ? search.Earlier(mails[OnAPage - 1].Id) : default)}
            {(mails.Count > 0 ? Parts.Download($"/outbox/list.xlsx{context.Request.QueryString.Value}") : default)}
            """));
    }

    private static Html None => Html.Of($"<p>Không có thư nào.</p>");

    private async Task<Page?> OneAsync(HttpContext context)
    {
        var token = context.RequestAborted;
        var key = new { Id = Parts.Route(context, "id") };
        await using var session = await database.OpenSnapshotAsync(token);
        if (await ListedMessage.OneAsync(session, key.Id, token) is not { } mail || !Gate.Who(context).Sees(mail.CampaignId))
            return null;
        var attempts = await session.QueryAsync<ShownAttempt>("outbox/attempts", key, token);
        var copy = OutboxLists.IsCopy(mail) ? ", nhận bản sao" : "";
        var mime = await session.ScalarAsync<byte[]>("outbox/mime", key, token);
        return new($"Thư {mail.Id.ToString(CultureInfo.InvariantCulture)}", Html.Of($"""
            {Parts.Back("/outbox", "Hộp thư đi")}
            <h1>{Html.Data(OutboxLists.Subject(mail))}</h1>
            <dl class="facts">
            <div><dt>Trạng thái</dt><dd>{Parts.OutboxBadge(mail.State)} {Parts.Reason(mail.StateReason)}</dd></div>
            <div><dt>Người nhận</dt><dd>{OutboxLists.Recipient(mail)}{copy}</dd></div>
            {(mail.Units.Count == 0 ? default : Html.Of($"<div><dt>Thư của đơn vị</dt><dd>{OutboxLists.Names(mail)}</dd></div>"))}
            <div><dt>Loại thư</dt><dd>{OutboxWords.OfKind(mail.Kind)}</dd></div>
            <div><dt>Lập lúc</dt><dd>{Parts.Time(clock.WallClock(mail.CreatedAt))}</dd></div>
            {(mail.FinishedAt is { } finished ? Finished(finished) : default)}
            </dl>
            {Actions(context, mail)}
            {Content(context, mail, mime)}
            {Attempts(attempts)}
            """));
    }

    private static Html Content(HttpContext context, ListedMessage mail, byte[]? mime)
    {
        if (mime is null)
        {
            return Html.Of($"""
                <h2>Nội dung thư</h2>
                <p>{(mail.MimeSha256.Length > 0
                    ? "Nội dung không còn được giữ trên máy này."
                    : "Nội dung được viết vào lúc gửi, theo số liệu của lúc đó.")}</p>
                """);
        }

        var read = ReadMail.Of(mime);
        // Whoever has a unit's link answers for it.
        var text = Gate.Who(context).May(Right.Enter) ? read.Text : LinkToken.Masked(read.Text);
        var files = read.Attachments.Count == 0 ? default : Html.Of($"""
            <p class="quiet">Tệp kèm theo: {Html.Data(string.Join(", ", read.Attachments.Select(file => file.Name)))}</p>
            """);
        return Html.Of($"""
            <h2>Nội dung thư</h2>
            {files}
            <div class="letter">{Html.Data(text)}</div>
            """);
    }

    private Html Finished(DateTimeOffset at) => Html.Of($"<div><dt>Xong lúc</dt><dd>{Parts.Time(clock.WallClock(at))}</dd></div>");

    private Html Actions(HttpContext context, ListedMessage mail) => mail.State switch
    {
        nameof(OutboxState.Dead) or nameof(OutboxState.Expired) or nameof(OutboxState.Suppressed) => Html.Of($"""
            <p>Gửi lại là coi địa chỉ này đúng. Trước khi gửi, dịch vụ xem lại nội dung còn đúng hay không.</p>
            <div class="actions">{lists.Retry(context, mail)}</div>
            """),
        nameof(OutboxState.Held) => Html.Of($"""<div class="actions">{lists.Release(context, mail)}{lists.Cancel(context, mail)}</div>"""),
        nameof(OutboxState.Pending) => Html.Of($"""<div class="actions">{lists.Cancel(context, mail)}</div>"""),
        _ => default,
    };

    private Html Attempts(List<ShownAttempt> attempts) => attempts.Count == 0 ? Html.Of($"<p>Chưa có lần gửi nào.</p>") : Html.Of($"""
        <h2>Các lần gửi và lời máy chủ thư trả lời</h2>
        <dl class="facts">{attempts.Select(attempt => Html.Of($"""
            <div><dt>{Parts.BriefTime(clock.WallClock(attempt.AttemptedAt))}</dt>
            <dd>{Outcome(attempt)} {Said(attempt)}</dd></div>
            """))}</dl>
        """);

    private static Html Said(ShownAttempt attempt) => attempt switch
    {
        { Stage: "RENDER" } => Html.Of($"Phần mềm chưa viết được thư này. {Parts.ForEngineers(attempt.Reply)}"),
        { Outcome: nameof(DeliveryOutcome.Delivered) } => Parts.Answer(null, attempt.Code, attempt.Reply),
        { Code: { } code } => Parts.Answer(ReasonWords.Of(attempt.Stage, code, attempt.Reply), code, attempt.Reply),
        _ => Parts.Reason(attempt.Reply),
    };

    private static Html Outcome(ShownAttempt attempt) => Parts.Badge(
        attempt.Outcome switch
        {
            nameof(DeliveryOutcome.Delivered) => Parts.Tone.Good,
            nameof(DeliveryOutcome.Refused) => Parts.Tone.Bad,
            _ => Parts.Tone.Warning,
        },
        OutboxWords.OfOutcome(attempt.Outcome));

    private static Confirmation Confirm(OutboxDecision decision, DecisionMade made) => new(Verb(decision), made.Changed, made.Asked);

    private static string Verb(OutboxDecision decision) => decision.ToString().ToLowerInvariant();

    private static partial class Log
    {
        [LoggerMessage(618, LogLevel.Information, "On the page: {What} sending, changed: {HasChanged}")]
        public static partial void Paused(ILogger logger, string what, bool hasChanged);

        [LoggerMessage(620, LogLevel.Information, "On the page: an address opened again, change {Change}, {Mails} mails go on")]
        public static partial void Reopened(ILogger logger, int change, int mails);

        [LoggerMessage(613, LogLevel.Information, "On the page: {Decision} message {Id}, {Changed} changed")]
        public static partial void Decided(ILogger logger, OutboxDecision decision, long id, int changed);

        [LoggerMessage(
            614,
            LogLevel.Information,
            "On the page: {Decision} a held run of campaign {CampaignId}, {Changed} messages changed")]
        public static partial void DecidedRun(ILogger logger, OutboxDecision decision, int campaignId, int changed);

        [LoggerMessage(
            617,
            LogLevel.Information,
            "On the page: {Decision} the first sending of campaign {CampaignId}, {Changed} messages changed")]
        public static partial void DecidedFirst(ILogger logger, OutboxDecision decision, int campaignId, int changed);
    }
}
