using CamHa.Scheduler.Accounts;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.Web.Pages;

/// <summary>What stands in the record of changes, in words.</summary>
public sealed class RecordedChanges(Database database, CampaignClock clock)
{
    // Entries of a change, to say in a line what it is.
    private const int MostRead = 200;

    /// <summary>A change with what it did; null where there is none that the visitor sees.</summary>
    internal async Task<(RecordedGesture Gesture, string Brief)?> OneAsync(long id, SignedIn who, CancellationToken token)
    {
        await using var session = await database.OpenAsync(token);
        return await ChangeRecord.OneAsync(session, id, token) is { } gesture && who.Sees(gesture.CampaignId)
            ? (gesture, await BriefAsync(session, gesture, [], token))
            : null;
    }

    /// <summary>What a change did, in a line.</summary>
    /// <param name="session">The database.</param>
    /// <param name="gesture">The change.</param>
    /// <param name="names">The names of the campaigns that were read before; those of this one are added.</param>
    /// <param name="token">Cancels the reading.</param>
    /// <param name="about">Whether only what this holds for is said, where there is any.</param>
    internal async Task<string> BriefAsync(
        DatabaseSession session,
        RecordedGesture gesture,
        Dictionary<int, PlanNames> names,
        CancellationToken token,
        Func<Thing, bool>? about = null)
    {
        if (gesture.Entries + gesture.NewRows == 0)
            return gesture.UndoesId is { } note ? $"Đóng ghi chú {note}" : "";
        var entries = await ChangeRecord.FirstEntriesAsync(session, gesture.Id, MostRead + 1, token);
        if (about is not null && entries.Where(entry => about(entry.Thing)).ToList() is { Count: > 0 } named)
            entries = named;
        if (entries.Count > MostRead)
            return $"{gesture.Entries} chỗ sửa, {gesture.NewRows} dòng mới";
        if (!names.TryGetValue(gesture.CampaignId, out var known))
            names[gesture.CampaignId] = known = await PlanNames.ReadAsync(session, gesture.CampaignId, token);
        return EntryLines.Brief(entries, known, clock);
    }

    /// <summary>Who made it, when, by what way, and what became of it.</summary>
    internal Html Made(RecordedGesture gesture)
    {
        // As the record names a mail that came in.
        var source = gesture.Source.StartsWith(Gesture.OfMail, StringComparison.Ordinal)
            ? $"thư đến {gesture.Source[Gesture.OfMail.Length..]}" : gesture.Source;
        var about = new[] { gesture.Campaign, source, gesture.Reason.TrimEnd('.') }.Where(part => part.Length > 0)
            .Select(part => Html.Of($" · {Html.Data(part)}"));
        return Html.Of(
            $"{Parts.Time(clock.WallClock(gesture.MadeAt))} · {Html.Data(gesture.MadeBy)} ({EntryWords.Way(gesture.Way)}){about}");
    }

    /// <summary>Whether it was taken back, takes another back, or waits; nothing for what simply holds.</summary>
    internal static Html Badges(RecordedGesture gesture)
    {
        var undoes = gesture.UndoesId is { } undone && gesture.Entries + gesture.NewRows > 0
            ? Parts.Badge(Parts.Tone.Quiet, $"hoàn tác lần {undone}") : default;
        var state = (gesture.IsApplied, gesture.UndoneById) switch
        {
            (true, { } by) => Parts.Badge(Parts.Tone.Warning, $"đã hoàn tác bằng lần {by}"),
            (false, { } by) => Parts.Badge(Parts.Tone.Quiet, $"ghi chú đã đóng bằng lần {by}"),
            (false, null) => Parts.Badge(Parts.Tone.Warning, "chờ sửa bên phần mềm khác"),
            _ => default,
        };
        return Html.Of($"{undoes} {state}");
    }
}
