using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace CamHa.Scheduler.Simulation;

/// <summary>
/// Which mails of the next days come or go with a change: both courses are rehearsed over copies and compared. Of a large plan
/// the copies hold what the change touches.
/// </summary>
internal static class MailsOfChange
{
    /// <summary>How far a preview of a change looks ahead.</summary>
    public const int DaysAhead = 7;

    // Below the folder for temporary files.
    internal const string Prefix = "camha-change-";

    /// <param name="settings">The real service's configuration.</param>
    /// <param name="dry">The change.</param>
    /// <param name="change">Makes the change in a copy of everything.</param>
    /// <param name="token">Cancels both rehearsals.</param>
    /// <param name="mostParts">Of a plan that is rehearsed as a whole.</param>
    /// <param name="time">The clock; the system's where null.</param>
    public static async Task<MailChanges> CompareAsync(
        Settings settings,
        DryChange dry,
        Func<IServiceProvider, Task> change,
        CancellationToken token,
        int mostParts = TouchedRule.MostParts,
        TimeProvider? time = null)
    {
        var begin = await NowAsync(settings, time);
        if (await IsSmallAsync(settings, dry, mostParts, token))
            return await CompareAsync(settings, change, only: null, begin, token);
        return await TouchedAsync(settings, dry, token) is { } only
            ? await CompareAsync(settings, WriteAsync, only, begin, token) with { Scope = MailScope.Touched }
            : new(0, 0, [], [], []) { Scope = MailScope.None };

        Task WriteAsync(IServiceProvider copy) => copy.GetRequiredService<Database>().WorkAsync(
            async session =>
            {
                var plan = await PlanData.OfCampaignAsync(session, dry.Campaign, token);
                await new PlanWriter(session, plan.CampaignId, dry.EndsMissing).WriteAsync(only.Touched.Of(dry.Edit), plan, token);
                return true;
            },
            token);
    }

    private static async Task<bool> IsSmallAsync(Settings settings, DryChange dry, int mostParts, CancellationToken token)
    {
        await using var real = await ServiceFactory.OpenAsync(settings, token);
        await using var session = await real.GetRequiredService<Database>().OpenAsync(token);
        var parts = await session.ScalarAsync<int>("simulation/count-parts", null, token);
        return parts + dry.Entries.Where(entry => entry.Thing.Kind == ThingKind.Part).Sum(entry => entry.NewRows) <= mostParts;
    }

    private static async Task<(PlanData Plan, TouchedPlan Touched)?> TouchedAsync(Settings settings, DryChange dry, CancellationToken token)
    {
        if (dry.Campaign.Length == 0)
            return null;
        await using var real = await ServiceFactory.OpenAsync(settings, token);
        await using var session = await real.GetRequiredService<Database>().OpenSnapshotAsync(token);
        var plan = await PlanData.OfCampaignAsync(session, dry.Campaign, token);
        return TouchedRule.Of(dry, plan) is { } touched ? (touched.Of(plan), touched) : null;
    }

    private static async Task<MailChanges> CompareAsync(
        Settings settings,
        Func<IServiceProvider, Task> change,
        (PlanData Plan, TouchedPlan Touched)? only,
        DateTime begin,
        CancellationToken token)
    {
        Sweep(Path.GetTempPath(), TimeProvider.System.GetUtcNow());
        var folder = Directory.CreateTempSubdirectory(Prefix).FullName;
        try
        {
            var before = await MailsAsync("before", null);
            var after = await MailsAsync("after", change);
            var (was, becomes) = (before.ToDictionary(mail => mail.Key), after.ToDictionary(mail => mail.Key));
            return new(
                before.Count,
                after.Count,
                [.. after.Where(mail => !was.ContainsKey(mail.Key)).Select(mail => mail.Shown)],
                [.. after.Where(mail => was.TryGetValue(mail.Key, out var old) && old != mail).Select(mail => mail.Shown)],
                [.. before.Where(mail => !becomes.ContainsKey(mail.Key)).Select(mail => mail.Shown)]);
        }
        finally
        {
            // Nobody keeps the copies open.
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }

        async Task<IReadOnlyList<Mail>> MailsAsync(string name, Func<IServiceProvider, Task>? make)
        {
            await using var rehearsal = await Rehearsal.OpenAsync(
                settings, Path.Combine(folder, name), begin, makesFiles: false, doneUntil: null, token, only);
            if (make is not null)
            {
                await make(rehearsal.Services);
                await ReleaseAsync(rehearsal.Services, token);
            }

            await rehearsal.Services.GetRequiredService<Simulator>().RunAsync(begin, begin.AddDays(DaysAhead), null, token);
            return await OfAsync(rehearsal.Services, token);
        }
    }

