using System.Collections.Concurrent;
using CamHa.Scheduler.Endurance.Infrastructure;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Endurance.Outbox;

/// <summary>A double start, or a second machine, over one outbox: every mail leaves once.</summary>
public sealed class SeveralDispatchersTests
{
    [Fact]
    public async Task Two_processes_on_one_database_send_every_mail_exactly_once()
    {
        await using var server = new CrashingSmtpServer(2) { Pace = TimeSpan.FromMilliseconds(100) };
        await using var outbox = await AlertOutbox.CreateAsync(150, server.Port);
        outbox.Start();
        outbox.Start();
        await outbox.SentAsync();
        Assert.Equal(150, server.Copies.Count);
        Assert.Equal(150, server.Copies.DistinctBy(copy => copy.MessageId).Count());
        // Both must take part, or this proves nothing.
        Assert.Equal(2, await outbox.CountAsync("SELECT COUNT(DISTINCT Owner) FROM OutboxAttempt"));
    }

    [Fact]
    public async Task Two_processes_together_do_not_exceed_a_limit_and_the_status_says_that_it_is_full()
    {
        await using var server = new CrashingSmtpServer(3) { Pace = TimeSpan.FromMilliseconds(20) };
        await using var outbox = await AlertOutbox.CreateAsync(100, server.Port);
        string[] limit = ["--set", "Smtp:PerDay=40"];
        outbox.Start(limit);
        outbox.Start(limit);
        await Eventually.TrueAsync(
            async () => await outbox.CountAsync("SELECT COUNT(*) FROM OutboxMessage WHERE State = 'Sent'") >= 40,
            () => "Less than the limit was sent.");
        // A third dispatches once, and finds nothing that it may send.
        var now = outbox.Start(
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "camha.dll"), "send-now", "weekly", "--config", outbox.Config, .. limit]);
        await now.WaitForExitAsync(Service.Token);
        Assert.Equal(0, now.ExitCode);
        Assert.Equal(40, server.Copies.Count);

        var said = new ConcurrentQueue<string>();
        var status = outbox.Start(
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "camha.dll"), "status", "--lang", "en", "--config", outbox.Config, .. limit],
            said.Enqueue);
        await status.WaitForExitAsync(Service.Token);
        Assert.Contains("Limits: 40 of 40 in the last 24 hours; FULL: 60 wait, ", string.Join('\n', said), StringComparison.Ordinal);
    }
}
