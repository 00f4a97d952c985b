namespace CamHa.Scheduler.FridayReport.Documents.Content;

/// <summary>A picture of figures that the text gives as well.</summary>
/// <param name="Title">Stands above the chart.</param>
/// <param name="AltText">What the chart shows, for readers who cannot see it.</param>
public abstract record Chart(string Title, string AltText)
{
    /// <summary>Whether there is nothing to draw: axes alone look like a fault.</summary>
    public abstract bool IsEmpty { get; }
}

/// <summary>A horizontal bar for each unit: its assignments done, waiting to be confirmed, on track and overdue.</summary>
public sealed record UnitsChart(string Title, string AltText, IReadOnlyList<UnitBar> Bars) : Chart(Title, AltText)
{
    // More bars than a reader can take in; the annex has all units.
    private const int MostBars = 30;

    // A third of a page.
    private const int MostTogether = 15;

    /// <summary>The bars that are drawn.</summary>
    public IReadOnlyList<UnitBar> Shown =>
        Bars.Count <= MostBars ? Bars : [.. Bars.OrderByDescending(bar => bar.Overdue).Take(MostBars)];

    /// <summary>Which of the units are shown; empty where all are.</summary>
    public string Remark
    {
        get => field ?? (Bars.Count <= MostBars ? "" : $"{MostBars} trong {Bars.Count} đơn vị, nhiều việc quá hạn nhất trước");
        init;
    }

    /// <summary>Most weeks nothing waits, and there is no column for it.</summary>
    public bool HasWaiting { get => field || Bars.Any(bar => bar.Waiting > 0); init; }

    /// <summary>The figure that the longest bar stands for.</summary>
    public long Longest { get => Math.Max(field, Shown.Select(bar => bar.Sum).DefaultIfEmpty().Max()); init; }

    public override bool IsEmpty => Bars.Count == 0;

    /// <summary>
    /// The same on paper, as charts of which a page holds each whole, with its title and its legend; all of one scale. One of
    /// thirty bars would leave half a page empty.
    /// </summary>
    public IReadOnlyList<UnitsChart> OnPaper()
    {
        var count = (Shown.Count + MostTogether - 1) / MostTogether;
        if (count <= 1)
            return [this];
        var parts = Shown.Chunk((Shown.Count + count - 1) / count);
        return [.. parts.Select((bars, at) => new UnitsChart(
            $"{Title} ({at + 1}/{count})", at == 0 ? AltText : "Phần tiếp theo của biểu đồ trên.", bars)
        {
            HasWaiting = HasWaiting,
            Longest = Longest,
            Remark = at == count - 1 ? Remark : "",
        })];
    }
}

/// <summary>How many of the submissions owed came in on time, week by week.</summary>
public sealed record WeeksChart(string Title, string AltText, IReadOnlyList<WeekPoint> Weeks) : Chart(Title, AltText)
{
    public override bool IsEmpty => Weeks.All(week => week.Owing == 0);
}

public sealed record UnitBar(string Code, string Name, int Done, int OnTrack, int Overdue, int Waiting = 0)
{
    public long Sum => (long)Done + OnTrack + Overdue + Waiting;
}

/// <param name="Week">Such as <c>24/2022</c>.</param>
/// <param name="OnTime">Submissions that came in by the cut-off.</param>
/// <param name="Late">Submissions that came in after it, for the report or its supplement.</param>
/// <param name="Owing">Submissions owed; may be 0.</param>
public sealed record WeekPoint(string Week, int OnTime, int Late, int Owing);
