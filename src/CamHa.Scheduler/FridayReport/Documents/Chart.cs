namespace CamHa.Scheduler.FridayReport.Documents;

/// <summary>A picture of figures that also stand in the text.</summary>
/// <param name="Title">Above it.</param>
/// <param name="AltText">What it shows, in words, for who cannot see it.</param>
public abstract record Chart(string Title, string AltText);

/// <summary>A lying bar a unit: its assignments done, on track and overdue.</summary>
public sealed record UnitsChart(string Title, string AltText, IReadOnlyList<UnitBar> Bars) : Chart(Title, AltText);

/// <summary>How many of the submissions owed came on time, week by week.</summary>
public sealed record WeeksChart(string Title, string AltText, IReadOnlyList<WeekPoint> Weeks) : Chart(Title, AltText);

public sealed record UnitBar(string Code, string Name, int Done, int OnTrack, int Overdue);

/// <param name="Week">Such as <c>24/2022</c>.</param>
/// <param name="OnTime">Of those owed.</param>
/// <param name="Late">Came after the cut-off and by the report or its supplement.</param>
/// <param name="Owing">0 where nobody owed anything.</param>
public sealed record WeekPoint(string Week, int OnTime, int Late, int Owing);
