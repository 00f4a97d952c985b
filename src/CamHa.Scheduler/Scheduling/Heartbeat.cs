using System.Net.Http.Headers;
using System.Text;
using System.Threading.Channels;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Scheduling;

/// <summary>
/// Calls an outside watcher after each successful look, and when something keeps mail from leaving. Nothing in the service
/// waits for it, and a call that cannot be delivered is dropped: the watcher raises the alarm when it hears nothing.
/// </summary>
public sealed partial class Heartbeat(
    IOptions<HeartbeatOptions> options,
    ClockWatch watch,
    TimeProvider time,
    ILogger<Heartbeat> logger) : BackgroundService
{
    private const int LongestText = 500;
    private readonly Channel<Beat> _beats =
        Channel.CreateBounded<Beat>(new BoundedChannelOptions(4) { FullMode = BoundedChannelFullMode.DropOldest });
    private readonly Lock _gate = new();
    private readonly Dictionary<bool, long> _last = [];
    private string _standing = "";
    private readonly TaskCompletionSource _asked = ToAsk(options.Value, watch);
    private bool _isReached = true;

    public bool IsUsed => options.Value.Url.Length > 0;

    /// <summary>Reports that a look succeeded.</summary>
    public void Did(string look)
    {
        lock (_gate)
            Enqueue(_standing.Length == 0 ? new(true, look) : new(false, _standing));
    }

    /// <summary>Reports that a look failed.</summary>
    public void Failed(string why)
    {
        lock (_gate)
            Enqueue(new(false, why));
    }

    /// <summary>Reports what keeps mail from leaving now.</summary>
    /// <param name="problems">The titles of the problems; empty if there are none, or none any more.</param>
    public void Stands(IReadOnlyList<string> problems)
    {
        lock (_gate)
        {
            var (before, now) = (_standing, string.Join("; ", problems));
            _standing = now;
            if (now.Length > 0)
                Enqueue(new(false, now));
            else if (before.Length > 0)
                Enqueue(new(true, "over: " + before));
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => IsUsed ? BeatAsync(stoppingToken) : Task.CompletedTask;

    // When it is made, because the first look may begin before this is started.
    private static TaskCompletionSource ToAsk(HeartbeatOptions options, ClockWatch watch)
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (options.Url.Length > 0)
            watch.Await(asked.Task);
        return asked;
    }

    // A method of its own: without a watcher the HTTP client is never loaded, which saves a megabyte.
    private async Task BeatAsync(CancellationToken token)
    {
        using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        await AskAsync(http, token);
        await foreach (var beat in _beats.Reader.ReadAllAsync(token))
            await SendAsync(http, beat, token);
    }

    private void Enqueue(Beat beat)
    {
        var isTooSoon = _last.TryGetValue(beat.IsGood, out var last)
            && time.GetElapsedTime(last) < TimeSpan.FromMinutes(options.Value.MinMinutes);
        if (!IsUsed || isTooSoon)
            return;
        _last[beat.IsGood] = time.GetTimestamp();
        // A change is reported at once: a failure between two successes, and the first success after it.
        _last.Remove(!beat.IsGood);
        _beats.Writer.TryWrite(beat);
    }

    // Asks the watcher's machine for its time before the first look. This is no beat: nothing has been done yet.
    private async Task AskAsync(HttpClient http, CancellationToken token)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(options.Value.TimeoutSeconds), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, token);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Head, new Uri(options.Value.Url).GetLeftPart(UriPartial.Authority));
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            Compare(answer);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            // Without a word from there the clock is believed; the next beat tells whether the watcher is reached.
        }
        finally
        {
            _asked.TrySetResult();
        }
    }

    private void Compare(HttpResponseMessage answer)
    {
        if (answer.Headers.Date is not { } date)
            return;
        watch.Witness(time.GetUtcNow() - date);
        if (watch.IsContradicted)
            Log.Contradicted(logger, new Uri(options.Value.Url).Host, date.UtcDateTime, time.GetUtcNow().UtcDateTime);
    }

    private async Task SendAsync(HttpClient http, Beat beat, CancellationToken token)
    {
        var address = new UriBuilder(options.Value.Url);
        if (!beat.IsGood)
            address.Path = address.Path.TrimEnd('/') + "/fail";
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(options.Value.TimeoutSeconds), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, token);
        try
        {
            using var request = new HttpRequestMessage(beat.IsGood ? HttpMethod.Get : HttpMethod.Post, address.Uri);
            request.Headers.UserAgent.Add(new ProductInfoHeaderValue("camha", null));
            if (!beat.IsGood)
                request.Content = new StringContent(beat.Text.Truncated(LongestText), Encoding.UTF8, "text/plain");
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            Compare(answer);
            Reached(answer.IsSuccessStatusCode, $"it answers {(int)answer.StatusCode}");
        }
        catch (Exception e) when (!token.IsCancellationRequested && e is HttpRequestException or OperationCanceledException)
        {
            // Only the kind of error: its message may repeat the address, which is a secret.
            Reached(false, e is HttpRequestException { HttpRequestError: var error } ? $"{error}" : "it does not answer");
        }
    }

    // Logs the change, not every call.
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
        [LoggerMessage(
            720,
            LogLevel.Warning,
            "Heartbeat:Url = '***' at {Host} is not reached: {How}. The service goes on; check the address and the network")]
        public static partial void Unreached(ILogger logger, string host, string how);

        [LoggerMessage(
            722,
            LogLevel.Error,
            "At {Host} it is {There:yyyy-MM-dd HH:mm}Z, and this machine's clock shows {Here:yyyy-MM-dd HH:mm}Z: "
            + "nothing is looked at or sent until it is set right")]
        public static partial void Contradicted(ILogger logger, string host, DateTime there, DateTime here);

        [LoggerMessage(721, LogLevel.Information, "The heartbeat at {Host} is reached again")]
        public static partial void Reached(ILogger logger, string host);
    }
}
