using System.Globalization;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Tests.Infrastructure;
using Microsoft.Data.Sqlite;

namespace CamHa.Scheduler.Tests.Outbox;

/// <summary>Something is away for a while: the database, the room on its disk, the mail server, one of its sessions.</summary>
public sealed class OutageTests
{
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("CAMHA_TEST_LONG") == "1";
    private static readonly DateTime Thursday0700 = new(2022, 6, 16, 7, 0, 0);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_database_locked_in_the_middle_of_a_dispatch_loses_no_answer()
    {
        await using var service = await Service.StartAsync("Storage:BusyTimeoutSeconds=1");
        await service.LookAsync("deadlines", Thursday0700.AddMinutes(30));
        // As backups and virus scanners do it.
        Task? unlocking = null;
        service.Transport.AfterTaking = _ => unlocking ??= LockAsync(service);
        // The dispatch fails visibly, and only after the server's answers are recorded.
        await Assert.ThrowsAsync<SqliteException>(() => service.DispatchAsync(Thursday0700.AddMinutes(30)));
        await unlocking!;
        Assert.Equal(service.Transport.Mails.Count, (await service.MessagesAsync()).Count(message => message.State == OutboxState.Sent));
        await service.DispatchAsync(Thursday0700.AddMinutes(30));
        Assert.Equal(13, service.Transport.Mails.Count);
        Assert.Equal(13, service.Transport.Mails.DistinctBy(mail => mail.Message.MessageId).Count());
    }

    [Fact]
    public async Task A_database_locked_while_leases_are_renewed_loses_no_answer_that_is_awaited()
    {
        await using var service = await ServiceOnClock.StartAsync();
        service.Transport.Sessions = 2;
        // Only the renewal fails, as when the lock begins between it and the record before it. A message with kept bytes is
        // about to leave.
        await service.ExecuteAsync("""
            CREATE TRIGGER Locked BEFORE UPDATE OF LeaseUntil ON OutboxMessage
            WHEN NEW.State = 'Sending' AND NEW.LeaseUntil > OLD.LeaseUntil
                AND EXISTS (SELECT 1 FROM OutboxMime WHERE OutboxMessageId = OLD.Id)
            BEGIN SELECT RAISE(ABORT, 'database is locked'); END
            """);
        using var answer = new ManualResetEventSlim();
        service.Transport.AfterTaking = recipient =>
        {
            if (service.Transport.Mails[0].Recipient == recipient)
                answer.Wait(Patience, Service.Token);
            else if (service.Transport.Mails.Count == 2)
                service.Time.Pass(TimeSpan.FromMinutes(2));
        };
        var dispatch = Task.Run(service.DispatchAsync, Service.Token);
        await Eventually.TrueAsync(
            () => service.Transport.Mails.Count >= 13 || dispatch.IsCompleted,
            () => $"{service.Transport.Mails.Count} mails left.");
        answer.Set();
        var failure = await Record.ExceptionAsync(() => dispatch);
        await service.ExecuteAsync("DROP TRIGGER Locked");
        await service.DispatchAsync();
        Assert.Null(failure);
        Assert.Equal(13, service.Transport.Mails.Count);
        Assert.Equal(13, await service.CountAsync(OutboxState.Sent));
    }

