using CamHa.Scheduler.Inbox.Sources;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Outbox;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Inbox;

/// <summary>
/// Reads the mailbox for as long as the service runs. A look a minute is the truth, what the server announces only a hint, and a
/// connection is not trusted for longer than a quarter of an hour.
/// </summary>
internal sealed partial class InboxWatch(
    IMailboxSource source,
    InboxLook look,
    InboxDecider decider,
    OutboxSignal signal,
    IOptions<InboxOptions> options,
    TimeProvider time,
    ILogger<InboxWatch> logger)
{
    private static readonly TimeSpan LongestConnection = TimeSpan.FromMinutes(15);
    private string? _fault;

    public bool IsUsed => options.Value.IsUsed;

    /// <summary>Since when this process reads the mailbox; null where it does not.</summary>
    public DateTimeOffset? Since { get; private set; }

    /// <summary>Why it cannot be read now, in English; null where it can.</summary>
    public string? Fault => _fault;

    /// <summary>Opens the mailbox and reads it until the connection is old or fails.</summary>
    public async Task RunOnceAsync(CancellationToken token)
    {
        Since ??= time.GetUtcNow();
        try
        {
            // What a stop has left undecided needs no mailbox.
            await DecideAsync(token);
            await using var mailbox = await source.OpenAsync(token);
            var opened = time.GetTimestamp();
            do
            {
                if (await look.ReadAsync(source.Name, mailbox, token) is > 0 and var kept)
                    Log.Kept(logger, kept);
                Report(null);
                await DecideAsync(token);
                await mailbox.WaitAsync(TimeSpan.FromSeconds(options.Value.PollSeconds), token);
            }
            while (time.GetElapsedTime(opened) < LongestConnection && options.Value.IsImap);
        }
        catch (Exception e) when (!token.IsCancellationRequested
            && (e is TransportUnavailableException or OperationCanceledException || ServerMailbox.IsConnectionFault(e)))
        {
            Report(ServerMailbox.Told(e, options.Value));
            await Task.Delay(TimeSpan.FromSeconds(options.Value.PollSeconds), time, token);
        }
    }

    private async Task DecideAsync(CancellationToken token)
    {
        if (await decider.DecideAsync(token) > 0)
            signal.Wake();
    }

    // Logs the first failure and the end of it, not every try.
    private void Report(string? fault)
    {
        if (fault is not null && _fault is null)
            Log.Away(logger, source.Name, fault.TrimEnd('.'));
        else if (fault is null && _fault is not null)
            Log.Back(logger, source.Name);
        _fault = fault;
    }

    private static partial class Log
    {
        [LoggerMessage(1100, LogLevel.Information, "{Count} mails have come in")]
        public static partial void Kept(ILogger logger, int count);

        [LoggerMessage(1103, LogLevel.Error, "The mailbox cannot be read ({Source}): {Fault}. It is tried again until it can")]
        public static partial void Away(ILogger logger, string source, string fault);

        [LoggerMessage(1104, LogLevel.Warning, "The mailbox is read again ({Source})")]
        public static partial void Back(ILogger logger, string source);
    }
}
