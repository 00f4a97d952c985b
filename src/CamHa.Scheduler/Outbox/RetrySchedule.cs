namespace CamHa.Scheduler.Outbox;

/// <summary>How long to wait after a failure: the first wait, doubled after each failure up to the longest.</summary>
/// <remarks>Not Polly: a mail's tries reach over days and restarts, so the wait is written to the database, not slept.</remarks>
/// <param name="first">The wait after the first failure.</param>
/// <param name="longest">The upper bound of a wait.</param>
/// <param name="giveUpAfter">The sum of the waits after which there is no further try.</param>
/// <param name="random">From 0 to 1; spreads the tries of many mails.</param>
public sealed class RetrySchedule(TimeSpan first, TimeSpan longest, TimeSpan giveUpAfter, Func<double> random)
{
    /// <summary>The wait after the given number of failures, up to a fifth shorter or longer; null where there is no further try.</summary>
    public TimeSpan? After(int failures)
    {
        var age = TimeSpan.Zero;
        for (var failure = 1; failure < failures && age < giveUpAfter; failure++)
            age += Nominal(failure);
        return age < giveUpAfter ? Nominal(failures) * (0.8 + (0.4 * random())) : null;
    }

    private TimeSpan Nominal(int failures)
    {
        var wait = first * Math.Pow(2, Math.Min(failures - 1, 20));
        return wait < longest ? wait : longest;
    }
}
