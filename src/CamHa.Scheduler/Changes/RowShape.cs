using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Changes;

/// <summary>How the rows of a file are found, named to people, and compared column by column.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Key">What a row is found by.</param>
/// <param name="Name">The row as people are shown it.</param>
/// <param name="Columns">The other columns as the file writes them.</param>
internal sealed record RowShape<T>(
    string File, Func<T, string> Key, Func<T, string> Name, IReadOnlyList<(string Name, Func<T, string> Value)> Columns)
{
    public IEnumerable<RowChange> Differences(T before, T after) =>
        from column in Columns
        let values = (Before: column.Value(before), After: column.Value(after))
        where values.Before != values.After
        select new RowChange(Name(after), column.Name, values.Before, values.After);
}

/// <summary>The shapes of all files.</summary>
/// <param name="clock">For instants, which are shown as times of the wall clock.</param>
internal sealed class RowShapes(CampaignClock? clock)
{
    public static RowShape<CampaignRow> Campaign { get; } = new("campaign.csv", row => row.Code, row => row.Code,
    [
        ("name", row => row.Name),
        ("place", row => row.Place),
        ("subject_tag", row => row.SubjectTag),
        ("starts_on", row => Language.Say(row.StartsOn)),
        ("ends_on", row => Language.Say(row.EndsOn)),
    ]);

    public static RowShape<UnitRow> Units { get; } = new("units.csv", row => row.Code, row => row.Code,
    [
        ("name", row => row.Name),
        ("aliases", row => row.Aliases),
        ("kind", row => row.Kind),
        ("role", row => $"{row.Role}".ToLowerInvariant()),
        ("owes_weekly", row => Flag(row.OwesWeekly)),
        ("supervisor", row => row.Supervisor ?? ""),
        ("active", row => Flag(row.IsActive)),
    ]);

    public static RowShape<ContactRow> Contacts { get; } = new(
        "contacts.csv", row => $"{row.Unit} {row.Address}", row => $"{row.Unit} {row.Address}",
        [
            ("title", row => row.Title),
            ("phone", row => row.Phone),
            ("role", row => $"{row.Role}".ToLowerInvariant()),
            ("active", row => Flag(row.IsActive)),
        ]);

    public static RowShape<AssignmentRow> Assignments { get; } = new("assignments.csv", row => row.Code, row => row.Code,
    [
        ("title", row => row.Title),
        ("target", row => row.Target),
        ("target_unit", row => row.TargetUnit),
        ("due", row => Language.Say(row.DueOn)),
        ("note", row => row.Note),
        ("active", row => Flag(row.IsActive)),
    ]);

    public static RowShape<PartRow> Parts { get; } = new(
        "assignments.csv", row => $"{row.Assignment} {row.Unit}", row => $"{row.Assignment} {row.Unit}", []);

    public static RowShape<CalendarRow> Calendar { get; } = new(
        "calendar.csv", row => $"{row.Day:yyyy-MM-dd}", row => Language.Say(row.Day),
        [("kind", row => $"{row.Kind}".ToLowerInvariant()), ("name", row => row.Name)]);

    public static RowShape<ExemptionRow> Exemptions { get; } = new(
        "exemptions.csv", row => $"{row.Unit} {row.Week}", row => $"{row.Unit} {row.Week}", [("reason", row => row.Reason)]);

    public RowShape<SubmissionRow> Submissions { get; } = new(
        "submissions.csv",
        row => $"{row.Unit} {row.Week} {row.SubmittedAt:O}",
        row => $"{row.Unit} {row.Week} {At(row.SubmittedAt, clock)}",
        [
            ("assignments", row => row.Assignments.Trim()),
            ("results", row => row.Results),
            ("difficulties", row => row.Difficulties),
            ("proposals", row => row.Proposals),
            ("next_week", row => row.NextWeek),
        ]);

    public RowShape<ProgressRow> Progress { get; } = new(
        "progress.csv", row => $"{row.Assignment} {row.Unit}", row => $"{row.Assignment} {row.Unit}",
        [
            ("progress", row => row.Progress),
            ("progress_at", row => At(row.ProgressAt, clock)),
            ("completed_at", row => At(row.CompletedAt, clock)),
        ]);

    private static string Flag(bool flag) => flag ? "1" : "0";

    private static string At(DateTimeOffset? at, CampaignClock? clock) =>
        at is not { } instant ? "" : clock is null ? $"{instant:O}" : Language.Say(clock.WallClock(instant));
}
