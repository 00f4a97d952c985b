using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Diagnostics;
using CamHa.Scheduler.Inbox.Cutting;
using CamHa.Scheduler.Inbox.Deciding;
using CamHa.Scheduler.Inbox.Files;
using CamHa.Scheduler.Inbox.Reading;
using CamHa.Scheduler.Inbox.Saying;
using CamHa.Scheduler.Inbox.Sorting;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Submissions;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Inbox;

/// <summary>
/// Decides the mails that were kept, one transaction each: what it changes in the plan, the entry in the record, and the
/// acknowledgement are written together or not at all. What cannot be decided waits for a person.
/// </summary>
internal sealed partial class InboxDecider(
    Database database,
    PlanChanges changes,
    Acknowledging acknowledging,
    BounceRecord bounces,
    IOptions<AnswerOptions> options,
    IOptions<WeeklyOptions> weekly,
    CampaignClock clock,
    ILogger<InboxDecider> logger)
{
    private const int AtOnce = 100;
    private const int MostTries = 3;

    // In letters: no mail that asks for an answer is shorter, and few answers are as long.
    private const int ShortestOfOurs = 200;
    private const int MostOfOurs = 20;

    // For as long a question is open to whoever answers without naming it.
    private static readonly TimeSpan Lately = TimeSpan.FromDays(14);

    private readonly SenderLimit _senders = new();

    /// <summary>Decides everything that waits to be decided.</summary>
    /// <returns>How many mails were decided.</returns>
    public async Task<int> DecideAsync(CancellationToken token)
    {
        var total = 0;
        while (true)
        {
            await using var session = await database.OpenAsync(token);
            var waiting = await session.QueryAsync<UndecidedMail>("inbox/undecided", new { Count = AtOnce }, token);
            foreach (var mail in waiting)
            {
                if (await TryDecideAsync(mail, token))
                    total++;
            }

            if (waiting.Count < AtOnce)
                return total;
        }
    }

    private async Task<bool> TryDecideAsync(UndecidedMail mail, CancellationToken token)
    {
        try
        {
            if (await database.WriteAsync(session => DecideAsync(session, mail, token), token) is not { } state)
                return false;
            Telemetry.Came(state.ToString().ToLowerInvariant());
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException && !database.IsTransient(e) && !database.IsLost(e))
        {
            // One bad mail delays none of the others.
            Log.Failed(logger, e, mail.Id);
            var tries = mail.Tries + 1;
            var state = tries < MostTries ? InboxState.Failed : InboxState.Triage;
            await database.WriteAsync(
                session => session.ExecuteAsync("inbox/fail", new
                {
                    mail.Id,
                    State = state.ToString(),
                    Reason = DeskWords.Unread(e).Truncated(1000),
                    Tries = tries,
                }, token),
                token);
            Telemetry.Came(state.ToString().ToLowerInvariant());
            return false;
        }
    }

    /// <summary>Decides one mail in a transaction.</summary>
    /// <returns>What became of it; null where it was decided meanwhile.</returns>
    public async Task<InboxState?> DecideAsync(DatabaseSession session, UndecidedMail mail, CancellationToken token)
    {
        if (await session.ExecuteAsync("inbox/claim", new { mail.Id }, token) == 0)
            return null;
        Language.SayForTheOffice();
        var bytes = await ListedMail.BytesAsync(session, mail.Id, token) ?? [];
        var incoming = MailReader.Read(bytes);
        var answered = mail.OutboxMessageId is not null
            ? await InboxStore.OfNumberAsync(session, mail.OutboxMessageId, token)
            : await InboxStore.OfCodeAsync(session, incoming.AllText, token);
        var sorted = MailKindRule.Sort(incoming);
        var decision = await DecideAsync(session, mail, bytes, incoming, sorted, answered, token);
        var guessed = answered is null && AnswerCode.In(incoming.AllText).Any() ? $" {SenderWords.Guessed}" : "";
        var changed = await session.ExecuteAsync("inbox/decide", new
        {
            mail.Id,
            State = decision.State.ToString(),
            Reason = $"{decision.Reason}{guessed}".Truncated(1000),
            DecidedAt = clock.Now,
            CampaignId = decision.CampaignId ?? answered?.CampaignId,
            UnitId = decision.UnitId ?? answered?.UnitId,
            decision.GestureId,
            OutboxMessageId = mail.OutboxMessageId ?? answered?.Id,
            // A person's mail that answers none by its headers is an answer all the same.
            Kind = (decision.Level is null ? sorted.Kind : MailKind.Answer).ToString(),
            SenderLevel = decision.Level?.ToString(),
            decision.AwayUntil,
        }, token);
        return changed > 0 ? decision.State : null;
    }

    private async Task<InboxDecision> DecideAsync(
        DatabaseSession session,
        UndecidedMail mail,
        byte[] bytes,
        IncomingMail incoming,
        Sorted sorted,
        AnsweredMail? answered,
        CancellationToken token)
    {
        switch (sorted.Kind)
        {
            case MailKind.Bounce:
                return await bounces.KeepAsync(session, mail, sorted, answered, token);
            case MailKind.Feedback:
                return await bounces.ComplainedAsync(session, mail, sorted, answered, token);
            case MailKind.Automatic:
                return Automatic(mail, incoming, sorted);
            case MailKind.Foreign when MailKindRule.IsOfList(incoming):
                return new(InboxState.Triage, sorted.Step.Vietnamese);
        }

        var level = await LevelAsync(session, mail, incoming, answered, token);
        if (level <= SenderLevel.Verified)
            await FailureRecord.ForgetAsync(session, mail.Sender, mail.ReceivedAt, clock.Now, token);
        return (await PersonsAsync(session, mail, bytes, incoming, answered, level, token)) with { Level = level };
    }

    private async Task<InboxDecision> PersonsAsync(
        DatabaseSession session,
        UndecidedMail mail,
        byte[] bytes,
        IncomingMail incoming,
        AnsweredMail? answered,
        SenderLevel level,
        CancellationToken token)
    {
        if (level >= SenderLevel.Stranger || (level == SenderLevel.Claimed && !options.Value.TrustAddresses))
            return new(InboxState.Triage, level == SenderLevel.Stranger && answered is not null
                ? SenderWords.StrangerWhoAnswers(answered.Recipient) : SenderWords.Of(level));
        if (await UnitAsync(session, mail, answered, token) is not { } unit)
            return new(InboxState.Triage, "Chưa rõ là thư của đơn vị nào.");
        if (!_senders.MayApply(mail.Sender, clock.Now))
            return new(InboxState.Triage, $"Quá {SenderLimit.MostADay} thư một ngày từ địa chỉ này nên không tự ghi nữa.");
        return await AnswerAsync(session, mail, bytes, incoming, answered, unit, level, token);
    }

    private InboxDecision Automatic(UndecidedMail mail, IncomingMail incoming, Sorted sorted)
    {
        var until = sorted.Recipients.Any(each => each.Class == FailureClass.Vacation)
            ? AbsenceRule.Read(incoming, DateOnly.FromDateTime(clock.WallClock(mail.ReceivedAt))) : null;
        var said = sorted.Step.Vietnamese;
        return new(InboxState.Automatic, until is { } day ? $"Vắng đến {Vietnamese.Date(day)}. {said}" : said) { AwayUntil = until };
    }

    /// <summary>How far the sender is believed.</summary>
    public async Task<SenderLevel> LevelAsync(
        DatabaseSession session, UndecidedMail mail, IncomingMail incoming, AnsweredMail? answered, CancellationToken token) =>
        SenderRule.Level(
            mail.Sender,
            // With several authors nobody knows whose address was checked.
            incoming.Authors < 2 && await InboxStore.IsContactAsync(session, mail.Sender, token),
            answered is not null && await acknowledging.IsKeyedAsync(session, answered, token) ? answered.Recipient : null,
            AuthenticationRule.Read(
                incoming.Headers.All("Authentication-Results"), options.Value.AuthenticationServer, mail.Sender));

    /// <summary>What a mail says to the plan, and whose answer it is.</summary>
    public async Task<UnderstoodMail> UnderstandAsync(
        DatabaseSession session,
        UndecidedMail mail,
        byte[] bytes,
        IncomingMail incoming,
        AnsweredMail? answered,
        UnitOfMail unit,
        bool keepsFiles,
        CancellationToken token)
    {
        // A person may mean what is not the unit's.
        var plan = mail.IsByPerson ? await PlanData.OfCampaignAsync(session, unit.Campaign, token)
            : await PlanData.OfUnitAsync(session, unit.CampaignId, unit.UnitId, token);
        var isWeekly = answered?.Kind == NoticeKind.Reminder;
        var codes = await CodesAsync(session, plan, unit, answered, mail, token);
        var others = plan.Assignments.ConvertAll(assignment => assignment.Code);
        var files = incoming.Files.Count > 0 ? await FilesAsync(session, mail, bytes, unit, keepsFiles, token) : FilesOfAnswer.None;
        var day = DateOnly.FromDateTime(clock.WallClock(mail.ReceivedAt));
        var sent = answered is not null ? await SentTextAsync(session, answered.Id, token)
            : await UntouchedAsync(session, mail, incoming, unit, token);
        var said = MailExplainer.Explain(incoming, sent, codes, isWeekly, day, others);
        // So may a mail, and it is told whose it is.
        var own = plan.Parts.Select(part => part.Assignment).ToHashSet();
        if (!mail.IsByPerson && said.Statements.Any(each => each.Assignment is { } code && !own.Contains(code)))
            plan = await PlanData.OfCampaignAsync(session, unit.Campaign, token);
        return new(plan, said, codes, new()
        {
            Unit = unit.Unit,
            Sender = mail.Sender,
            ReceivedAt = mail.ReceivedAt,
            Week = await WeekAsync(session, unit, answered, said, mail.ReceivedAt, token),
            IsWeekly = isWeekly,
            Source = $"{Changes.Gesture.OfMail}{mail.Id}",
            Files = files.Files,
            Limits = options.Value.Limits,
            Enclosed = files.Points,
            ConfirmsCompletion = options.Value.ConfirmCompletion,
        });
    }

    private async Task<InboxDecision> AnswerAsync(
        DatabaseSession session,
        UndecidedMail mail,
        byte[] bytes,
        IncomingMail incoming,
        AnsweredMail? answered,
        UnitOfMail unit,
        SenderLevel level,
        CancellationToken token)
    {
        if (answered?.Kind == NoticeKind.Acknowledgement && CancellationRule.IsOne(CutRule.Cut(incoming.Lines).Text))
            return await acknowledging.CancelAsync(session, mail, answered, unit, token);
        var (plan, said, _, from) = await UnderstandAsync(session, mail, bytes, incoming, answered, unit, keepsFiles: true, token);
        var answer = AnswerRule.Decide(said, plan, from, clock);
        if (answer.Edit is null && answer.Waiting.Count == 0)
            return new(InboxState.Acknowledged, "Thư không có nội dung mới.") { CampaignId = unit.CampaignId, UnitId = unit.UnitId };
        ChangeMade? made = null;
        if (answer.Edit is { } edit)
        {
            try
            {
                made = await changes.MakeAsync(session, plan, edit, Gesture(mail, level), token);
            }
            catch (ChangeRefusedException e)
            {
                answer = new(null, [], [$"Nội dung thư: {e.ForUnit}.", .. answer.Waiting]) { Refused = [e.Message, .. answer.Refused] };
            }
        }

        var saysNothing = answer.Edit is null && said.Statements.Count == 0 && from.Files.Count == 0;
        if (!saysNothing || !await acknowledging.IsToldAsync(session, mail, answered, unit, token))
            await acknowledging.WriteAsync(session, mail, incoming, unit, answer, level, token);
        var isWhole = answer.Waiting.Count == 0 && made is { Foreign.Count: 0 };
        return new(
            isWhole ? InboxState.Applied : InboxState.Triage,
            DeskWords.Joined(
                [SenderWords.Of(level), .. answer.Waiting.Count > 0 ? answer.Waiting : answer.Understood, .. answer.Refused]))
        {
            CampaignId = unit.CampaignId,
            UnitId = unit.UnitId,
            GestureId = made?.Id,
        };
    }

    private async Task<FilesOfAnswer> FilesAsync(
        DatabaseSession session, UndecidedMail mail, byte[] bytes, UnitOfMail unit, bool keeps, CancellationToken token)
    {
        // Those of an earlier decision are replaced.
        if (keeps)
            await session.ExecuteAsync("inbox/forget-files", new { mail.Id }, token);
        var monday = IsoWeek.Of(DateOnly.FromDateTime(clock.WallClock(mail.ReceivedAt))).Monday;
        var sent = await MailFiles.OfUnitAsync(
            session,
            unit.UnitId,
            clock.Instant(monday.ToDateTime(TimeOnly.MinValue)),
            clock.Instant(monday.AddDays(7).ToDateTime(TimeOnly.MinValue)),
            token);
        var files = MailFiles.Read(bytes, options.Value.Limits, sent);
        if (keeps)
            await MailFiles.KeepAsync(session, mail.Id, unit.UnitId, mail.ReceivedAt, files.Files, token);
        return files;
    }

    private static Gesture Gesture(UndecidedMail mail, SenderLevel level) => new(mail.GestureKey, mail.Sender, ChangeWay.Mail)
    {
        Reason = SenderWords.Of(level),
        Source = $"{Changes.Gesture.OfMail}{mail.Id}",
        SourceSha256 = mail.Sha256,
    };

    // The one whose mail it answers, else the one whose contact writes; where either names several, nobody guesses.
    public async Task<UnitOfMail?> UnitAsync(
        DatabaseSession session, UndecidedMail mail, AnsweredMail? answered, CancellationToken token)
    {
        var own = await session.QueryAsync<UnitOfMail>(
            "inbox/units-of-contact", new { mail.Sender, Today = DateOnly.FromDateTime(clock.WallClock(clock.Now)) }, token);
        if (answered is { Units.Count: > 0 })
        {
            var asked = own.FindAll(unit => answered.Units.Contains(unit.UnitId));
            return asked is [var one] ? one
                : answered.Units.Count == 1 && answered.Recipient.Equals(mail.Sender, StringComparison.OrdinalIgnoreCase)
                    ? await session.SingleOrDefaultAsync<UnitOfMail>("inbox/unit", new { UnitId = answered.Units[0] }, token)
                : null;
        }

        return own is [var only] ? only : null;
    }

    private static async Task<string?> SentTextAsync(DatabaseSession session, long id, CancellationToken token) =>
        await session.ScalarAsync<byte[]>("outbox/mime", new { Id = id }, token) is { } mime ? MailReader.SentText(mime) : null;

    // Who copies our mail into one of their own, and types nothing, has said nothing.
    private static async Task<string?> UntouchedAsync(
        DatabaseSession session, UndecidedMail mail, IncomingMail incoming, UnitOfMail unit, CancellationToken token)
    {
        var cut = CutRule.Cut(incoming.Lines);
        if (cut.Text.Length < ShortestOfOurs)
            return null;
        var key = new { unit.CampaignId, Recipient = mail.Sender, Since = mail.ReceivedAt - Lately };
        foreach (var id in (await session.QueryAsync<long>("inbox/asking", key, token)).Take(MostOfOurs))
        {
            if (await SentTextAsync(session, id, token) is { } sent
                && SentDifferenceRule.Apply(incoming.Lines, cut, sent).Text.Length == 0)
                return sent;
        }

        return null;
    }

    // Those that the mail asked about come first: where it was one, a bare "xong" is about it. So it is of one who answers no mail,
    // and was asked about one only.
    private static async Task<IReadOnlyList<string>> CodesAsync(
        DatabaseSession session, PlanData plan, UnitOfMail unit, AnsweredMail? answered, UndecidedMail mail, CancellationToken token)
    {
        if (answered is null)
        {
            var key = new { unit.CampaignId, unit.UnitId, Recipient = mail.Sender, Since = mail.ReceivedAt - Lately };
            if (await session.QueryAsync<string>("inbox/asked", key, token) is [var only])
                return [only];
        }

        if (answered?.Kind == NoticeKind.Deadline)
        {
            var asked = await session.QueryAsync<string>("inbox/noticed", new { answered.MessageKey }, token);
            if (asked.Count > 0)
                return asked;
        }

        return [.. plan.Parts.Where(part => part.Unit == unit.Unit).Select(part => part.Assignment).Distinct()];
    }

    private async Task<string?> WeekAsync(
        DatabaseSession session,
        UnitOfMail unit,
        AnsweredMail? answered,
        Explanation said,
        DateTimeOffset receivedAt,
        CancellationToken token)
    {
        var campaign = await CampaignStore.OneAsync(session, unit.CampaignId, token);
        var weeks = ReportingCalendar.Of(campaign, await CalendarStore.ReadAsync(session, token), weekly.Value.Times);
        var received = clock.WallClock(receivedAt);
        if (answered is { Kind: NoticeKind.Reminder or NoticeKind.Acknowledgement, Week: { } asked })
        {
            // An old mail is at hand for a new report; an old heading stands in a report that was copied.
            var typed = WeekInTextRule.Heading(said.Text, DateOnly.FromDateTime(received));
            return string.CompareOrdinal(typed, asked) > 0 && HasBegun(typed) ? typed : asked;
        }

        // A week that has not begun is a mistake of the typing; the current one is meant.
        if (HasBegun(said.Week))
            return said.Week;
        return weeks.Current(received)?.Week.ToString();

        bool HasBegun(string? named) => named is not null && weeks.For(IsoWeek.Parse(named)) is { } week
            && week.CoversFrom <= DateOnly.FromDateTime(received);
    }

    private static partial class Log
    {
        [LoggerMessage(1110, LogLevel.Error, "The mail {Id} of the inbox could not be decided; after three tries it waits for a person")]
        public static partial void Failed(ILogger logger, Exception exception, long id);
    }
}

