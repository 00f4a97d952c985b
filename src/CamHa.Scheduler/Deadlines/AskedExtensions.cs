using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Deadlines;

/// <summary>More time that is asked for and not decided, as the specialist's digest shows it.</summary>
/// <param name="Lines">The longest waiting, as many as a mail holds.</param>
/// <param name="Count">How many wait.</param>
internal sealed record AskedExtensions(IReadOnlyList<AskedLine> Lines, int Count)
{
    private const int MostLines = 60;
    private const int TitleLength = 160;
    private const int ReasonLength = 280;

    public static AskedExtensions None { get; } = new([], 0);

    public int Rest => Count - Lines.Count;

    /// <param name="rows">The campaign's, the longest waiting first.</param>
    /// <param name="clock">For the times that people are shown.</param>
    public static AskedExtensions Of(IReadOnlyList<AskedRow> rows, CampaignClock clock) => new(
        [
            .. rows.Take(MostLines).Select(row => new AskedLine(
                row.Code,
                CleanText.OneLine(row.Title).Abbreviated(TitleLength),
                row.UnitName,
                Vietnamese.Moment(clock.WallClock(row.AskedAt)),
                row.AskedBy,
                Vietnamese.Date(row.DueOn),
                row.AskedFor is { } day ? Vietnamese.Date(day) : "",
                CleanText.OneLine(row.Reason).Abbreviated(ReasonLength))),
        ],
        rows.Count);
}

/// <param name="Code">The assignment.</param>
/// <param name="Title">Its title.</param>
/// <param name="Unit">The unit that asks.</param>
/// <param name="Since">When it asked.</param>
/// <param name="By">Who asked; empty for nobody in particular.</param>
/// <param name="Due">The due date.</param>
/// <param name="Until">Until when more time is asked for; empty where that is not said.</param>
/// <param name="Reason">Why; empty where that is not said.</param>
internal sealed record AskedLine(
    string Code, string Title, string Unit, string Since, string By, string Due, string Until, string Reason);

/// <summary>A request for more time that is open, with its assignment as it stands.</summary>
internal sealed record AskedRow
{
    public string Code { get; init; } = "";

    public string Title { get; init; } = "";

    public DateOnly DueOn { get; init; }

    public string UnitCode { get; init; } = "";

    public string UnitName { get; init; } = "";

    public DateTimeOffset AskedAt { get; init; }

    public string AskedBy { get; init; } = "";

    public DateOnly? AskedFor { get; init; }

    public string Reason { get; init; } = "";

    public string Source { get; init; } = "";
}
