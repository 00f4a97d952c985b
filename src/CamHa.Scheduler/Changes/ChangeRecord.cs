using System.Globalization;
using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.Changes;

/// <summary>The record of changes: written with each change, in its transaction, and only added to.</summary>
public static class ChangeRecord
{
    // So many new rows are named in one entry: few enough for a row of the table to stay small.
    private const int NamedTogether = 1000;

    /// <summary>How many rows of a kind were merely new; their names stand together, so that they can be taken back.</summary>
    internal static IEnumerable<ChangeEntry> Counted(IEnumerable<Thing> things) =>
        from chunk in things.Chunk(NamedTogether)
        select new ChangeEntry
        {
            Thing = new(chunk[0].Kind),
            After = string.Join('\n', chunk.Select(thing => $"{thing.Assignment}\t{thing.Unit}\t{thing.Item}")),
            NewRows = chunk.Length,
        };

    /// <summary>The new rows that an entry counts.</summary>
    internal static IEnumerable<Thing> Named(ChangeEntry entry) =>
        from line in (entry.After ?? "").Split('\n')
        let parts = line.Split('\t')
        select new Thing(entry.Thing.Kind, parts[0], parts[1], parts[2]);

    /// <summary>What an entry is about: one thing, or the new rows that it counts.</summary>
    internal static IEnumerable<Thing> Things(ChangeEntry entry) => entry.NewRows == 0 ? [entry.Thing] : Named(entry);

    /// <summary>Writes a gesture with its entries.</summary>
    /// <returns>Its number.</returns>
    internal static async Task<long> WriteAsync(
        DatabaseSession session,
        int campaignId,
        Gesture gesture,
        IReadOnlyList<ChangeEntry> entries,
        DateTimeOffset now,
        bool isApplied,
        CancellationToken token)
    {
        await session.ExecuteAsync("changes/insert-gesture", new
        {
            GestureKey = gesture.Key,
            CampaignId = campaignId,
            MadeAt = now,
            MadeBy = gesture.By,
            Way = gesture.Way.ToString(),
            gesture.Reason,
            gesture.Source,
            gesture.SourceSha256,
            gesture.UndoesId,
            IsApplied = isApplied,
        }, token);
        var id = await session.ScalarAsync<long>("changes/gesture-id", new { GestureKey = gesture.Key }, token);
        await session.ExecuteAsync("changes/insert-entry", entries.Select(entry => new
        {
            GestureId = id,
            // The calendar is everybody's.
            CampaignId = entry.Thing.Kind == ThingKind.Day ? 0 : campaignId,
            Kind = entry.Thing.Kind.ToString(),
            entry.Thing.Assignment,
            entry.Thing.Unit,
            entry.Thing.Item,
            entry.Field,
            ValueBefore = entry.Before,
            ValueAfter = entry.After,
            entry.NewRows,
        }), token);
        return id;
    }

    /// <summary>Has the mail that a change was made from wait for a person again, now that the change is taken back.</summary>
    internal static Task ReopenMailAsync(DatabaseSession session, RecordedGesture undone, CancellationToken token) =>
        undone.Source.StartsWith(Gesture.OfMail, StringComparison.Ordinal)
        && long.TryParse(undone.Source.AsSpan(Gesture.OfMail.Length), CultureInfo.InvariantCulture, out var mail)
            ? session.ExecuteAsync("changes/reopen-mail", new
            {
                Id = mail,
                GestureId = undone.Id,
                StateBefore = "Applied",
                State = "Triage",
                Reason = $"Lần sửa {undone.Id} ghi theo thư này đã được trở lại như cũ.",
            }, token)
            : Task.CompletedTask;


    /// <summary>The number of the gesture with a key; null where there is none yet.</summary>
    internal static Task<long?> FindAsync(DatabaseSession session, string key, CancellationToken token) =>
        session.ScalarAsync<long?>("changes/gesture-id", new { GestureKey = key }, token);

    public static Task<RecordedGesture?> OneAsync(DatabaseSession session, long id, CancellationToken token) =>
        session.SingleOrDefaultAsync<RecordedGesture>("changes/gesture", new { Id = id }, token);

