using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CamHa.Scheduler.Tests.Infrastructure;

/// <summary>An SMTP server on loopback that answers as it is told, and remembers what it was given.</summary>
public sealed class SmallSmtpServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    public SmallSmtpServer()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The whole answer to a command or, under the name <c>.</c>, to a mail; null for the ordinary one, empty to cut the connection.</summary>
    public Func<string, string?> Answer { get; set; } = _ => null;

    public List<string> Mails { get; } = [];

    public async ValueTask DisposeAsync()
    {
        if (_serving.IsCompleted)
            return;
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving;
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await TalkAsync(client);
            }
        }
        catch (Exception e) when (_stop.IsCancellationRequested && (e is OperationCanceledException or SocketException or InvalidOperationException or IOException))
        {
            // Stopped.
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
        await using var writer = new StreamWriter(client.GetStream(), Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
        try
        {
            await writer.WriteLineAsync("220 small");
            while (await reader.ReadLineAsync(_stop.Token) is { } command)
            {
                var verb = command.Split(' ')[0].ToUpperInvariant();
                var answer = Answer(command) ?? verb switch
                {
                    "EHLO" => "250-small\r\n250 8BITMIME",
                    "DATA" => "354 go on",
                    "QUIT" => "221 bye",
                    _ => "250 ok",
                };
                if (answer.Length == 0)
                    return;
                await writer.WriteLineAsync(answer);
                if (verb == "QUIT")
                    return;
                if (verb == "DATA" && answer.StartsWith('3') && !await TakeAsync(reader, writer))
                    return;
            }
        }
        catch (IOException)
        {
            // The client went away; so does this end.
        }
    }

    private async Task<bool> TakeAsync(StreamReader reader, StreamWriter writer)
    {
        var mail = new StringBuilder();
        while (await reader.ReadLineAsync(_stop.Token) is { } line && line != ".")
            mail.Append(line).Append("\r\n");
        Mails.Add(mail.ToString());
        var answer = Answer(".") ?? "250 2.0.0 queued as 1";
        if (answer.Length > 0)
            await writer.WriteLineAsync(answer);
        return answer.Length > 0;
    }
}
