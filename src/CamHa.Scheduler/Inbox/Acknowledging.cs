using System.Text.Json;
using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Inbox.Deciding;
using CamHa.Scheduler.Inbox.Reading;
using CamHa.Scheduler.Links;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Inbox;

/// <summary>
/// Tells whoever answered what was understood, in the transaction that applies it; takes it back where they say so. By RFC 3834: one
/// a mail, a few a day, never to a machine.
/// </summary>
internal sealed class Acknowledging(
    OutboxWriter outbox, PlanChanges changes, MailKey key, IOptions<AnswerOptions> options, CampaignClock clock)
{
    private const string Prefix = "acknowledgement/";
    private const int LongestQuote = 200;
    private const int MostCodes = 10;
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(3);

    // For as long an answer is taken back by the word "hủy".
    private static readonly TimeSpan Cancellable = TimeSpan.FromHours(72);

    /// <summary>The key of the message that acknowledges a mail.</summary>
    /// <param name="key">The mail's.</param>
    public static string KeyOf(string key) => Prefix + key;

    /// <summary>Whether the mail's name is one that only its recipient can know.</summary>
    public async Task<bool> IsKeyedAsync(DatabaseSession session, AnsweredMail mail, CancellationToken token)
    {
        await key.ReadAsync(session, token);
        return key.MessageId(mail.MessageKey, mail.Recipient, mail.MessageId.Split('@')[^1]) == mail.MessageId;
    }

    /// <summary>Tells the sender what was made of the answer.</summary>
    /// <returns>Whether a mail leaves for it.</returns>
    public async Task<bool> WriteAsync(
        DatabaseSession session,
        UndecidedMail mail,
        IncomingMail incoming,
        UnitOfMail unit,
        Answer answer,
        SenderLevel level,
        CancellationToken token)
    {
        var told = new Acknowledgement
        {
            Subject = incoming.Subject,
            InReplyTo = incoming.MessageId,
            Understood = answer.Understood,
            Waiting = answer.Waiting,
            Week = answer.Edit?.Submissions is [{ Week: var week }] ? week : null,
            IsClaimed = level is SenderLevel.Claimed or SenderLevel.Forged,
        };
        return await TellAsync(session, mail, unit, told, token);
    }

    /// <summary>Tells the contacts of a unit what was sent by its link; the specialists too, where something waits for them.</summary>
    /// <returns>Whether a mail leaves for it.</returns>
    public async Task<bool> WriteAsync(
        DatabaseSession session, OpenLink link, string key, Acknowledgement told, CancellationToken token)
    {
        var book = await CampaignStore.AddressBookAsync(session, link.Campaign.Id, token);
        var own = book.Unit(link.Unit.UnitId);
        Addressee[] others = told.Waiting.Count > 0 ? [.. book.SpecialistsInCopy] : [];
        List<Addressee> all = [.. own.Concat(others).DistinctBy(each => each.Address.ToLowerInvariant())];
        return all.Count > 0 && await IssueAsync(session, link.Campaign, link.Unit.UnitId, key, told, all, token);
    }

    /// <summary>
    /// Whether the sender has just been told that nothing was understood, or answers what was told: an answering machine that does not
    /// say that it is one goes on so for ever, and a person is helped by a person.
    /// </summary>
    public async Task<bool> IsToldAsync(
        DatabaseSession session, UndecidedMail mail, AnsweredMail? answered, UnitOfMail unit, CancellationToken token) =>
        answered?.Kind == NoticeKind.Acknowledgement
        || await session.ScalarAsync<int>("inbox/told-in-vain", Told(mail, unit), token) > 0;

    /// <summary>Asks the sender what is meant, because a person could not tell either.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="mail">The mail that was not understood.</param>
    /// <param name="incoming">The same, taken apart.</param>
    /// <param name="unit">Whose mail it is.</param>
    /// <param name="understood">What was made of it.</param>
    /// <param name="token">Cancels the writing.</param>
    public Task<bool> AskAsync(
        DatabaseSession session,
        UndecidedMail mail,
        IncomingMail incoming,
        UnitOfMail unit,
        UnderstoodMail understood,
        CancellationToken token)
    {
        var open = understood.Plan.Assignments.FindAll(each => each.IsActive && understood.Codes.Contains(each.Code));
        var asked = new Acknowledgement
        {
            Subject = incoming.Subject,
            InReplyTo = incoming.MessageId,
            IsQuestion = true,
            Quote = CleanText.OneLine(understood.Said.Text).Abbreviated(LongestQuote),
            Understood = [.. open.Take(MostCodes).Select(each => $"{each.Code} – {each.Title.Abbreviated(LongestQuote)}")],
            Code = open.Count > 0 ? open[0].Code : "",
            Week = understood.From.IsWeekly ? understood.From.Week : null,
        };
        return TellAsync(session, mail, unit, asked, token);
    }

    /// <summary>Takes back what an earlier answer has changed.</summary>
    public async Task<InboxDecision> CancelAsync(
        DatabaseSession session, UndecidedMail mail, AnsweredMail answered, UnitOfMail unit, CancellationToken token)
    {
        var decision = new InboxDecision(InboxState.Triage, "") { CampaignId = unit.CampaignId, UnitId = unit.UnitId };
        // A cancellation is not taken back by another one.
        if (await ChangeRecord.FindAsync(session, UndecidedMail.GestureOf(answered.MessageKey[Prefix.Length..]), token) is not { } gesture
            || await ChangeRecord.OneAsync(session, gesture, token) is not { UndoesId: null } made)
            return await NotCancelledAsync("thư trước không ghi gì, hoặc đã hủy rồi", "Xin hủy, nhưng không có gì để hủy.");
        if (made.MadeAt + Cancellable < mail.ReceivedAt)
            return await NotCancelledAsync("đã quá 72 giờ", $"Xin hủy lần sửa {gesture} sau 72 giờ.");
        try
        {
            var by = new Gesture(mail.GestureKey, mail.Sender, ChangeWay.Mail)
            {
                Source = $"{Gesture.OfMail}{mail.Id}",
                SourceSha256 = mail.Sha256,
            };
            var undone = await changes.UndoAsync(session, gesture, by, isDryRun: false, token);
            await TellAsync(
                session,
                mail,
                unit,
                new() { Subject = "", Understood = ["Đã bỏ những gì vừa ghi từ thư trước của đơn vị."], IsCancellation = true },
                token);
            return decision with { State = InboxState.Applied, Reason = $"Hủy lần sửa {gesture}.", GestureId = undone.Id };
        }
        catch (ChangeRefusedException e)
        {
            return await NotCancelledAsync(e.ForUnit, e.Message);
        }

        async Task<InboxDecision> NotCancelledAsync(string why, string reason)
        {
            var told = new Acknowledgement { Waiting = [$"Xin hủy: chưa hủy, vì {why}."] };
            await TellAsync(session, mail, unit, told, token);
            return decision with { Reason = reason };
        }
    }

    private async Task<bool> TellAsync(
        DatabaseSession session, UndecidedMail mail, UnitOfMail unit, Acknowledgement told, CancellationToken token)
    {
        if (told.Understood.Count + told.Waiting.Count == 0 && !told.IsQuestion)
            return false;
        if (await session.ScalarAsync<int>("inbox/acknowledged", Told(mail, unit), token) >= options.Value.PerDay && !mail.IsByPerson)
            return false;
        var campaign = await CampaignStore.OneAsync(session, unit.CampaignId, token);
        return await IssueAsync(
            session, campaign, unit.UnitId, mail.Key, told, [new(mail.Sender, mail.Sender, RecipientRole.To)], token);
    }

    private async Task<bool> IssueAsync(
        DatabaseSession session,
        Campaign campaign,
        int unitId,
        string key,
        Acknowledgement told,
        IReadOnlyList<Addressee> addressees,
        CancellationToken token)
    {
        var moment = new LookMoment(clock.Now, clock.WallClock(clock.Now), await CalendarStore.ReadAsync(session, token));
        var issued = await outbox.WriteAnswerAsync(
            session,
            moment,
            "inbox",
            new()
            {
                MessageKey = KeyOf(key),
                Campaign = campaign,
                Kind = NoticeKind.Acknowledgement,
                Units = [unitId],
                Week = told.Week,
                ExpiresAt = clock.Now + Lifetime,
                Addressees = addressees,
                Notices = [new(KeyOf(key), 0, UnitId: unitId)],
                Body = JsonSerializer.Serialize(told, JsonFormat.Options),
            },
            token);
        return issued.Messages > 0;
    }

    private object Told(UndecidedMail mail, UnitOfMail unit) =>
        new { unit.CampaignId, Since = clock.Now.AddDays(-1), Recipient = mail.Sender };
}

/// <summary>What an acknowledgement says; kept with the message until it leaves.</summary>
internal sealed record Acknowledgement
{
    /// <summary>That of the mail it answers.</summary>
    public string Subject { get; init; } = "";

    /// <summary>The Message-ID of the mail it answers.</summary>
    public string InReplyTo { get; init; } = "";

    public IReadOnlyList<string> Understood { get; init; } = [];

    public IReadOnlyList<string> Waiting { get; init; } = [];

    /// <summary>The week of the submission in it; null for none.</summary>
    public string? Week { get; init; }

    /// <summary>Whether nothing but the address in the mail says who wrote it.</summary>
    public bool IsClaimed { get; init; }

    public bool IsCancellation { get; init; }

    /// <summary>Whether it was sent by the unit's link.</summary>
    public bool IsByLink { get; init; }

    /// <summary>Whether it asks what is meant; what was understood is then what the answer may be about.</summary>
    public bool IsQuestion { get; init; }

    /// <summary>The words that were not understood.</summary>
    public string Quote { get; init; } = "";

    /// <summary>The assignment that an example of an answer names; empty for none.</summary>
    public string Code { get; init; } = "";
}
