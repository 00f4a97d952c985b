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
    /// <summary>Most weeks nothing waits, and there is no column for it.</summary>
    public bool HasWaiting => Bars.Any(bar => bar.Waiting > 0);

    public override bool IsEmpty => Bars.Count == 0;
}

/// <summary>How many of the submissions owed came in on time, week by week.</summary>
public sealed record WeeksChart(string Title, string AltText, IReadOnlyList<WeekPoint> Weeks) : Chart(Title, AltText)
{
    public override bool IsEmpty => Weeks.All(week => week.Owing == 0);
}

public sealed record UnitBar(string Code, string Name, int Done, int OnTrack, int Overdue, int Waiting = 0);

/// <param name="Week">Such as <c>24/2022</c>.</param>
/// <param name="OnTime">Submissions that came in by the cut-off.</param>
/// <param name="Late">Submissions that came in after it, for the report or its supplement.</param>
/// <param name="Owing">Submissions owed; may be 0.</param>
public sealed record WeekPoint(string Week, int OnTime, int Late, int Owing);
