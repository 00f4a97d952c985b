using static CamHa.Scheduler.Endurance.Infrastructure.CrashingSmtpServer;

namespace CamHa.Scheduler.Endurance.Year;

/// <summary>What goes wrong, and for how long.</summary>
internal enum Trouble
{
    ServerAway,
    DatabaseAway,
    DiskFull,

    /// <summary>The wall clock shows an hour less.</summary>
    ClockBack,

    /// <summary>The wall clock shows a day more.</summary>
    ClockForward,
}

/// <param name="What">What goes wrong.</param>
/// <param name="From">From when on, on a right clock.</param>
/// <param name="To">Until when.</param>
internal sealed record Spell(Trouble What, DateTime From, DateTime To);

/// <summary>The troubles of a span of time, by chance.</summary>
internal static class Weather
{
    private static readonly TimeOnly[] Looks = [new(7, 30), new(8, 0), new(14, 0), new(14, 30), new(16, 30)];

    /// <summary>Of a thousand, always: nobody's line is perfect.</summary>
    public static IReadOnlyDictionary<Fault, int> Bumpy { get; } = new Dictionary<Fault, int>
    {
        [Fault.NoGreeting] = 5,
        [Fault.BusyAtMail] = 5,
        [Fault.CutAtMail] = 5,
        [Fault.CutAtRcpt] = 5,
        [Fault.RefusedAtRcpt] = 10,
        [Fault.CutInContent] = 10,
        [Fault.RefusedAfterContent] = 10,
        [Fault.CutBeforeAnswer] = 10,
    };

    /// <summary>The server is away: it ends every connection.</summary>
    public static IReadOnlyDictionary<Fault, int> Gone { get; } = new Dictionary<Fault, int>
    {
        [Fault.NoGreeting] = 1000,
        [Fault.CutAtMail] = 1000
    };

    public static IEnumerable<Spell> Spells(Random random, DateTime from, DateTime to)
    {
        var at = from.AddDays(1);
        while ((at = at.AddHours(random.Next(8, 90))) < to.AddDays(-1))
        {
            var what = (Trouble)random.Next(5);
            var spell = new Spell(what, at, at + Length(random, what));
            yield return spell;
            // Clocks are wrong one at a time; the rest may come together.
            if (what is Trouble.ClockBack or Trouble.ClockForward)
                at = spell.To;
        }
    }

    /// <summary>When the power goes: mostly while the service has something to do.</summary>
    public static IEnumerable<DateTime> Kills(Random random, DateTime from, DateTime to, int count)
    {
        var days = (int)(to - from).TotalDays - 1;
        for (var kill = 0; kill < count; kill++)
        {
            var day = from.Date.AddDays(1 + ((long)kill * days / count));
            yield return random.Next(4) == 0
                ? day.AddMinutes(random.Next(24 * 60))
                : day + Looks[random.Next(Looks.Length)].ToTimeSpan();
        }
    }

    /// <summary>How long the machine is off: mostly as long as a start takes, sometimes over a night, now and then for days.</summary>
    public static TimeSpan Off(Random random) => random.Next(100) switch
    {
        < 30 => TimeSpan.FromSeconds(random.Next(120)),
        < 70 => TimeSpan.FromMinutes(random.Next(2, 60)),
        < 94 => TimeSpan.FromMinutes(random.Next(60, 14 * 60)),
        _ => TimeSpan.FromMinutes(random.Next(14 * 60, 50 * 60)),
    };

    private static TimeSpan Length(Random random, Trouble what) => TimeSpan.FromMinutes(what switch
    {
        Trouble.ServerAway or Trouble.DatabaseAway => random.Next(3) == 0 ? random.Next(600, 2900) : random.Next(10, 600),
        Trouble.DiskFull => random.Next(15, 900),
        Trouble.ClockBack => random.Next(30, 400),
        _ => random.Next(1, 9),
    });
}
