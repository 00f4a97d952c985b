using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Deadlines;

/// <summary>What a digest says to whoever watches over other units: unit by unit, what is overdue there.</summary>
internal sealed record WatchedUnits
{
    // In lines. A mail of more is cut by the readers' programs; what has no line of its own stands there by its code.
    private const int MostLines = 120;
    private const int FewestOfUnit = 3;
    private const int MostNames = 60;
    private const int TitleLength = 160;

    /// <summary>Those with something new first.</summary>
    public required IReadOnlyList<WatchedUnit> Units { get; init; }

    /// <summary>The units with nothing new, by what they have not done: a box for each would fill a phone's screen ten times.</summary>
    public IEnumerable<QuietUnits> Quiet =>
        from unit in Units
        where unit.IsQuiet
        group unit.Name by unit.Others into same
        select new QuietUnits(same.Key, same.ToList().UnitsInBrief("; ", MostNames));

    /// <summary>How many assignments are overdue; each may stand with several units.</summary>
    public required int Overdue { get; init; }

    /// <param name="rows">The campaign's overdue parts.</param>
    /// <param name="readers">The units whose mail it is.</param>
    /// <param name="ladder">From when somebody is told.</param>
    /// <param name="today">The day the mail leaves.</param>
    /// <param name="calendar">The working calendar.</param>
    /// <returns>Null where nothing new has come to their ears, or all of it is done by now.</returns>
    public static WatchedUnits? Of(
        WatchedRows rows,
        IReadOnlyList<int> readers,
        EscalationLadder ladder,
        DateOnly today,
        WorkingCalendar calendar)
    {
        var watchesAll = readers.Any(rows.Specialists.Contains);
        var overdue = new Dictionary<DateOnly, int>();
        var own = rows.For(readers)
            .Where(row => !readers.Contains(row.UnitId) && DoneRule.IsOpen(isComplete: false, row.LeadsAreComplete) && IsWatched(row))
            .ToList();
        if (!own.Exists(row => row.IsNew))
            return null;
        var units = own.GroupBy(row => row.UnitId).ToList();
        var most = Math.Max(FewestOfUnit, MostLines / units.Count);
        return new()
        {
            Units = [.. units.Select(unit => WatchedUnit.Of([.. unit], most, TitleLength, Late)).OrderBy(unit => unit.IsQuiet)],
            Overdue = own.Where(row => Late(row) > 0).DistinctBy(row => row.Code).Count(),
        };

        bool IsWatched(WatchedRow row) => row.IsUnitActive
            ? !row.IsOpening && ((watchesAll && ladder.At(Late(row)) >= EscalationLevel.Specialist)
                || (row.SupervisorId is { } above && readers.Contains(above) && ladder.At(Late(row)) >= EscalationLevel.Supervisor))
            : watchesAll && (row.IsNew || row.DueOn < today);

        int Late(WatchedRow row) => overdue.TryGetValue(row.DueOn, out var days)
            ? days
            : overdue[row.DueOn] = calendar.WorkingDaysAfter(row.DueOn, today);
    }
}

/// <summary>One unit of those watched over.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsActive">False for a unit that leads though it is out of use.</param>
/// <param name="Lines">What has come to a new step.</param>
/// <param name="Others">The codes of the rest.</param>
internal sealed record WatchedUnit(string Name, bool IsActive, IReadOnlyList<WatchedLine> Lines, string Others)
{
    /// <summary>Whether there is nothing new; a unit out of use always needs somebody.</summary>
    public bool IsQuiet => IsActive && Lines.Count == 0;

    public static WatchedUnit Of(List<WatchedRow> rows, int most, int titleLength, Func<WatchedRow, int> late)
    {
        // The longest overdue first.
        var fresh = rows
            .Where(row => row.IsNew)
            .OrderBy(row => row.DueOn)
            .ThenBy(row => row.Code, StringComparer.Ordinal)
            .Take(most)
            .ToList();
        return new(
            rows[0].UnitName,
            rows[0].IsUnitActive,
            fresh.ConvertAll(row => new WatchedLine(
                row.Code,
                CleanText.OneLine(row.Title).Abbreviated(titleLength),
                Vietnamese.Date(row.DueOn),
                late(row) is > 0 and var days ? $"quá hạn {days} ngày làm việc" : "",
                row.Part.Word())),
            string.Join(", ", rows.Except(fresh).Select(row => row.Code)));
    }
}

/// <summary>Units of which nothing new is to be told.</summary>
/// <param name="Codes">What they have not done, by code.</param>
/// <param name="Names">Their names.</param>
internal sealed record QuietUnits(string Codes, string Names);

/// <summary>The campaign's overdue parts, as one look's digests ask for them.</summary>
/// <param name="all">In the order in which they are shown.</param>
/// <param name="specialists">The specialists' units, which watch over all of them.</param>
internal sealed class WatchedRows(IReadOnlyList<WatchedRow> all, IReadOnlySet<int> specialists)
{
    // A digest that went through all of them would cost as much as there are units.
    private readonly ILookup<int?, WatchedRow> _bySupervisor = all.ToLookup(row => row.SupervisorId);

    public IReadOnlySet<int> Specialists => specialists;

    /// <summary>At least the parts that these units may watch over.</summary>
    public IEnumerable<WatchedRow> For(IReadOnlyList<int> readers) =>
        readers.Count == 1 && !specialists.Contains(readers[0]) ? _bySupervisor[readers[0]] : all;
}

internal sealed record WatchedLine(string Code, string Title, string Due, string Late, string Part);

internal sealed record WatchedRow
{
    public string Code { get; init; } = "";

    public string Title { get; init; } = "";

    public DateOnly DueOn { get; init; }

    public int UnitId { get; init; }

    public string UnitCode { get; init; } = "";

    public string UnitName { get; init; } = "";

    public int? SupervisorId { get; init; }

    public bool IsUnitActive { get; init; }

    public PartKind Part { get; init; }

    /// <summary>Whether all who lead have completed their parts, or their reports wait; null where no unit leads.</summary>
    public bool? LeadsAreComplete { get; init; }

    /// <summary>Null where the unit was not noticed of it on the day of the digest.</summary>
    public int? NoticedStep { get; init; }

    /// <summary>Whether the unit was told of it on an earlier day.</summary>
    public bool WasToldBefore { get; init; }

    /// <summary>Whether the unit hears only now that it is overdue; nobody else is told before it had its chance.</summary>
    public bool IsOpening => NoticedStep > 0 && !WasToldBefore;

    public bool IsNew => NoticedStep is not null;
}
