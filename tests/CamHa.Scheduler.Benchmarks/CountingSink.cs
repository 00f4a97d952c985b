using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CamHa.Scheduler.Benchmarks;

/// <summary>A mail server on loopback that takes everything at once and remembers which Message-IDs it took.</summary>
internal sealed class CountingSink : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly Action<string>? _tell;
    private readonly ConcurrentDictionary<Task, bool> _talks = new();
    private readonly Lock _gate = new();
    private readonly List<(string MessageId, int Life)> _copies = [];
    private readonly Task _serving;
    private TaskCompletionSource _reached = new();
    private int _life;
    private int _left;

    /// <param name="port">Zero for any free one.</param>
    /// <param name="tell">Told the recipient of each mail that was taken, one after another.</param>
    public CountingSink(int port = 0, Action<string>? tell = null)
    {
        _tell = tell;
        _listener = new(IPAddress.Loopback, port);
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Every mail that was taken, in order, and in which life of its sender.</summary>
    public IReadOnlyList<(string MessageId, int Life)> Copies
    {
        get
        {
            lock (_gate)
                return [.. _copies];
        }
    }

    /// <returns>Ends when so many mails were taken in this life.</returns>
    public Task Begin(int life, int taken)
    {
        lock (_gate)
        {
            (_life, _left) = (life, taken);
            // On a thread of its own, so that the mail which completes it is answered all the same.
            _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return _reached.Task;
        }
    }

    /// <summary>Waits until no connection is open: what a killed sender had given has been read by then.</summary>
    public async Task SettledAsync()
    {
        while (!_talks.IsEmpty)
            await Task.WhenAll(_talks.Keys);
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
        await SettledAsync();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync();
                var talk = TalkAsync(client);
                _talks[talk] = true;
                _ = talk.ContinueWith(ended => _talks.TryRemove(ended, out _), TaskScheduler.Default);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Stopped.
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        await Task.Yield();
        using (client)
        {
            client.NoDelay = true;
            try
            {
                using var reader = new StreamReader(client.GetStream(), Encoding.Latin1, false, 32 * 1024);
                await using var writer = new StreamWriter(client.GetStream(), Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
                await TalkAsync(reader, writer);
            }
            catch (IOException)
            {
                // The sender was killed.
            }
        }
    }

    private async Task TalkAsync(StreamReader reader, StreamWriter writer)
    {
        var recipient = "";
        await writer.WriteLineAsync("220 sink");
        while (await reader.ReadLineAsync() is { } command)
        {
            switch (command.Split(' ')[0].ToUpperInvariant())
            {
                case "EHLO":
                    await writer.WriteLineAsync("250-sink\r\n250-PIPELINING\r\n250 8BITMIME");
                    break;
                case "RCPT":
                    recipient = command[(command.IndexOf('<') + 1)..command.IndexOf('>')];
                    await writer.WriteLineAsync("250 2.1.5 ok");
                    break;
                case "DATA":
                    await writer.WriteLineAsync("354 go on");
                    if (!await TakeAsync(reader, recipient))
                        return;
                    await writer.WriteLineAsync("250 2.0.0 taken");
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

    private async Task<bool> TakeAsync(StreamReader reader, string recipient)
    {
        const string Field = "Message-Id: ";
        var messageId = "";
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line == ".")
            {
                Took(messageId, recipient);
                return true;
            }

            if (messageId.Length == 0 && line.StartsWith(Field, StringComparison.OrdinalIgnoreCase))
                messageId = line[Field.Length..];
        }

        return false;
    }

    private void Took(string messageId, string recipient)
    {
        lock (_gate)
        {
            _copies.Add((messageId, _life));
            _tell?.Invoke(recipient);
            if (--_left == 0)
                _reached.SetResult();
        }
    }
}