    [Fact]
    public async Task A_server_away_for_two_days_costs_no_try_and_what_is_still_worth_sending_leaves_at_once_the_report_first()
    {
        await using var service = await Service.StartAsync();
        service.Transport.Away = "Smtp:Host = 'mail' port 587 cannot be reached.";
        var looks = service.Get<IEnumerable<Scheduler.Scheduling.ILook>>().ToList();
        var back = Thursday0700.AddHours(48);
        for (var at = Thursday0700; at < back; at = at.AddMinutes(10))
        {
            var (from, before) = (TimeOnly.FromDateTime(at), TimeOnly.FromDateTime(at).Add(TimeSpan.FromMinutes(10)));
            foreach (var look in looks.Where(look => look.Times.Any(time => time >= from && time < before)))
                await service.LookAsync(look.Name, at.Date + look.Times.First(time => time >= TimeOnly.FromDateTime(at)).ToTimeSpan());
            await service.DispatchAsync(at.AddMinutes(9));
        }

        Assert.Empty(service.Transport.Mails);
        service.Transport.Away = null;
        // The circuit lets a probe through six minutes after the last failure at the latest.
        var done = await service.DispatchAsync(back.AddMinutes(6));
        Assert.True(done.Sent >= 3);
        Assert.All(
            service.Transport.Mails.Take(3),
            mail => Assert.StartsWith("[NTM Cẩm Hà] Báo cáo tổng hợp tuần 24/2022", mail.Subject, StringComparison.Ordinal));
        var messages = await service.MessagesAsync();
        Assert.Equal(done.Sent, messages.Count(message => message.State == OutboxState.Sent));
        Assert.Contains(messages, message => message.State == OutboxState.Expired);
        Assert.All(messages, message => Assert.True(
            message.State == OutboxState.Sent || message is { State: OutboxState.Expired, StateReason: "no longer worth sending" }
            || (message.State == OutboxState.Suppressed && message.StateReason.Length > 0), message.MessageKey));
        // One try each, and the server accepted it.
        await using var session = await service.Database.OpenAsync(Service.Token);
        Assert.All(
            await ListedMessage.AllAsync(session, new(Last: 1000), Service.Token),
            message => Assert.Equal(message.State == nameof(OutboxState.Sent) ? 1 : 0, message.Attempts));
    }

    [Fact]
    public async Task A_session_that_never_gets_its_answer_keeps_neither_the_others_nor_its_own_lease()
    {
        await using var service = await ServiceOnClock.StartAsync("Outbox:LeaseSeconds=30");
        await using var other = service.Another("Outbox:LeaseSeconds=30");
        service.Transport.Sessions = 2;
        using var answer = new ManualResetEventSlim();
        service.Transport.AfterTaking = recipient =>
        {
            if (recipient == "ubnd@camha.example")
                answer.Wait(Patience, Service.Token);
        };
        var dispatch = Task.Run(service.DispatchAsync, Service.Token);
        await Eventually.TrueAsync(async () => await service.CountAsync(OutboxState.Sent) == 12, () => "The other twelve were not sent.");
        // Many leases long: each is renewed before it runs out, or the other would take the mail and send it again.
        for (var round = 0; round < 30; round++)
        {
            service.Time.Pass(TimeSpan.FromSeconds(8));
            await Eventually.TrueAsync(
                async () => DateTimeOffset.Parse(
                    await service.ReadAsync("SELECT LeaseUntil FROM OutboxMessage WHERE State = 'Sending'"),
                    CultureInfo.InvariantCulture)
                    > service.Time.GetUtcNow().AddSeconds(20),
                () => "The lease was not renewed.");
            await other.SweepAsync();
            Assert.Equal(default, await other.DispatchAsync());
        }

        answer.Set();
        Assert.Equal(13, (await dispatch).Sent);
        Assert.Equal(13, service.Transport.Mails.Count);
    }

    // Until the service has found it locked, and waited for it in vain; half a minute longer in the long form.
    private static async Task LockAsync(Service service)
    {
        await using var connection = new SqliteConnection($"Data Source={service.File};Pooling=False");
        await connection.OpenAsync(Service.Token);
        await using var transaction = connection.BeginTransaction(deferred: false);
        await Eventually.TrueAsync(
            () => service.Log.Lines.Any(line => line.Contains("could not be recorded", StringComparison.Ordinal)),
            () => "Nothing failed.");
        if (IsLong)
            await Task.Delay(TimeSpan.FromSeconds(30), TimeProvider.System, Service.Token);
    }
}