/// <summary>A mail that waits to be decided.</summary>
internal sealed record UndecidedMail
{
    public long Id { get; init; }

    public string Sender { get; init; } = "";

    public DateTimeOffset ReceivedAt { get; init; }

    public string Sha256 { get; init; } = "";

    public int Tries { get; init; }

    public long? OutboxMessageId { get; init; }

    public InboxState State { get; init; }

    public bool IsWhole { get; init; } = true;

    /// <summary>The change by which it was applied, or a part of it.</summary>
    public long? GestureId { get; init; }

    /// <summary>What tells its decision from an earlier one; empty for the first.</summary>
    public string Again { get; init; } = "";

    /// <summary>Whether a person decides it, and not the rules: what keeps two machines from talking for ever does not apply.</summary>
    public bool IsByPerson { get; init; }

    /// <summary>Names its decision: the gesture and the acknowledgement are one each a decision.</summary>
    public string Key => Again.Length == 0 ? Sha256 : $"{Sha256}/{Again}";

    /// <summary>The key of the gesture that applies it.</summary>
    public string GestureKey => GestureOf(Key);

    /// <param name="key">A mail's key, or that of a gesture that came by a link.</param>
    public static string GestureOf(string key) =>
        key.StartsWith(LinkAnswering.Prefix, StringComparison.Ordinal) ? key : $"inbox/{key}";
}

