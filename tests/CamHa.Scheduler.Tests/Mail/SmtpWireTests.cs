using System.Net;
using System.Net.Sockets;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Mail;

/// <summary>
/// The connection under the SMTP client. <see cref="SmtpTransportTests"/> shows how sessions bear a server that hangs or goes.
/// </summary>
public sealed class SmtpWireTests : IAsyncLifetime
{
    private Socket _server = null!;
    private SmtpWire _wire = null!;

    public async ValueTask InitializeAsync()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var client = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(listener.LocalEndpoint, Service.Token);
        _server = await listener.AcceptSocketAsync(Service.Token);
        _wire = new(client);
    }

    public ValueTask DisposeAsync()
    {
        _wire.Dispose();
        _server.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Blocks_leave_together_when_they_are_flushed()
    {
        for (var block = 0; block < 5; block++)
            await _wire.WriteAsync(new byte[4096], Service.Token);
        Assert.False(_server.Poll(TimeSpan.FromMilliseconds(50), SelectMode.SelectRead));

        await _wire.FlushAsync(Service.Token);

        Assert.Equal(5 * 4096, await _server.ReceiveAsync(new byte[64 * 1024], Service.Token));
    }

    [Theory]
    [InlineData(32 * 1024)]
    [InlineData(32 * 1024 + 1)]
    [InlineData(3_000_000)]
    public async Task What_is_larger_than_one_piece_arrives_as_it_was_written(int length)
    {
        var sent = new byte[length];
        new Random(length).NextBytes(sent);
        var received = new byte[length];
        var receiving = ReceiveAsync(received);

        foreach (var part in sent.Chunk(4099))
            await _wire.WriteAsync(part, Service.Token);
        await _wire.FlushAsync(Service.Token);
        await receiving;

        Assert.Equal(sent, received);
    }

    [Fact]
    public async Task Whoever_reads_has_sent_what_was_written()
    {
        await _wire.WriteAsync("EHLO"u8.ToArray(), Service.Token);
        var answer = _wire.ReadAsync(new byte[10], Service.Token);
        Assert.Equal(4, await _server.ReceiveAsync(new byte[10], Service.Token));
        await _server.SendAsync("250"u8.ToArray(), Service.Token);
        Assert.Equal(3, await answer);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_ends_the_connection()
    {
        _wire.ReadTimeout = 50;
        await Assert.ThrowsAsync<TimeoutException>(() => _wire.ReadAsync(new byte[10], Service.Token).AsTask());
        Assert.Equal(0, await _server.ReceiveAsync(new byte[10], Service.Token));
    }

    [Fact]
    public async Task A_server_that_takes_nothing_more_ends_the_connection()
    {
        _wire.WriteTimeout = 200;
        await Assert.ThrowsAsync<TimeoutException>(async () =>
        {
            while (true)
                await _wire.WriteAsync(new byte[64 * 1024], Service.Token);
        });
    }

    [Fact]
    public async Task A_wait_that_is_given_up_is_told_from_one_that_took_too_long()
    {
        using var stop = new CancellationTokenSource();
        var answer = _wire.ReadAsync(new byte[10], stop.Token).AsTask();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
    }

    [Fact]
    public async Task A_connection_that_is_cut_is_a_fault_of_the_network()
    {
        _server.LingerState = new(true, 0);
        _server.Dispose();
        await Assert.ThrowsAsync<IOException>(async () =>
        {
            while (true)
            {
                await _wire.WriteAsync(new byte[10], Service.Token);
                await _wire.FlushAsync(Service.Token);
            }
        });
    }

    private async Task ReceiveAsync(Memory<byte> all)
    {
        while (!all.IsEmpty)
            all = all[await _server.ReceiveAsync(all, Service.Token)..];
    }
}
