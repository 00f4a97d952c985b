using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.Observability;

/// <summary>
/// Keeps what gauges show that has to be asked for. It is read when somebody collects, all of it at once, and then kept for a
/// while: one scrape has a dozen gauges, and several collectors may scrape.
/// </summary>
internal sealed class MetricsReader(MetricsSource source, DatabaseStart start, DatabaseOutage outage, TimeProvider time)
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly Lock _gate = new();
    private Task<Timed>? _last;

    /// <summary>
    /// The reading, at most 15 seconds old; null if it cannot be had, in which case nothing is shown: unknown is not zero.
    /// Collectors that share a moment share one reading.
    /// </summary>
    public async Task<Reading?> ReadAsync() => (await LastAsync()).Reading;

    /// <summary>
    /// The same for a gauge, whose callback cannot be awaited: it waits at most 5 seconds, outside any lock. Whoever can
    /// calls <see cref="ReadAsync"/> before collecting, and then nothing waits here.
    /// </summary>
    public Reading? Read() => LastAsync().GetAwaiter().GetResult().Reading;

    private Task<Timed> LastAsync()
    {
        lock (_gate)
        {
            if (_last is null || (_last.IsCompleted && time.GetElapsedTime(_last.Result.At) >= Kept))
                _last = Task.Run(TimedAsync);
            return _last;
        }
    }

    // Never fails, and ends within its patience.
    private async Task<Timed> TimedAsync()
    {
        using var patience = new CancellationTokenSource(Patience, time);
        try
        {
            // On a thread of its own: SQLite works on the caller's, where patience could not end the wait.
            var reading = start.IsReady
                ? await Task.Run(() => source.ReadAsync(patience.Token), patience.Token).WaitAsync(patience.Token)
                : null;
            return new(reading, time.GetTimestamp());
        }
        catch (Exception e)
        {
            // Only noted: whoever needs the database for its work reports what is wrong with it.
            _ = outage.Explains(e);
            return new(null, time.GetTimestamp());
        }
    }

    private sealed record Timed(Reading? Reading, long At);
}
