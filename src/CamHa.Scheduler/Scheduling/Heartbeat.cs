using System.Net.Http.Headers;
using System.Text;
using System.Threading.Channels;
using CamHa.Scheduler.Alerts;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Scheduling;

/// <summary>
/// Tells a watcher outside after each look that it did its work, and when something stands in the way of every mail. Nobody
/// here waits for it, and what it cannot deliver is dropped: the watcher notices silence by itself.
/// </summary>
public sealed partial class Heartbeat(IOptions<HeartbeatOptions> options, TimeProvider time, ILogger<Heartbeat> logger) : BackgroundService
{
    private const int LongestText = 500;
    private readonly Channel<Beat> _beats = Channel.CreateBounded<Beat>(new BoundedChannelOptions(4) { FullMode = BoundedChannelFullMode.DropOldest });
    private readonly Lock _gate = new();
    private readonly Dictionary<bool, long> _last = [];
    private string _standing = "";
    private bool _isReached = true;
    private Tuple<TimeSpan, long>? _ahead;

    public bool IsUsed => options.Value.Url.Length > 0;

    /// <summary>How far this machine's clock was ahead of the watcher's, as the last answer said; null where none did.</summary>
    public ClockStep? ClockAhead => _ahead is var (by, at) ? new(by, time.GetElapsedTime(at)) : null;

    /// <summary>A look has done its work.</summary>
    public void Did(string look)
    {
        lock (_gate)
            Enqueue(_standing.Length == 0 ? new(true, look) : new(false, _standing));
    }

    /// <summary>A look has failed.</summary>
    public void Failed(string why)
    {
        lock (_gate)
            Enqueue(new(false, why));
    }

    /// <summary>What keeps mails from leaving; empty where nothing does, or no longer.</summary>
    public void Stands(IReadOnlyList<Problem> problems)
    {
        lock (_gate)
        {
            var (before, now) = (_standing, string.Join("; ", problems.Select(problem => problem.Title)));
            _standing = now;
            if (now.Length > 0)
                Enqueue(new(false, now));
            else if (before.Length > 0)
                Enqueue(new(true, "over: " + before));
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => IsUsed ? BeatAsync(stoppingToken) : Task.CompletedTask;

    // On its own: where there is no watcher, nothing that is for HTTP is loaded, a megabyte.
    private async Task BeatAsync(CancellationToken token)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(options.Value.TimeoutSeconds) };
        await foreach (var beat in _beats.Reader.ReadAllAsync(token))
            await SendAsync(http, beat, token);
    }

    private void Enqueue(Beat beat)
    {
        if (!IsUsed || (_last.TryGetValue(beat.IsGood, out var last) && time.GetElapsedTime(last) < TimeSpan.FromMinutes(options.Value.MinMinutes)))
            return;
        _last[beat.IsGood] = time.GetTimestamp();
        // What changes is told at once: a failure between two successes, and the first success after it.
        _last.Remove(!beat.IsGood);
        _beats.Writer.TryWrite(beat);
    }

    private async Task SendAsync(HttpClient http, Beat beat, CancellationToken token)
    {
        var address = new UriBuilder(options.Value.Url);
        if (!beat.IsGood)
            address.Path = address.Path.TrimEnd('/') + "/fail";
        try
        {
            using var request = new HttpRequestMessage(beat.IsGood ? HttpMethod.Get : HttpMethod.Post, address.Uri);
            request.Headers.UserAgent.Add(new ProductInfoHeaderValue("camha", null));
            if (!beat.IsGood)
                request.Content = new StringContent(beat.Text.Truncated(LongestText), Encoding.UTF8, "text/plain");
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token);
            if (answer.Headers.Date is { } date)
                _ahead = new(time.GetUtcNow() - date, time.GetTimestamp());
            Reached(answer.IsSuccessStatusCode, $"it answers {(int)answer.StatusCode}");
        }
        catch (Exception e) when (!token.IsCancellationRequested && e is HttpRequestException or OperationCanceledException)
        {
            // The type alone where the words could repeat the address.
            Reached(false, e is HttpRequestException { HttpRequestError: var error } ? $"{error}" : "it does not answer");
        }
    }

    // Once when it begins and once when it is over.
    private void Reached(bool isReached, string how)
    {
        if (isReached == _isReached)
            return;
        _isReached = isReached;
        var host = new Uri(options.Value.Url).Host;
        if (isReached)
            Log.Reached(logger, host);
        else
            Log.Unreached(logger, host, how);
    }

    private readonly record struct Beat(bool IsGood, string Text);

    private static partial class Log
    {
        [LoggerMessage(720, LogLevel.Warning, "Heartbeat:Url = '***' at {Host} is not reached: {How}. The service goes on; check the address and the network")]
        public static partial void Unreached(ILogger logger, string host, string how);

        [LoggerMessage(721, LogLevel.Information, "The heartbeat at {Host} is reached again")]
        public static partial void Reached(ILogger logger, string host);
    }
}
