using System.Net;
using System.Net.Sockets;

namespace CamHa.Scheduler.Benchmarks.Inbox;

/// <summary>Stands before a server and, one connection in three each, cuts it or falls silent after any number of bytes.</summary>
internal sealed class CuttingRelay : IAsyncDisposable
{
    private const int MostBytes = 60_000;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Random _random = new(20);
    private readonly int _port;
    private readonly Task _serving;

    public CuttingRelay(int port)
    {
        _port = port;
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Whether connections are left whole from now on.</summary>
    public bool IsKind { get; set; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _serving;
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        var talks = new List<Task>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                talks.Add(TalkAsync(client, IsKind ? 0 : _random.Next(3), _random.Next(MostBytes)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(talks);
        }
    }

    private async Task TalkAsync(TcpClient client, int fault, int after)
    {
        using var server = new TcpClient();
        using (client)
        {
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _port, _stop.Token);
                var asking = AskAsync(client, server);
                var buffer = new byte[4096];
                while (await server.GetStream().ReadAsync(buffer, _stop.Token) is > 0 and var read)
                {
                    if (fault > 0 && (after -= read) < 0)
                        break;
                    await client.GetStream().WriteAsync(buffer.AsMemory(0, read), _stop.Token);
                }

                if (fault == 2)
                    await asking;
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or InvalidOperationException)
            {
                // Either side has gone.
            }
        }
    }

    // A client that is killed takes its connection with it: a server lets in only so many of one user.
    private async Task AskAsync(TcpClient client, TcpClient server)
    {
        try
        {
            await client.GetStream().CopyToAsync(server.GetStream(), _stop.Token);
        }
        finally
        {
            server.Client?.Shutdown(SocketShutdown.Send);
        }
    }
}