    /// <summary>Deletes the copies of rehearsals that were ended before they could.</summary>
    /// <param name="temporary">Where they lie.</param>
    /// <param name="now">The system's time; no rehearsal takes a day.</param>
    internal static void Sweep(string temporary, DateTimeOffset now)
    {
        foreach (var folder in Directory.GetDirectories(temporary, $"{Prefix}*"))
        {
            try
            {
                if (Directory.GetLastWriteTimeUtc(folder) < now.UtcDateTime.AddDays(-1))
                    Directory.Delete(folder, recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Somebody else's, who sweeps it.
            }
        }
    }

    // As the copy is from the first: what a large change holds would show neither a subject nor the days that follow.
    private static async Task ReleaseAsync(IServiceProvider services, CancellationToken token)
    {
        await using var session = await services.GetRequiredService<Database>().OpenAsync(token);
        await session.ExecuteAsync("campaigns/release-all", new { services.GetRequiredService<CampaignClock>().Now }, token);
    }

    private static async Task<DateTime> NowAsync(Settings settings, TimeProvider? time)
    {
        await using var services = ServiceFactory.Create(settings, time);
        var clock = services.GetRequiredService<CampaignClock>();
        return clock.WallClock(clock.Now);
    }

    private static async Task<IReadOnlyList<Mail>> OfAsync(IServiceProvider services, CancellationToken token)
    {
        var clock = services.GetRequiredService<CampaignClock>();
        await using var session = await services.GetRequiredService<Database>().OpenAsync(token);
        var mails = new List<Mail>();
        foreach (var message in await session.QueryAsync<GalleryMessage>("simulation/messages", null, token))
        {
            if (message.State == OutboxState.Suppressed)
                continue;
            var text = await session.ScalarAsync<byte[]>("outbox/mime", new { message.Id }, token) is { } mime ? TextOf(mime) : "";
            mails.Add(Mail.Of(
                $"{message.MessageKey} {message.Recipient}",
                text,
                new(
                    clock.WallClock(message.CreatedAt),
                    message.Recipient,
                    message.Subject.Length > 0 ? message.Subject : message.UnitName ?? message.MessageKey)));
        }

        return mails;
    }

    private static string TextOf(byte[] mime)
    {
        using var stream = new MemoryStream(mime, writable: false);
        return MimeMessage.Load(stream).TextBody ?? "";
    }

    internal sealed record Mail(string Key, string Text, MailOfChange Shown)
    {
        // Without the codes, which count the mails: one mail more would change all that follow.
        public static Mail Of(string key, string text, MailOfChange shown) =>
            new(key, AnswerCode.Without(text), shown with { Subject = AnswerCode.Without(shown.Subject) });
    }
}

/// <param name="Before">How many mails would leave without the import.</param>
/// <param name="After">How many with it.</param>
/// <param name="Added">Those that come.</param>
/// <param name="Changed">Those that say something else.</param>
/// <param name="Removed">Those that go.</param>
internal sealed record MailChanges(
    int Before, int After, IReadOnlyList<MailOfChange> Added, IReadOnlyList<MailOfChange> Changed, IReadOnlyList<MailOfChange> Removed)
{
    public MailScope Scope { get; init; }
}

/// <summary>What was rehearsed.</summary>
internal enum MailScope
{
    /// <summary>The whole plan.</summary>
    All,

    /// <summary>What the change touches of a large plan, as if it held nothing else.</summary>
    Touched,

    /// <summary>Nothing: the change touches too much of it.</summary>
    None,
}

internal sealed record MailOfChange(DateTime At, string Recipient, string Subject);
