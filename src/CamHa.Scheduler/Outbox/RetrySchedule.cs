namespace CamHa.Scheduler.Outbox;

/// <summary>How long a message waits after a try that failed: a minute, doubled each time, an hour at most.</summary>
/// <param name="maxAttempts">Tries before it is given up.</param>
/// <param name="random">From 0 to 1; spreads the tries so that they do not all come at once.</param>
public sealed class RetrySchedule(int maxAttempts, Func<double> random)
{
    private static readonly TimeSpan First = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>The wait after the given number of tries, a fifth shorter or longer by chance; null where they are spent.</summary>
    public TimeSpan? After(int attempts)
    {
        if (attempts >= maxAttempts)
            return null;
        var wait = First * Math.Pow(2, Math.Min(attempts - 1, 10));
        return (wait < Longest ? wait : Longest) * (0.8 + (0.4 * random()));
    }
}