/// <summary>What a mail says, with what it says it to.</summary>
/// <param name="Plan">The campaign's plan as it is.</param>
/// <param name="Said">What the mail was understood to say.</param>
/// <param name="Codes">The assignments that it may be about: those that were asked about, else the unit's.</param>
/// <param name="From">Whose answer it is, and to what.</param>
internal sealed record UnderstoodMail(PlanData Plan, Explanation Said, IReadOnlyList<string> Codes, AnswerSource From);

/// <summary>The unit whose answer a mail is.</summary>
internal sealed record UnitOfMail
{
    public int UnitId { get; init; }

    /// <summary>The unit's code.</summary>
    public string Unit { get; init; } = "";

    public int CampaignId { get; init; }

    /// <summary>The campaign's code.</summary>
    public string Campaign { get; init; } = "";
}

/// <summary>What becomes of a mail.</summary>
/// <param name="State">Its state from now on.</param>
/// <param name="Reason">Why, for people to read.</param>
internal sealed record InboxDecision(InboxState State, string Reason)
{
    /// <summary>How far its sender is believed; null of what no person wrote.</summary>
    public SenderLevel? Level { get; init; }

    /// <summary>The last day on which its sender is away; null where it does not say.</summary>
    public DateOnly? AwayUntil { get; init; }

    public int? CampaignId { get; init; }

    public int? UnitId { get; init; }

    public long? GestureId { get; init; }
}
