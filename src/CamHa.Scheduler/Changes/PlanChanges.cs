using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.Changes;

/// <summary>What a change did.</summary>
/// <param name="Id">Its number in the record; null in a dry run.</param>
/// <param name="Entries">What it changes.</param>
public sealed record ChangeMade(long? Id, IReadOnlyList<ChangeEntry> Entries)
{
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The tables that are another program's views: nothing was written, and the change waits for somebody there.</summary>
    public IReadOnlyList<string> Foreign { get; init; } = [];

    /// <summary>The note on another program's tables that it closes; null for none.</summary>
    public long? ClosesNote { get; init; }

    /// <summary>The campaign's code; empty for the calendar, which all campaigns share.</summary>
    public string Campaign { get; init; } = "";

    /// <summary>The plan that it was made in, as it was before; null where it had been made already.</summary>
    internal PlanData? Plan { get; init; }

    /// <summary>Whether it changed so much that the campaign's next reminders are held until somebody has seen them.</summary>
    public bool IsLarge { get; init; }

    /// <summary>Whether it had been made before, under the same key.</summary>
    public bool IsRepeated { get; init; }

    /// <summary>What a dry run would have written; null where it was written.</summary>
    internal DryChange? Dry { get; init; }
}

/// <summary>
/// The one way in for a change of a plan: it is checked, written in one transaction with its entry in the record of changes,
/// and can be undone as a whole.
/// </summary>
public sealed class PlanChanges(Database database, CampaignClock clock)
{
    /// <summary>Makes a change; a second one with the same key does nothing.</summary>
    /// <param name="campaign">The campaign's code; null for the only one.</param>
    /// <param name="gesture">Who changes it, and how.</param>
    /// <param name="operation">From the plan as it is to the rows as they are to be.</param>
    /// <param name="isDryRun">Whether to say what would change without making it.</param>
    /// <param name="token">Cancels the change; nothing is half done.</param>
    /// <exception cref="ChangeRefusedException">The change would be wrong.</exception>
    internal Task<ChangeMade> MakeAsync(
        string? campaign, Gesture gesture, Func<PlanData, PlanEdit> operation, bool isDryRun, CancellationToken token) =>
        database.WorkAsync(
            async session =>
            {
                if (await ChangeRecord.FindAsync(session, gesture.Key, token) is { } made)
                    return await RepeatedAsync(session, made, token);
                var plan = await PlanData.OfCampaignAsync(session, campaign, token);
                return await WriteAsync(session, plan, operation(plan), gesture, isDryRun, token);
            },
            token);

    /// <summary>The same within a transaction of somebody else's, for what must be written together.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="plan">The plan as that transaction reads it.</param>
    /// <param name="edit">The rows as they are to be.</param>
    /// <param name="gesture">Who changes it, and how.</param>
    /// <param name="token">Cancels it.</param>
    /// <param name="isDryRun">Whether to say what would change; the transaction is then rolled back.</param>
    /// <exception cref="ChangeRefusedException">The change would be wrong.</exception>
    internal Task<ChangeMade> MakeAsync(
        DatabaseSession session, PlanData plan, PlanEdit edit, Gesture gesture, CancellationToken token, bool isDryRun = false) =>
        WriteAsync(session, plan, edit, gesture, isDryRun, token);

    /// <summary>
    /// Takes a gesture back as a whole; that is a gesture too. One that waits for another program is closed, whether it was
    /// made there or is not wanted any more.
    /// </summary>
    /// <param name="id">Its number.</param>
    /// <param name="gesture">Who takes it back.</param>
    /// <param name="isDryRun">Whether to say what would change without making it.</param>
    /// <param name="token">Cancels the undo; nothing is half done.</param>
    /// <exception cref="ChangeRefusedException">Something later has changed the same fields, or it cannot be taken back.</exception>
    public Task<ChangeMade> UndoAsync(long id, Gesture gesture, bool isDryRun, CancellationToken token) =>
        database.WorkAsync(session => UndoAsync(session, id, gesture, isDryRun, token), token);

    /// <summary>The same within a transaction of somebody else's.</summary>
    internal async Task<ChangeMade> UndoAsync(
        DatabaseSession session, long id, Gesture gesture, bool isDryRun, CancellationToken token)
    {
        if (await ChangeRecord.FindAsync(session, gesture.Key, token) is { } made)
            return await RepeatedAsync(session, made, token);
        var undone = await ChangeRecord.OneAsync(session, id, token) ?? throw new ChangeRefusedException(ChangeWords.NoGesture(id));
        if (undone.UndoneById is { } by)
            throw new ChangeRefusedException(ChangeWords.UndoneAlready(id, by)) { ForUnit = "nội dung đó đã hủy từ trước" };
        if (!undone.IsApplied)
            return await CloseAsync(session, undone, gesture with { UndoesId = id }, isDryRun, token);
        var entries = await ChangeRecord.EntriesAsync(session, id, token);
        if (entries.Exists(entry => entry.Thing.Kind == ThingKind.Campaign && entry.Before is null))
            throw new ChangeRefusedException(ChangeWords.CampaignStays(undone.Campaign));
        if (entries.Exists(entry => entry is { Thing.Kind: ThingKind.Unit, Field: ChangeEntry.Link }))
            throw new ChangeRefusedException(ChangeWords.LinkStays(entries[0].Thing.Unit));
        if (await ChangeRecord.ChangedSinceAsync(session, id, token) is { Count: > 0 } later)
            throw ChangedSince(id, Named(later));
        if (await AddedToSinceAsync(session, undone, entries, token) is { Count: > 0 } added)
            throw ChangedSince(id, added);
        var plan = await PlanData.OfEntriesAsync(session, undone.Campaign, token);
        var rule = new UndoRule(plan, entries);
        var edit = rule.Edit();
        if (rule.Differing.Count > 0)
            throw ChangedSince(id, Named(rule.Differing));
        var taken = await WriteAsync(session, plan, edit, gesture with { UndoesId = id }, isDryRun, token);
        // Nobody's answer is lost: what a person takes back waits for one to say what else it means. What its unit takes back is said.
        if (!isDryRun && undone.UndoesId is null && gesture.Way is (ChangeWay.Desk or ChangeWay.Console))
            await ChangeRecord.ReopenMailAsync(session, undone, token);
        return taken;
    }