    /// <summary>The newest gestures, newest first.</summary>
    /// <param name="session">The database.</param>
    /// <param name="campaignId">The campaign; null for all.</param>
    /// <param name="assignment">Only those about this assignment; empty for all.</param>
    /// <param name="unit">Only those about this unit; empty for all.</param>
    /// <param name="last">How many at most.</param>
    /// <param name="token">Cancels the reading.</param>
    /// <param name="below">Only those before this one; null for the newest.</param>
    /// <param name="accountId">Only those of the campaigns of this account; null for all.</param>
    public static async Task<List<RecordedGesture>> ListAsync(
        DatabaseSession session,
        int? campaignId,
        string assignment,
        string unit,
        int last,
        CancellationToken token,
        long? below = null,
        int? accountId = null)
    {
        if (assignment.Length == 0 && unit.Length == 0)
        {
            return await session.QueryAsync<RecordedGesture>(
                "changes/gestures", new { CampaignId = campaignId, AccountId = accountId, BelowId = below, Last = last }, token);
        }

        var ids = assignment.Length > 0
            ? await session.QueryAsync<long>("changes/ids-of-assignment", new { CampaignId = campaignId, Assignment = assignment }, token)
            : await session.QueryAsync<long>("changes/ids-of-unit", new { CampaignId = campaignId, Unit = unit }, token);
        var gestures = new List<RecordedGesture>();
        foreach (var id in ids.Where(id => below is null || id < below).Take(last))
            gestures.Add((await OneAsync(session, id, token))!);
        return gestures;
    }

    /// <summary>The entries of a gesture, in the order in which they were made.</summary>
    public static async Task<List<ChangeEntry>> EntriesAsync(DatabaseSession session, long gestureId, CancellationToken token) =>
        (await session.QueryAsync<EntryRow>("changes/entries", new { GestureId = gestureId }, token)).ConvertAll(row => row.ToEntry());

    /// <summary>The first of them.</summary>
    public static async Task<List<ChangeEntry>> FirstEntriesAsync(
        DatabaseSession session, long gestureId, int last, CancellationToken token) =>
        (await session.QueryAsync<EntryRow>("changes/first-entries", new { GestureId = gestureId, Last = last }, token))
            .ConvertAll(row => row.ToEntry());

    /// <summary>Fields of a gesture that a later one has changed, which has not been undone itself.</summary>
    internal static async Task<List<ChangeEntry>> ChangedSinceAsync(DatabaseSession session, long gestureId, CancellationToken token) =>
        (await session.QueryAsync<EntryRow>("changes/changed-since", new { GestureId = gestureId }, token))
            .ConvertAll(row => row.ToEntry());

    /// <summary>What later gestures have changed, of those that are in effect.</summary>
    internal static async Task<List<Thing>> ThingsSinceAsync(
        DatabaseSession session, int campaignId, long gestureId, CancellationToken token) =>
        (await session.QueryAsync<EntryRow>("changes/things-since", new { CampaignId = campaignId, GestureId = gestureId }, token))
            .ConvertAll(row => row.ToEntry().Thing);

    /// <summary>What later gestures have brought.</summary>
    internal static async Task<HashSet<Thing>> CameSinceAsync(
        DatabaseSession session, int campaignId, long gestureId, CancellationToken token) =>
        (await session.QueryAsync<EntryRow>("changes/came-since", new { CampaignId = campaignId, GestureId = gestureId }, token))
            .Select(row => row.ToEntry())
            .SelectMany(Things)
            .ToHashSet();

    /// <summary>What has changed since a moment, newest first, with the moment of each.</summary>
    internal static async Task<List<(DateTimeOffset At, ChangeEntry Entry)>> SinceAsync(
        DatabaseSession session, int campaignId, DateTimeOffset since, CancellationToken token) =>
        (await session.QueryAsync<EntryRow>("changes/since", new { CampaignId = campaignId, Since = since }, token))
            .ConvertAll(row => (row.MadeAt, row.ToEntry()));
}
