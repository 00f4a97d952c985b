using System.Security.Cryptography;
using System.Text;
using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Inbox.Deciding;
using CamHa.Scheduler.Links;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Inbox;

/// <summary>
/// Takes what a unit sends by its link, and makes of it what an answer by mail with the same words makes: the same rule decides, and the
/// unit's contacts are told.
/// </summary>
internal sealed class LinkAnswering(
    Database database,
    PlanChanges changes,
    Acknowledging acknowledging,
    OutboxSignal signal,
    IOptions<AnswerOptions> options,
    CampaignClock clock)
{
    /// <summary>How the key of a gesture begins that came by a link.</summary>
    public const string Prefix = "link/";

    /// <summary>As much as may be said of one assignment.</summary>
    public const int LongestText = 1_000;

    /// <summary>Answers of a unit in a day, at most: whoever has got hold of its link fills neither plan nor mailboxes.</summary>
    public const int MostADay = 40;

    /// <summary>For as long as it is taken back by a button.</summary>
    public static readonly TimeSpan Cancellable = TimeSpan.FromHours(72);

    private const string NotPassed = "đã ghi; chưa có địa chỉ thư của chuyên trách, xin gọi điện.";

    private DateTimeOffset Now => DateTimeOffset.FromUnixTimeMilliseconds(clock.Now.ToUnixTimeMilliseconds());

    /// <summary>Applies an answer; a second one that is the same does nothing.</summary>
    /// <param name="link">By which it came.</param>
    /// <param name="key">Names it with its content: the same form with other words is another answer.</param>
    /// <param name="sent">What was sent.</param>
    /// <param name="token">Cancels it; nothing is half done.</param>
    /// <returns>Its number in the record of changes.</returns>
    /// <exception cref="LinkRefusedException">It cannot be applied as it is; nothing of it was.</exception>
    public async Task<long> SendAsync(OpenLink link, string key, LinkAnswer sent, CancellationToken token)
    {
        Language.SayForTheOffice();
        var id = await database.WorkAsync(session => SendAsync(session, link, KeyOf(link, key), sent, token), token);
        signal.Wake();
        return id;
    }

    /// <summary>The number of an answer that was applied before; null where it was not.</summary>
    public async Task<long?> FindAsync(OpenLink link, string key, CancellationToken token)
    {
        await using var session = await database.OpenAsync(token);
        return (await FreeAsync(session, KeyOf(link, key), token)).Made;
    }

    /// <summary>What a unit has sent by its link lately, the newest first.</summary>
    public async Task<List<RecordedGesture>> SentAsync(DatabaseSession session, OpenLink link, CancellationToken token)
    {
        var gestures = new List<RecordedGesture>();
        foreach (var id in await session.QueryAsync<long>("links/sent", Sent(link, clock.Now - Cancellable), token))
        {
            if (await ChangeRecord.OneAsync(session, id, token) is { } gesture)
                gestures.Add(gesture);
        }

        return gestures;
    }

    /// <summary>Whether a gesture was made by a link of this unit, and may be taken back there.</summary>
    public bool MayCancel(OpenLink link, RecordedGesture gesture) =>
        gesture is { Way: ChangeWay.Link, UndoesId: null, UndoneById: null } && gesture.CampaignId == link.Campaign.Id
        && gesture.Source == link.Source && clock.Now - gesture.MadeAt <= Cancellable;

    /// <summary>Takes back what was sent by a link of the unit.</summary>
    /// <exception cref="LinkRefusedException">It was not sent so, too long ago, or something later has changed the same.</exception>
    public async Task CancelAsync(OpenLink link, long id, CancellationToken token)
    {
        Language.SayForTheOffice();
        await database.WorkAsync(
            async session =>
            {
                if (await ChangeRecord.OneAsync(session, id, token) is not { } gesture || !MayCancel(link, gesture))
                    throw new LinkRefusedException(["Phần đó không hủy được ở đây nữa: đã hủy rồi, hoặc đã quá 72 giờ."]);
                var by = new Gesture($"{Prefix}{link.Unit.UnitId}/undo/{id}", gesture.MadeBy, ChangeWay.Link) { Source = link.Source };
                try
                {
                    await changes.UndoAsync(session, id, by, isDryRun: false, token);
                }
                catch (ChangeRefusedException e)
                {
                    throw new LinkRefusedException(
                        [$"Không hủy được: {e.ForUnit}. Cần sửa thì gửi lại nội dung đúng, hoặc gọi chuyên trách."]);
                }

                var told = new Acknowledgement
                {
                    Understood = [$"Đã bỏ những gì đơn vị gửi qua liên kết lúc {clock.Say(gesture.MadeAt)}."],
                    IsCancellation = true,
                    IsByLink = true,
                };
                await acknowledging.WriteAsync(session, link, by.Key, told, token);
                return true;
            },
            token);
        signal.Wake();
    }

    private static string KeyOf(OpenLink link, string key) => $"{Prefix}{link.Unit.UnitId}/{key}";

    // What was taken back may be sent once more, by a key of its own that is as long.
    private static async Task<(string Key, long? Made)> FreeAsync(DatabaseSession session, string key, CancellationToken token)
    {
        while (await ChangeRecord.FindAsync(session, key, token) is { } id)
        {
            if ((await ChangeRecord.OneAsync(session, id, token))?.UndoneById is null)
                return (key, id);
            var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{key}/{id}"));
            key = $"{key[..^16]}{Convert.ToHexStringLower(hash.AsSpan(0, 8))}";
        }

        return (key, null);
    }

    private async Task<long> SendAsync(DatabaseSession session, OpenLink link, string sentKey, LinkAnswer sent, CancellationToken token)
    {
        var (key, before) = await FreeAsync(session, sentKey, token);
        if (before is { } done)
            return done;
        if ((await session.QueryAsync<long>("links/sent", Sent(link, clock.Now.AddDays(-1)), token)).Count >= MostADay)
            throw new LinkRefusedException(
                [$"Hôm nay đơn vị đã gửi {MostADay} lần nên máy không nhận thêm; cần gấp thì gọi chuyên trách."]);
        var plan = await PlanData.OfUnitAsync(session, link.Campaign.Id, link.Unit.UnitId, token);
        var answer = AnswerRule.Decide(sent.Said, plan, new()
        {
            Unit = link.Unit.Code,
            Sender = sent.Person,
            ReceivedAt = Now,
            Week = sent.Week,
            IsWeekly = true,
            Source = link.Source,
            Channel = SubmissionChannel.Link,
            LongestQuote = LongestText,
            ConfirmsCompletion = options.Value.ConfirmCompletion,
        }, clock);
        if (answer.Refused.Count > 0 || answer.Edit is not { } edit)
            throw new LinkRefusedException([.. answer.Waiting.Where(line => !line.EndsWith(AnswerRule.Passed, StringComparison.Ordinal))]);
        ChangeMade made;
        try
        {
            var by = sent.Person.Length > 0 ? $"{link.Unit.Name}, {sent.Person}" : link.Unit.Name;
            made = await changes.MakeAsync(
                session, plan, edit, new(key, by.Truncated(400), ChangeWay.Link) { Source = link.Source }, token);
        }
        catch (ChangeRefusedException e)
        {
            throw new LinkRefusedException([$"Chưa ghi: {e.ForUnit}."]);
        }

        // What another program has to write is not written yet.
        var isOwn = made.Foreign.Count == 0;
        // The copy of this mail is how it is passed on.
        var hasReaders = (await CampaignStore.AddressBookAsync(session, link.Campaign.Id, token)).SpecialistsInCopy.Any();
        var waiting = hasReaders ? answer.Waiting
            : [.. answer.Waiting.Select(line => line.Replace(AnswerRule.Passed, NotPassed, StringComparison.Ordinal))];
        var told = new Acknowledgement
        {
            Understood = isOwn ? answer.Understood : [],
            Waiting = isOwn ? waiting : [.. answer.Understood, .. waiting],
            Week = answer.Edit.Submissions is [{ Week: var week }] ? week : null,
            IsByLink = true,
        };
        await acknowledging.WriteAsync(session, link, key, told, token);
        return made.Id!.Value;
    }

    private static object Sent(OpenLink link, DateTimeOffset since) => new { CampaignId = link.Campaign.Id, link.Source, Since = since };
}

/// <summary>What was sent by a link.</summary>
/// <param name="Said">What it says.</param>
/// <param name="Week">The week of the report in it, as in <c>2022-W24</c>; null for none.</param>
/// <param name="Person">Who answers; empty for nobody in particular.</param>
internal sealed record LinkAnswer(Explanation Said, string? Week, string Person);

/// <summary>An answer by a link cannot be applied as it is.</summary>
internal sealed class LinkRefusedException(IReadOnlyList<string> why) : Exception(string.Join(" ", why))
{
    /// <summary>For the unit to read, a line each.</summary>
    public IReadOnlyList<string> Why { get; } = why;
}
