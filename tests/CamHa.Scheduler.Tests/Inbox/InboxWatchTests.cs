using CamHa.Scheduler.Inbox;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Inbox;

/// <summary>How long a connection is trusted, and how a server is left that says nothing.</summary>
public sealed class InboxWatchTests : IAsyncLifetime
{
    private readonly SmallImapServer _server = new();

    private ServiceOnClock _service = null!;

    private InboxWatch Watch => _service.Get<InboxWatch>();

    public async ValueTask InitializeAsync() => _service = await ServiceOnClock.StartAsync(_server.Settings);

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_connection_is_replaced_by_a_fresh_one_after_a_quarter_of_an_hour()
    {
        var watching = Watch.RunOnceAsync(Service.Token);
        for (var minute = 1; minute <= 15; minute++)
        {
            await Eventually.TrueAsync(
                () => _server.Count(" IDLE") == minute,
                () => $"It does not wait in minute {minute}: {_server.Told}");
            Assert.False(watching.IsCompleted);
            _service.Time.Pass(TimeSpan.FromMinutes(1));
        }

        await watching;
        Assert.Equal((1, 1), (_server.Connections, _server.Count(" LOGOUT")));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Service.Token);
        watching = Watch.RunOnceAsync(stop.Token);
        await Eventually.TrueAsync(() => _server.Connections == 2, () => "No second connection is made.");
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watching);
        Assert.Null(Watch.Fault);
    }

    [Theory]
    [InlineData(SmallSmtpServer.Connect)]
    [InlineData(" LOGIN")]
    [InlineData(" EXAMINE")]
    [InlineData(" NOOP")]
    [InlineData(" UID SEARCH")]
    [InlineData("RFC822.SIZE")]
    [InlineData("BODY.PEEK")]
    [InlineData(" IDLE")]
    [InlineData("DONE")]
    public async Task A_server_that_falls_silent_is_left_and_tried_again(string command)
    {
        _server.SilentAt = command;
        await LeftAsync(Watch.RunOnceAsync(Service.Token));
        Assert.StartsWith("Inbox:Host = '127.0.0.1' port ", Watch.Fault, StringComparison.Ordinal);
        Assert.Contains(" did not answer within 1 s.", Watch.Fault, StringComparison.Ordinal);
        _server.SilentAt = null;
        var waits = _server.Count(" IDLE");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Service.Token);
        var watching = Watch.RunOnceAsync(stop.Token);
        await Eventually.TrueAsync(() => _server.Count(" IDLE") > waits, () => $"It is not read again: {_server.Told}");
        Assert.Null(Watch.Fault);
        Assert.Equal(2, _server.Connections);
        Assert.Equal(1, await _service.CountAsync("SELECT Number FROM InboxPosition"));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watching);
    }

    [Fact]
    public async Task A_mail_that_a_full_mailbox_cannot_move_stays_there_and_is_kept_and_decided()
    {
        var contact = await _service.ReadAsync("SELECT MIN(Address) FROM Contact");
        _server.Mail = $"From: {contact}\r\nSubject: xong\r\nMessage-ID: <1@phone>\r\n\r\nxong\r\n";
        await using var moving = _service.Another([.. _server.Settings, "Inbox:MoveTo=Da doc"]);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Service.Token);
        var watching = moving.Get<InboxWatch>().RunOnceAsync(stop.Token);
        await Eventually.TrueAsync(() => _server.Count(" IDLE") == 1, () => $"It does not wait: {_server.Told}");
        Assert.Equal((1, 0, 0), (_server.Count(" UID MOVE"), _server.Count("STORE"), _server.Count("EXPUNGE")));
        Assert.Equal(1, await _service.CountAsync("SELECT COUNT(*) FROM InboxMail WHERE State <> 'New' AND DecidedAt IS NOT NULL"));
        Assert.Null(moving.Get<InboxWatch>().Fault);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watching);
    }

    // The server is silent in real time, and the pauses are the clock's.
    private Task LeftAsync(Task watching) => Eventually.TrueAsync(
        () =>
        {
            _service.Time.Pass(TimeSpan.FromSeconds(1));
            return watching.IsCompletedSuccessfully;
        },
        () => $"It waits for ever: {watching.Exception}");
}
