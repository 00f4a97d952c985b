namespace CamHa.Scheduler.Outbox;

/// <summary>How long to wait after a failure: the first wait, doubled each time up to the longest.</summary>
/// <param name="first">The wait after the first failure.</param>
/// <param name="longest">No wait is longer.</param>
/// <param name="giveUpAfter">The age, in waits, at which it is given up.</param>
/// <param name="random">From 0 to 1; spreads the tries so that they do not all come at once.</param>
public sealed class RetrySchedule(TimeSpan first, TimeSpan longest, TimeSpan giveUpAfter, Func<double> random)
{
    /// <summary>The wait after the given number of failures, a fifth shorter or longer by chance; null where it is given up.</summary>
    public TimeSpan? After(int failures)
    {
        var age = TimeSpan.Zero;
        for (var failure = 1; failure < failures && age < giveUpAfter; failure++)
            age += Nominal(failure);
        return age < giveUpAfter ? Nominal(failures) * (0.8 + (0.4 * random())) : null;
    }

    private TimeSpan Nominal(int failures) => first * Math.Pow(2, Math.Min(failures - 1, 20)) is var wait && wait < longest ? wait : longest;
}
