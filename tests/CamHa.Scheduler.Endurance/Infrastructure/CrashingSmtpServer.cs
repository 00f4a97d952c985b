using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CamHa.Scheduler.Endurance.Infrastructure;

/// <summary>
/// An SMTP server on loopback for several connections at once that goes wrong by chance, at every stage of a mail, and
/// remembers each copy that it took, and whether it could say so.
/// </summary>
public sealed class CrashingSmtpServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<Task, bool> _talks = new();
    private readonly Lock _gate = new();
    private readonly Random _random;
    private readonly List<Copy> _copies = [];
    private readonly Dictionary<Fault, int> _faults = [];
    private readonly Task _serving;
    private int _allowance = int.MaxValue;

    public CrashingSmtpServer(int seed)
    {
        _random = new(seed);
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How many connections or commands in a thousand go wrong, fault by fault; nothing does where it is empty.</summary>
    public IReadOnlyDictionary<Fault, int> FaultsOfThousand { get; set; } = new Dictionary<Fault, int>();

    /// <summary>The longest it thinks before it asks for a mail's content, and again before it says that it has taken it.</summary>
    public TimeSpan Pace { get; set; }

    /// <summary>Which of its client's lives this is; each copy remembers it.</summary>
    public int Life { get; set; }

    /// <summary>Asked before a mail is answered that was taken whole; who returns true leaves it without an answer.</summary>
    public Func<string, bool> IsWedged { get; set; } = _ => false;

    /// <summary>When the first mail of this life was begun.</summary>
    public TaskCompletionSource FirstMail { get; private set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Told of each copy when it has been taken, before that is answered.</summary>
    public Action<Copy> Took { get; set; } = _ => { };

    /// <summary>Every copy that was taken, in order.</summary>
    public IReadOnlyList<Copy> Copies
    {
        get
        {
            lock (_gate)
                return [.. _copies];
        }
    }

    /// <summary>How often each fault happened.</summary>
    public string FaultCounts
    {
        get
        {
            lock (_gate)
                return string.Join(", ", _faults.OrderBy(each => each.Key).Select(each => $"{each.Key} {each.Value}"));
        }
    }

    /// <summary>A new life of the client, in which no more than so many mails are asked for.</summary>
    public void BeginLife(int life, int allowance)
    {
        lock (_gate)
        {
            Life = life;
            _allowance = allowance;
            FirstMail = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Waits until no connection is open: what a killed client had sent has been read by then.</summary>
    public async Task SettledAsync()
    {
        while (!_talks.IsEmpty)
            await Task.WhenAll(_talks.Keys);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving;
        await SettledAsync();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                var talk = TalkAsync(client);
                _talks[talk] = true;
                _ = talk.ContinueWith(ended => _talks.TryRemove(ended, out _), TaskScheduler.Default);
            }
        }
        catch (Exception e) when (_stop.IsCancellationRequested
            && e is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // Stopped.
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        await Task.Yield();
        using (client)
        {
            // A cut is a reset, as from a machine that lost its power, and not a goodbye.
            client.LingerState = new(enable: true, seconds: 0);
            client.NoDelay = true;
            try
            {
                using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
                await using var writer = new StreamWriter(client.GetStream(), Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
                await TalkAsync(reader, writer);
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
            {
                // The client went away, or this server does.
            }
        }
    }

    private async Task<string?> LineAsync(StreamReader reader) => await reader.ReadLineAsync(_stop.Token);

    private async Task TalkAsync(StreamReader reader, StreamWriter writer)
    {
        if (Happens(Fault.NoGreeting))
            return;
        if (Happens(Fault.BusyGreeting))
        {
            await writer.WriteLineAsync("421 4.3.2 not now");
            return;
        }

        await writer.WriteLineAsync("220 crashing");
        while (await LineAsync(reader) is { } command)
        {
            var verb = command.Split(' ')[0].ToUpperInvariant();
            switch (verb)
            {
                case "EHLO":
                    await writer.WriteLineAsync("250-crashing\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 ENHANCEDSTATUSCODES");
                    break;
                case "MAIL" when Happens(Fault.CutAtMail):
                    return;
                case "MAIL" when Happens(Fault.BusyAtMail):
                    await writer.WriteLineAsync("421 4.3.2 not now");
                    return;
                case "RCPT" when Happens(Fault.CutAtRcpt):
                    return;
                case "RCPT" when Happens(Fault.RefusedAtRcpt):
                    await writer.WriteLineAsync("450 4.2.0 not this one now");
                    break;
                case "DATA":
                    if (!await TakeAsync(reader, writer))
                        return;
                    break;
                case "QUIT":
                    await writer.WriteLineAsync("221 2.0.0 bye");
                    return;
                default:
                    await writer.WriteLineAsync("250 2.0.0 ok");
                    break;
            }
        }
    }

    private async Task<bool> TakeAsync(StreamReader reader, StreamWriter writer)
    {
        var life = Life;
        FirstMail.TrySetResult();
        if (Interlocked.Decrement(ref _allowance) < 0)
        {
            // Enough for this life: it waits until the client is killed.
            await LineAsync(reader);
            return false;
        }

        await ThinkAsync();
        if (Happens(Fault.CutAtData))
            return false;
        await writer.WriteLineAsync("354 go on");
        var cutAfter = Happens(Fault.CutInContent) ? Next(40) : int.MaxValue;
        var mail = new StringBuilder();
        for (var lines = 0; ; lines++)
        {
            if (lines == cutAfter || await LineAsync(reader) is not { } line)
                return false;
            if (line == ".")
                break;
            mail.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }

        if (Happens(Fault.RefusedAfterContent))
        {
            await ThinkAsync();
            await writer.WriteLineAsync("451 4.3.0 try again");
            return true;
        }

        var copy = new Copy(MessageIdOf(mail.ToString()), mail.ToString(), life);
        lock (_gate)
            _copies.Add(copy);
        Took(copy);
        if (Happens(Fault.CutBeforeAnswer))
            return false;
        await ThinkAsync();
        if (IsWedged(copy.MessageId))
            await LineAsync(reader);
        copy.IsAnswered = true;
        await writer.WriteLineAsync("250 2.0.0 taken");
        return true;
    }

    private Task ThinkAsync() =>
        Pace == TimeSpan.Zero ? Task.CompletedTask : Task.Delay(Pace * (Next(1000) / 1000.0), TimeProvider.System, _stop.Token);

    private bool Happens(Fault fault)
    {
        lock (_gate)
        {
            if (_random.Next(1000) >= FaultsOfThousand.GetValueOrDefault(fault))
                return false;
            _faults[fault] = _faults.GetValueOrDefault(fault) + 1;
            return true;
        }
    }

    private int Next(int below)
    {
        lock (_gate)
            return _random.Next(below);
    }

    private static string MessageIdOf(string mail)
    {
        const string name = "Message-Id: <";
        var begin = mail.IndexOf(name, StringComparison.OrdinalIgnoreCase) + name.Length;
        return mail[begin..mail.IndexOf('>', begin)];
    }

    /// <summary>What can go wrong, in the order of a mail's way.</summary>
    public enum Fault
    {
        NoGreeting,
        BusyGreeting,
        BusyAtMail,
        CutAtMail,
        CutAtRcpt,
        RefusedAtRcpt,
        CutAtData,
        CutInContent,
        RefusedAfterContent,
        CutBeforeAnswer,
    }

    /// <summary>A mail the server has taken; two of the same mail are two.</summary>
    public sealed class Copy(string messageId, string content, int life)
    {
        public string MessageId => messageId;

        public string Content => content;

        public int Life => life;

        /// <summary>Whether the answer was sent off; a client killed meanwhile does not read it.</summary>
        public bool IsAnswered { get; set; }
    }
}
