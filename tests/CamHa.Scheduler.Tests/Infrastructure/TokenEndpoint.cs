using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Web;

namespace CamHa.Scheduler.Tests.Infrastructure;

/// <summary>A token endpoint on loopback that answers as it is told, and remembers what it was asked.</summary>
public sealed class TokenEndpoint : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    public TokenEndpoint()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/token";

    /// <summary>Status and body of the answer to the request of this number, from 1 on.</summary>
    public Func<int, (int Status, string Body)> Answer { get; set; } = number => Token($"access-{number}");

    /// <summary>The forms that came in, as <c>name=value</c> in order of name.</summary>
    public List<IReadOnlyList<string>> Requests { get; } = [];

    public static (int Status, string Body) Token(string access, int seconds = 3600, string refresh = "") =>
        (200, $$"""{"token_type":"Bearer","access_token":"{{access}}","expires_in":{{seconds}}"""
            + (refresh.Length > 0 ? $",\"refresh_token\":\"{refresh}\"}}" : "}"));

    public static (int Status, string Body) Error(string error, string description) =>
        (400, $$"""{"error":"{{error}}","error_description":"{{description}}"}""");

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
                await AnswerAsync(client.GetStream());
            }
        }
        catch (Exception e) when (_stop.IsCancellationRequested
            && (e is OperationCanceledException or SocketException or InvalidOperationException or IOException))
        {
            // Stopped.
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        var length = 0;
        while (await reader.ReadLineAsync(_stop.Token) is { Length: > 0 } line)
        {
            if (line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
                length = int.Parse(line["Content-Length:".Length..], System.Globalization.CultureInfo.InvariantCulture);
        }

        var body = new char[length];
        await reader.ReadBlockAsync(body, _stop.Token);
        var form = HttpUtility.ParseQueryString(new string(body));
        Requests.Add([.. form.AllKeys.Order(StringComparer.Ordinal).Select(key => $"{key}={form[key]}")]);
        var (status, text) = Answer(Requests.Count);
        var content = Encoding.UTF8.GetBytes(text);
        var head = $"HTTP/1.1 {status} so\r\nContent-Type: application/json\r\n"
            + $"Content-Length: {content.Length}\r\nConnection: close\r\n\r\n";
        try
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(head), _stop.Token);
            await stream.WriteAsync(content, _stop.Token);
        }
        catch (IOException)
        {
            // The client has stopped waiting.
        }
    }
}
