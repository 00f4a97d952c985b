using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Deadlines;

/// <summary>What the specialist has to confirm or to return, as the specialist's digest shows it.</summary>
/// <param name="Lines">The longest waiting, one an assignment, as many as a mail holds.</param>
/// <param name="Count">How many units' parts wait.</param>
/// <param name="Assignments">Of how many assignments.</param>
internal sealed record WaitingParts(IReadOnlyList<WaitingLine> Lines, int Count, int Assignments)
{
    // Nobody reads more on a phone; the weekly report names all of them.
    private const int MostLines = 60;
    private const int TitleLength = 160;

    public static WaitingParts None { get; } = new([], 0, 0);

    public int Rest => Assignments - Lines.Count;

    /// <param name="rows">The campaign's, the longest waiting first.</param>
    /// <param name="clock">For the times that people are shown.</param>
    public static WaitingParts Of(IReadOnlyList<WaitingRow> rows, CampaignClock clock)
    {
        var assignments = rows.GroupBy(row => row.Code).ToList();
        return new([.. assignments.Take(MostLines).Select(Line)], rows.Count, assignments.Count);

        WaitingLine Line(IEnumerable<WaitingRow> parts)
        {
            var first = parts.First();
            var units = WaitingUnits.Of(
                [.. parts.Select(row => (row.UnitName, Vietnamese.Moment(clock.WallClock(row.ReportedAt)), row.ReportedBy))]);
            return new(
                first.Code,
                CleanText.OneLine(first.Title).Abbreviated(TitleLength),
                units.Names.Split("; ").UnitsInBrief("; "),
                units.Since,
                units.By,
                Vietnamese.Date(first.DueOn));
        }
    }
}

internal sealed record WaitingLine(string Code, string Title, string Unit, string Since, string By, string Due);

internal sealed record WaitingRow
{
    public string Code { get; init; } = "";

    public string Title { get; init; } = "";

    public DateOnly DueOn { get; init; }

    public string UnitName { get; init; } = "";

    public DateTimeOffset ReportedAt { get; init; }

    public string ReportedBy { get; init; } = "";
}
