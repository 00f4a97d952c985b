using Microsoft.Extensions.Logging;
using Polly;

namespace CamHa.Scheduler.Storage;

/// <summary>
/// Whether the database is away, as its users report it: for a while, or lost for good until somebody restores a backup. Logs
/// once when it goes, every quarter of an hour while it is away, and when it is back, rather than at each user's every try.
/// </summary>
public sealed partial class DatabaseOutage
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LogInterval = TimeSpan.FromMinutes(15);
    private readonly Database _database;
    private readonly TimeProvider _time;
    private readonly ILogger<DatabaseOutage> _logger;
    private readonly ResiliencePipeline _untilItWorks;
    private readonly Lock _gate = new();
    private Outage? _current;
    private long _began;
    private long _logged;
    private volatile bool _hasAnswered;
    private (long Ended, TimeSpan Lasted, string Message)? _last;

    public DatabaseOutage(Database database, TimeProvider time, ILogger<DatabaseOutage> logger)
    {
        (_database, _time, _logger) = (database, time, logger);
        _untilItWorks = new ResiliencePipelineBuilder { TimeProvider = time }.AddRetry(new()
        {
            // A failure while the service stops is no outage.
            ShouldHandle = attempt => ValueTask.FromResult(
                attempt.Outcome.Exception is { } failure
                && !attempt.Context.CancellationToken.IsCancellationRequested
                && Explains(failure)),
            MaxRetryAttempts = int.MaxValue,
            BackoffType = DelayBackoffType.Exponential,
            Delay = FirstWait,
            MaxDelay = LongestWait,
        }).Build();
    }

    /// <summary>The last one that is over; null where there was none since the start.</summary>
    public PastOutage? Last
    {
        get
        {
            lock (_gate)
                return _last is var (ended, lasted, message) ? new(lasted, _time.GetElapsedTime(ended), message) : null;
        }
    }

    /// <summary>The one going on; null where the database answered the last time.</summary>
    public Outage? Current
    {
        get
        {
            lock (_gate)
                return _current;
        }
    }

    /// <summary>Tries once. Where the database is away this logs it and returns: the running service tries again.</summary>
    public async Task TryAsync(Func<Task> work)
    {
        try
        {
            await work();
            Over();
        }
        catch (Exception e) when (Explains(e))
        {
            // Explains has logged it.
        }
    }

    /// <summary>Records and logs a failure that passes by itself, or that makes every other one idle.</summary>
    /// <returns>Whether the database is away, lost or was busy, so that the caller has nothing more to log.</returns>
    public bool Explains(Exception failure)
    {
        if (KindOf(failure) is not { } kind)
            return false;
        if (kind == OutageKind.Away && !_database.IsAway(failure))
        {
            Log.Busy(_logger, _database.Description.English, Reason(failure));
            return true;
        }

        lock (_gate)
        {
            if (_current is null || (kind == OutageKind.Lost && _current.Kind != OutageKind.Lost))
            {
                (_current, _began, _logged) = (new(_time.GetUtcNow(), failure.Message, kind), _time.GetTimestamp(), _time.GetTimestamp());
                if (kind == OutageKind.Lost)
                    Log.Lost(_logger, _database.Description.English, Reason(failure));
                else
                    Log.Away(_logger, _database.Description.English, Reason(failure));
            }
            else if (_time.GetElapsedTime(_logged) >= LogInterval)
            {
                _logged = _time.GetTimestamp();
                Log.StillAway(_logger, _database.Description.English, Span(_time.GetElapsedTime(_began)), Reason(failure));
            }
        }

        return true;
    }

    /// <summary>The database has answered.</summary>
    public void Over()
    {
        _hasAnswered = true;
        lock (_gate)
        {
            if (_current is null)
                return;
            _last = (_time.GetTimestamp(), _time.GetElapsedTime(_began), _current.Message);
            _current = null;
            Log.Back(_logger, _database.Description.English, Span(_time.GetElapsedTime(_began)));
        }
    }

    /// <summary>Does the work; where the database is away, tries again until it works or the wait is cancelled.</summary>
    public async Task<T> OutlastAsync<T>(Func<Task<T>> work, CancellationToken token)
    {
        // Polly begins nothing once the token is cancelled. A look that was fired while the service stops must run all the
        // same: in a cluster no other node repeats it.
        if (!token.IsCancellationRequested)
            return await _untilItWorks.ExecuteAsync(async _ => await OnceAsync(), token);
        try
        {
            return await OnceAsync();
        }
        catch (Exception e) when (Explains(e))
        {
            throw new OperationCanceledException(token);
        }

        async Task<T> OnceAsync()
        {
            var result = await work();
            Over();
            return result;
        }
    }

    // Until it has answered for the first time a full disk is waited for, as by a service that starts on one. Later it concerns
    // what is written, and whoever writes says so.
    private OutageKind? KindOf(Exception failure) =>
        _database.IsLost(failure) ? OutageKind.Lost
        : _database.IsTransient(failure) ? OutageKind.Away
        : !_hasAnswered && _database.IsFull(failure) ? OutageKind.Full
        : null;

    private static string Reason(Exception failure) => failure.Message.TrimEnd('.');

    private static string Span(TimeSpan span) =>
        span.TotalHours >= 1 ? $"{span.TotalHours:0.#} h"
        : span.TotalMinutes >= 1 ? $"{span.TotalMinutes:0} min"
        : $"{span.TotalSeconds:0} s";

    private static partial class Log
    {
        [LoggerMessage(400, LogLevel.Error,
            "{Database} cannot be used for now: {Reason}. It is tried again until it can; nothing owed is lost")]
        public static partial void Away(ILogger logger, string database, string reason);

        [LoggerMessage(404, LogLevel.Critical,
            "{Database} is lost: {Reason}. Nothing more is read from it or written to it; restore a backup and start the service again")]
        public static partial void Lost(ILogger logger, string database, string reason);

        [LoggerMessage(401, LogLevel.Error, "{Database} cannot be used, for {Span} by now: {Reason}")]
        public static partial void StillAway(ILogger logger, string database, string span, string reason);

        [LoggerMessage(403, LogLevel.Warning, "{Database} did not do one thing for now: {Reason}. It is tried again in its time")]
        public static partial void Busy(ILogger logger, string database, string reason);

        [LoggerMessage(402, LogLevel.Warning, "{Database} is back after {Span}; what is owed is issued now")]
        public static partial void Back(ILogger logger, string database, string span);
    }
}

/// <summary>The database is away.</summary>
/// <param name="Since">When it was first found away.</param>
/// <param name="Message">The error then.</param>
/// <param name="Kind">What is to be done about it.</param>
public sealed record Outage(DateTimeOffset Since, string Message, OutageKind Kind);

/// <summary>Why the database cannot be used.</summary>
public enum OutageKind
{
    /// <summary>It does not answer; it passes by itself, or when the server or the network is repaired.</summary>
    Away,

    /// <summary>The service has started on a full disk.</summary>
    Full,

    /// <summary>It is damaged, or is no longer the one that was opened.</summary>
    Lost,
}

/// <summary>The database was away.</summary>
/// <param name="Lasted">How long.</param>
/// <param name="Age">How long ago it came back.</param>
/// <param name="Message">The error when it went away.</param>
public sealed record PastOutage(TimeSpan Lasted, TimeSpan Age, string Message);
