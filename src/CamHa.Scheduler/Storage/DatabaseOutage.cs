using Microsoft.Extensions.Logging;

namespace CamHa.Scheduler.Storage;

/// <summary>
/// Whether the database is away, as those find out who need it. It is told when it goes, every quarter of an hour while
/// it is away, and when it is back; and not by each of them at every try.
/// </summary>
public sealed partial class DatabaseOutage(Database database, TimeProvider time, ILogger<DatabaseOutage> logger)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ToldEvery = TimeSpan.FromMinutes(15);
    private readonly Lock _one = new();
    private Outage? _current;
    private long _began;
    private long _told;
    private (long Ended, TimeSpan Lasted, string Message)? _last;

    /// <summary>The last that is over; null where there was none since the start.</summary>
    public PastOutage? Last
    {
        get
        {
            lock (_one)
                return _last is var (ended, lasted, message) ? new(lasted, time.GetElapsedTime(ended), message) : null;
        }
    }

    /// <summary>What is known of it now; null where the database answered the last time.</summary>
    public Outage? Current
    {
        get
        {
            lock (_one)
                return _current;
        }
    }

    /// <summary>One try at the start. Where the database is away that is told, and the try is made again when the service is up.</summary>
    public async Task TryAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception e) when (Explains(e))
        {
            // Told by then.
        }
    }

    /// <returns>Whether the database is away, or was too busy for once, which is all there is to say of this failure.</returns>
    public bool Explains(Exception failure)
    {
        if (!database.IsTransient(failure))
            return false;
        if (!database.IsAway(failure))
        {
            Log.Busy(logger, database.Description, Reason(failure));
            return true;
        }

        lock (_one)
        {
            if (_current is null)
            {
                (_current, _began, _told) = (new(time.GetUtcNow(), failure.Message), time.GetTimestamp(), time.GetTimestamp());
                Log.Away(logger, database.Description, Reason(failure));
            }
            else if (time.GetElapsedTime(_told) >= ToldEvery)
            {
                _told = time.GetTimestamp();
                Log.StillAway(logger, database.Description, Span(time.GetElapsedTime(_began)), Reason(failure));
            }
        }

        return true;
    }

    /// <summary>The database has answered.</summary>
    public void Over()
    {
        lock (_one)
        {
            if (_current is null)
                return;
            _last = (time.GetTimestamp(), time.GetElapsedTime(_began), _current.Message);
            _current = null;
            Log.Back(logger, database.Description, Span(time.GetElapsedTime(_began)));
        }
    }

    /// <summary>Does it; where the database is away, again and again until it has worked.</summary>
    public async Task<T> OutlastAsync<T>(Func<Task<T>> work, CancellationToken token)
    {
        for (var wait = TimeSpan.FromSeconds(1); ; wait = wait * 2 < Longest ? wait * 2 : Longest)
        {
            try
            {
                var result = await work();
                Over();
                return result;
            }
            catch (Exception e) when (!token.IsCancellationRequested && Explains(e))
            {
                await Task.Delay(wait, time, token);
            }
        }
    }

    private static string Reason(Exception failure) => failure.Message.TrimEnd('.');

    private static string Span(TimeSpan span) => span.TotalHours >= 1 ? $"{span.TotalHours:0.#} h" : span.TotalMinutes >= 1 ? $"{span.TotalMinutes:0} min" : $"{span.TotalSeconds:0} s";

    private static partial class Log
    {
        [LoggerMessage(400, LogLevel.Error, "{Database} cannot be used for now: {Reason}. It is tried again until it can; nothing owed is lost")]
        public static partial void Away(ILogger logger, string database, string reason);

        [LoggerMessage(401, LogLevel.Error, "{Database} cannot be used, for {Span} by now: {Reason}")]
        public static partial void StillAway(ILogger logger, string database, string span, string reason);

        [LoggerMessage(403, LogLevel.Warning, "{Database} did not do one thing for now: {Reason}. It is tried again in its time")]
        public static partial void Busy(ILogger logger, string database, string reason);

        [LoggerMessage(402, LogLevel.Warning, "{Database} is back after {Span}; what is owed is issued now")]
        public static partial void Back(ILogger logger, string database, string span);
    }
}

/// <param name="Since">When somebody first found it away.</param>
/// <param name="Message">What it said.</param>
public sealed record Outage(DateTimeOffset Since, string Message);

/// <param name="Lasted">How long it was away.</param>
/// <param name="Age">How long ago it came back.</param>
/// <param name="Message">What it said.</param>
public sealed record PastOutage(TimeSpan Lasted, TimeSpan Age, string Message);
