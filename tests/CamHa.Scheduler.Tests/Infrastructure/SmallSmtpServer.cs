using System.Buffers;
using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CamHa.Scheduler.Tests.Infrastructure;

/// <summary>An SMTP server on loopback that answers as it is told, at any stage, and remembers what it was given.</summary>
public sealed class SmallSmtpServer : IAsyncDisposable
{
    // What Answer is asked with where there is no command: a new connection, the first line of a mail, its final dot.
    public const string Connect = "CONNECT";
    public const string Content = "CONTENT";
    public const string Dot = ".";

    /// <summary>Ends an answer: the connection is cut here. What stands before it goes out as it is, half a line too.</summary>
    public const string Cut = "\u0001";

    /// <summary>Ends an answer: nothing more is ever said.</summary>
    public const string Hang = "\u0002";

    /// <summary>An answer: the ordinary one, but not before the next command has come. Only who pipelines goes on.</summary>
    public const string Late = "\u0003";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<string> _commands = new();
    private readonly ConcurrentQueue<string> _mails = new();
    private readonly ConcurrentDictionary<Socket, Task> _open = new();
    private readonly Task _serving;

    public SmallSmtpServer()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The whole answer to a command, of one line or several; null for the ordinary one.</summary>
    public Func<string, string?> Answer { get; set; } = _ => null;

    /// <summary>What it says it can do: PIPELINING, SIZE 1000, AUTH PLAIN …</summary>
    public string[] Offers { get; set; } = ["8BITMIME"];

    /// <summary>Mails it takes from one connection; at the next it says 421 and ends.</summary>
    public int MailsPerConnection { get; set; } = int.MaxValue;

    /// <summary>Every command of every connection, and <see cref="Connect"/> for each of these.</summary>
    public IReadOnlyList<string> Commands => [.. _commands];

    /// <summary>What came between DATA and the dot, a character a byte, whatever was answered to it.</summary>
    public IReadOnlyList<string> Mails => [.. _mails];

    public int Count(string command) => _commands.Count(each => each.StartsWith(command, StringComparison.Ordinal));

    /// <summary>Ends every open connection, as servers do that are kept waiting.</summary>
    public async Task SayGoodbyeAsync()
    {
        foreach (var (socket, talking) in _open)
        {
            await socket.SendAsync("421 4.4.2 idle for too long\r\n"u8.ToArray());
            socket.Shutdown(SocketShutdown.Both);
            await talking;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested)
            return;
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving;
        await Task.WhenAll(_open.Values);
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync(_stop.Token);
                _open[socket] = Task.Run(() => TalkAsync(socket));
            }
        }
        catch (Exception e) when (_stop.IsCancellationRequested
            && e is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // Stopped.
        }
    }

    private async Task TalkAsync(Socket socket)
    {
        try
        {
            await using var stream = new NetworkStream(socket, ownsSocket: true);
            await ServeAsync(stream, PipeReader.Create(stream));
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The client went away, or this server ends; so does this conversation.
        }
        finally
        {
            _open.TryRemove(socket, out _);
        }
    }

    private async Task ServeAsync(NetworkStream stream, PipeReader input)
    {
        var (mails, held) = (0, "");
        for (var command = Connect; command is not null; command = await LineAsync(input))
        {
            _commands.Enqueue(command);
            var verb = command.Split(' ')[0].ToUpperInvariant();
            var answer = Answer(command);
            var isFull = answer is null && verb == "MAIL" && mails == MailsPerConnection;
            if (answer is null or Late)
                answer = (isFull ? "421 4.7.0 enough mails for one connection\r\n" + Cut : Ordinary(verb)) + (answer ?? "");
            if (answer.EndsWith(Late, StringComparison.Ordinal))
            {
                held += answer[..^1] + "\r\n";
                continue;
            }

            if (!await SayAsync(stream, held + answer) || verb == "QUIT")
                return;
            held = "";
            if (verb == "DATA" && answer.StartsWith('3'))
            {
                mails++;
                if (!await TakeAsync(stream, input))
                    return;
            }
        }
    }

    private string Ordinary(string verb) => verb switch
    {
        Connect => "220 small",
        "EHLO" => string.Join(
            "\r\n",
            Offers.Select((offer, at) => (at == Offers.Length - 1 ? "250 " : "250-") + offer).Prepend("250-small")),
        "AUTH" => "235 2.7.0 welcome",
        "DATA" => "354 go on",
        "QUIT" => "221 bye",
        _ => "250 ok",
    };

    private async Task<bool> TakeAsync(NetworkStream stream, PipeReader input)
    {
        var mail = new StringBuilder();
        var answer = Answer(Content);
        while (await LineAsync(input) is { } line)
        {
            if (answer is not null && !await SayAsync(stream, answer))
                return false;
            if (line == ".")
            {
                _mails.Enqueue(mail.ToString());
                return await SayAsync(stream, Answer(Dot) ?? "250 2.0.0 queued as 1");
            }

            mail.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }

        return false;
    }

    private async Task<bool> SayAsync(NetworkStream stream, string answer)
    {
        var ends = answer.EndsWith(Cut, StringComparison.Ordinal) || answer.EndsWith(Hang, StringComparison.Ordinal);
        await stream.WriteAsync(Encoding.Latin1.GetBytes(ends ? answer[..^1] : answer + "\r\n"), _stop.Token);
        if (answer.EndsWith(Hang, StringComparison.Ordinal))
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _stop.Token);
        return !ends;
    }

    // Lines end with CR LF and nothing else, or what a client gets wrong would look right here.
    private async Task<string?> LineAsync(PipeReader input)
    {
        while (true)
        {
            var read = await input.ReadAsync(_stop.Token);
            var reader = new SequenceReader<byte>(read.Buffer);
            if (reader.TryReadTo(out ReadOnlySequence<byte> line, "\r\n"u8))
            {
                var text = Encoding.Latin1.GetString(line);
                input.AdvanceTo(reader.Position);
                return text;
            }

            input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            if (read.IsCompleted)
                return null;
        }
    }
}
