using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Deadlines;

/// <summary>What the specialist has to confirm or to return, as the specialist's digest shows it.</summary>
/// <param name="Lines">The longest waiting, as many as a mail holds.</param>
/// <param name="Count">How many wait.</param>
internal sealed record WaitingParts(IReadOnlyList<WaitingLine> Lines, int Count)
{
    // Nobody reads more on a phone; the weekly report names all of them.
    private const int MostLines = 60;
    private const int TitleLength = 160;

    public static WaitingParts None { get; } = new([], 0);

    public int Rest => Count - Lines.Count;

    /// <param name="rows">The campaign's, the longest waiting first.</param>
    /// <param name="clock">For the times that people are shown.</param>
    public static WaitingParts Of(IReadOnlyList<WaitingRow> rows, CampaignClock clock) => new(
        [
            .. rows.Take(MostLines).Select(row => new WaitingLine(
                row.Code,
                CleanText.OneLine(row.Title).Abbreviated(TitleLength),
                row.UnitName,
                Vietnamese.Moment(clock.WallClock(row.ReportedAt)),
                row.ReportedBy,
                Vietnamese.Date(row.DueOn))),
        ],
        rows.Count);
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