    /// <summary>Makes a change that was shown in a dry run, in a copy of the database.</summary>
    /// <param name="made">The change.</param>
    /// <param name="token">Cancels it.</param>
    public Task RehearseAsync(ChangeMade made, CancellationToken token) => database.WorkAsync(
        async session =>
        {
            var plan = await PlanData.OfEntriesAsync(session, made.Campaign, token);
            var forward = made.Entries.Select(entry => entry with { Before = entry.After, After = entry.Before });
            await new PlanWriter(session, plan.CampaignId).WriteAsync(new UndoRule(plan, forward).Edit(), plan, token);
            return true;
        },
        token);

    private static ChangeRefusedException ChangedSince(long id, IEnumerable<string> what) =>
        new(ChangeWords.ChangedSince(id, what)) { ForUnit = "sau đó đã có thay đổi khác" };

    // New rows that an import counted, and that have changed since; a part's also where its progress has.
    private async Task<List<string>> AddedToSinceAsync(
        DatabaseSession session, RecordedGesture undone, List<ChangeEntry> entries, CancellationToken token)
    {
        var came = entries.Where(entry => entry.NewRows > 0).SelectMany(ChangeRecord.Named).ToHashSet();
        if (came.Count == 0)
            return [];
        var since = await ChangeRecord.ThingsSinceAsync(session, undone.CampaignId, undone.Id, token);
        return
        [
            .. since.Where(thing => came.Contains(thing.Kind == ThingKind.Progress ? thing with { Kind = ThingKind.Part } : thing))
                .Select(thing => thing.Say(clock))
                .Distinct()
                .Take(10),
        ];
    }

    private async Task<ChangeMade> WriteAsync(
        DatabaseSession session, PlanData plan, PlanEdit edit, Gesture gesture, bool isDryRun, CancellationToken token)
    {
        if (PlanCheck.Faults(plan, edit) is { Count: > 0 } faults)
            throw new ChangeRefusedException(string.Join(Environment.NewLine, faults));
        var views = (await SharedTables.ViewsAsync(session, token)).Intersect(edit.SharedTables()).ToList();
        var writer = new PlanWriter(session, plan.CampaignId, clock: clock) { NamesNew = true, OnlyCompares = views.Count > 0 };
        await writer.WriteAsync(edit, plan, token);
        if (writer.Entries.Count == 0)
            throw new ChangeRefusedException(ChangeWords.NothingChanges) { ForUnit = "đã được ghi nhận từ trước, không có gì thay đổi" };
        var id = await ChangeRecord.WriteAsync(
            session, plan.CampaignId, gesture, writer.Entries, clock.Now, isApplied: views.Count == 0, token);
        var isLarge = views.Count == 0 && LargeImportRule.IsLarge(writer.Changes);
        if (isLarge)
            await session.ExecuteAsync("campaigns/hold", new { Id = plan.CampaignId }, token);
        if (isDryRun)
            await session.RollbackAsync();
        return new(isDryRun ? null : id, writer.Entries)
        {
            IsLarge = isLarge,
            Plan = plan,
            Campaign = plan.Campaign?.Code ?? "",
            Warnings =
            [
                .. PlanCheck.Warnings(plan, edit),
                .. from row in edit.Submissions ?? []
                   where row.IsActive && !plan.Submissions.Exists(each => RowShapes.Submissions.Key(each) == RowShapes.Submissions.Key(row))
                   let others = plan.Submissions.Where(each => each.Unit == row.Unit && each.Week == row.Week)
                   let told = SubmissionCheck.Told(row, others, clock)
                   where told is not null
                   select told,
            ],
            Foreign = views,
            Dry = isDryRun ? new(plan.Campaign?.Code ?? "", edit, writer.Entries) : null,
        };
    }

    private async Task<ChangeMade> CloseAsync(
        DatabaseSession session, RecordedGesture note, Gesture gesture, bool isDryRun, CancellationToken token)
    {
        var id = isDryRun
            ? (long?)null
            : await ChangeRecord.WriteAsync(session, note.CampaignId, gesture, [], clock.Now, isApplied: true, token);
        return new(id, []) { Campaign = note.Campaign, ClosesNote = note.Id };
    }

    private static async Task<ChangeMade> RepeatedAsync(DatabaseSession session, long id, CancellationToken token) =>
        new(id, await ChangeRecord.EntriesAsync(session, id, token)) { IsRepeated = true };

    // A page of them says it as well as all.
    private IEnumerable<string> Named(IEnumerable<ChangeEntry> entries) =>
        entries.Select(entry => $"{entry.Thing.Say(clock)}: {entry.Field}").Distinct().Take(10);
}
