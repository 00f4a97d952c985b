using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Changes;

/// <summary>What a change is, a line a thing or all of it in one, in the language in use.</summary>
internal static class EntryLines
{
    private const int Shown = 40;
    private const int WidthOfValue = 60;
    private const int WidthOfLine = 240;
    private const int NamedTogether = 5;

    // Where something changed, and what tells one from another there.
    private static readonly (string Vietnamese, string English, Func<Thing, string> Code)
        Assignments = ("nhiệm vụ", "assignments", thing => thing.Assignment),
        Units = ("đơn vị", "units", thing => thing.Unit),
        Days = ("ngày", "days", thing => Language.Say(FieldText.DayOf(thing.Item))),
        Campaigns = ("kế hoạch", "campaigns", thing => thing.Item);

    /// <summary>What changed, in one line: the field from what to what, or how much and where.</summary>
    public static string Brief(IReadOnlyList<ChangeEntry> entries, PlanNames names, CampaignClock clock)
    {
        var changed = entries.Where(entry => entry.NewRows == 0).ToList();
        if (changed.Count == entries.Count && changed.DistinctBy(entry => entry.Thing).Count() == 1)
            return Line(changed.GroupBy(entry => entry.Thing).First(), entries, names, clock).Abbreviated(WidthOfLine);
        IEnumerable<string> parts =
        [
            .. from entry in changed
               group entry by Where(entry.Thing) into place
               let all = place.Select(entry => entry.Thing).Select(thing => place.Key.Code(thing)).Distinct().ToList()
               let listed = Together(all, NamedTogether)
               select Language.Say(
                   $"{place.Count()} chỗ sửa ở {all.Count} {place.Key.Vietnamese} ({listed})",
                   $"{place.Count()} fields of {all.Count} {place.Key.English} ({listed})"),
            .. Counted(entries, clock, NamedTogether),
        ];
        return string.Join("; ", parts);
    }

    private static (string Vietnamese, string English, Func<Thing, string> Code) Where(Thing thing) =>
        thing.Assignment.Length > 0 ? Assignments : thing.Unit.Length > 0 ? Units : thing.Kind == ThingKind.Day ? Days : Campaigns;

    private static IEnumerable<string> Counted(IReadOnlyList<ChangeEntry> entries, CampaignClock clock, int named) =>
        from entry in entries
        where entry.NewRows > 0
        group entry by entry.Thing.Kind into ofKind
        let count = ofKind.Sum(entry => entry.NewRows)
        let rows = Together([.. ofKind.SelectMany(ChangeRecord.Named).Take(named + 1).Select(thing => thing.Say(clock))], named)
        // Of many, in a line, the first say nothing.
        let listed = named < Shown && count > named ? "" : $" ({rows})"
        let kind = EntryWords.Kind(ofKind.Key)
        select Language.Say($"{kind}: {count} dòng mới{listed}", $"{kind}: {count} new rows{listed}");

    private static string Together(List<string> rows, int named) =>
        string.Join(", ", rows.Take(named)) + (rows.Count > named ? ", …" : "");

    /// <summary>What changed, one line a thing.</summary>
    public static IEnumerable<string> All(IReadOnlyList<ChangeEntry> entries, PlanNames names, CampaignClock clock)
    {
        var changed = entries.Where(entry => entry.NewRows == 0).GroupBy(entry => entry.Thing);
        var lines = changed.Select(ofThing => Line(ofThing, entries, names, clock)).ToList();
        var counted = Counted(entries, clock, Shown);
        return
        [
            .. counted,
            .. lines.Take(Shown),
            .. lines.Count > Shown
                ? new[] { Language.Say($"và {lines.Count - Shown} dòng nữa", $"and {lines.Count - Shown} more") }
                : [],
        ];
    }

    private static string Line(
        IGrouping<Thing, ChangeEntry> ofThing, IReadOnlyList<ChangeEntry> all, PlanNames names, CampaignClock clock)
    {
        var came = ofThing.All(entry => entry.Before is null);
        var ended = ofThing.All(entry => entry.After is null);
        // A row that comes or ends has an entry though nothing stands in the field.
        var told = ofThing.Where(entry => !(came || ended) || !string.IsNullOrEmpty(entry.Before) || !string.IsNullOrEmpty(entry.After));
        var fields = told.Select(entry =>
        {
            var (name, before, after) = (EntryWords.Field(entry), Value(entry, entry.Before, clock), Value(entry, entry.After, clock));
            return came ? $"{name} {after}" : ended ? $"{name} {before}" : $"{name} {before} → {after}";
        });
        var sign = came ? Language.Say(" (mới)", " (new)")
            : ended && IsConfirmed(ofThing.Key, all) ? Language.Say(" (đã xác nhận)", " (confirmed)")
            : ended ? Language.Say(" (bỏ)", " (removed)")
            : "";
        var text = string.Join("; ", fields);
        var kind = EntryWords.Kind(ofThing.Key.Kind);
        return $"{kind} {ofThing.Key.Say(clock)}{names.Of(ofThing.Key)}{sign}{(text.Length > 0 ? ": " : "")}{text}";
    }

    // What was reported goes when the part is complete.
    private static bool IsConfirmed(Thing thing, IReadOnlyList<ChangeEntry> all) => thing.Kind == ThingKind.DoneReport
        && all.Any(entry => entry.Thing == thing with { Kind = ThingKind.Progress } && entry.Field == "completed_at"
            && !string.IsNullOrEmpty(entry.After));

    private static string Value(ChangeEntry entry, string? value, CampaignClock clock) =>
        string.IsNullOrEmpty(value) ? Language.Say("(trống)", "(empty)")
        : CleanText.OneLine(EntryWords.Value(entry, value, clock)).Abbreviated(WidthOfValue);
}
