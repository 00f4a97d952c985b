using System.Globalization;

namespace CamHa.Scheduler.Endurance.Year;

/// <summary>What a run went through.</summary>
internal sealed class Totals
{
    public double Seconds { get; set; }

    public int Steps { get; set; }

    public int Kills { get; set; }

    public int Changes { get; set; }

    public Dictionary<Trouble, int> Troubles { get; } = [];

    /// <summary>What the service's process held, evening by evening.</summary>
    public List<Resources> Measured { get; } = [];

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Seconds:0} s, {Steps} steps, {Kills} kills, {Changes} changed plans, {List(Troubles)}; "
            + $"{Held("MB", each => each.Megabytes)}, {Held("handles", each => each.Handles)}, {Held("threads", each => each.Threads)}");

    /// <summary>The median of the first and of the last quarter of what was measured.</summary>
    public (int First, int Last) Quarters(Func<Resources, int> of)
    {
        var quarter = Math.Max(1, Measured.Count / 4);
        return (Median(Measured.Take(quarter)), Median(Measured.TakeLast(quarter)));

        int Median(IEnumerable<Resources> some) => some.Select(of).Order().ElementAt(quarter / 2);
    }

    /// <summary>Counts, as they are read.</summary>
    public static string List<T>(Dictionary<T, int> counts)
        where T : notnull => string.Join(", ", counts.OrderByDescending(each => each.Value).Select(each => $"{each.Key} {each.Value}"));

    private string Held(
        string what,
        Func<Resources, int> of) => $"{Quarters(of).First} → {Quarters(of).Last} {what} (at most {Measured.Max(of)})";
}

/// <summary>What its inspection found.</summary>
internal sealed class Findings
{
    /// <summary>What was not as promised.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>Owed, and no longer true when it could have been issued: how many, by what was wrong.</summary>
    public Dictionary<string, int> Lapsed { get; } = [];

    /// <summary>Second copies, by their reason.</summary>
    public Dictionary<string, int> Duplicates { get; } = [];

    /// <summary>How messages ended.</summary>
    public Dictionary<string, int> Ends { get; } = [];

    public int Notices { get; set; }

    public int Reports { get; set; }

    public int Supplements { get; set; }

    public int Mails { get; set; }

    /// <summary>Reminders and digests of a working day that could not leave before a day off.</summary>
    public int OnDaysOff { get; set; }

    public override string ToString() =>
        $"{Notices} notices, {Reports} reports, {Supplements} supplements, {Mails} mails, "
        + $"{Duplicates.Values.Sum()} of them twice ({Totals.List(Duplicates)}); "
        + $"messages: {Totals.List(Ends)}; owed and lapsed: {Totals.List(Lapsed)}; {OnDaysOff} left on a day off";
}
