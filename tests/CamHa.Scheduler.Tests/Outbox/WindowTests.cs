using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Tests.Infrastructure;
using Microsoft.Data.Sqlite;

namespace CamHa.Scheduler.Tests.Outbox;

/// <summary>How many mails a server may have accepted whose answers are kept nowhere: as many as a kill can double.</summary>
public sealed class WindowTests
{
    private static readonly DateTime Thursday0730 = new(2022, 6, 16, 7, 30, 0);

    [Theory]
    // Half the sessions, two at least, and never more than there are.
    [InlineData(8, 0, 4)]
    [InlineData(4, 0, 2)]
    [InlineData(3, 0, 2)]
    [InlineData(2, 0, 2)]
    [InlineData(1, 0, 1)]
    // As it is set.
    [InlineData(8, 1, 1)]
    [InlineData(8, 6, 6)]
    public async Task While_answers_cannot_be_recorded_the_server_is_given_no_more_mails_than_the_window_holds(
        int sessions,
        int unrecorded,
        int window)
    {
        await using var service = await Service.StartAsync($"Outbox:Unrecorded={unrecorded}", "Outbox:Journal=false");
        service.Transport.Sessions = sessions;
        await service.LookAsync("deadlines", Thursday0730);
        await using var other = new SqliteConnection($"Data Source={service.File};Pooling=False");
        await other.OpenAsync(Service.Token);
        SqliteTransaction? held = null;
        var gate = new Lock();
        service.Transport.AfterTaking = _ =>
        {
            // The recorder waits from before the first answer on; another writer is the simplest hand to hold it.
            lock (gate)
                held ??= other.BeginTransaction(deferred: false);
        };
        var dispatch = Task.Run(() => service.DispatchAsync(Thursday0730), Service.Token);
        // Every session stands before the end of a mail, so nothing more comes.
        var standing = Math.Min(sessions, 13 - window);
        await Eventually.TrueAsync(
            () => held is not null && service.Transport.HeldBack == standing,
            () => $"{service.Transport.Mails.Count} taken, {service.Transport.HeldBack} sessions wait.");
        var recorded = await service.CountAsync(OutboxState.Sent);
        Assert.Equal(window, service.Transport.Mails.Count - recorded);

        await held!.DisposeAsync();
        Assert.Equal(13, (await dispatch).Sent);
        Assert.Equal(13, service.Transport.Mails.Select(mail => mail.Message.MessageId).Distinct().Count());
        Assert.Equal(13, service.Transport.Mails.Count);
    }

    [Fact]
    public async Task What_was_not_given_when_the_database_failed_loses_no_try_and_leaves_once()
    {
        await using var service = await Service.StartAsync("Outbox:Journal=false");
        service.Transport.Sessions = 8;
        await service.LookAsync("deadlines", Thursday0730);
        await service.ExecuteAsync("CREATE TRIGGER Full BEFORE INSERT ON OutboxAttempt BEGIN SELECT RAISE(ABORT, 'full'); END");
        var dispatch = Task.Run(() => service.DispatchAsync(Thursday0730), Service.Token);
        await FailedAsync(service);
        await Eventually.TrueAsync(() => service.Transport.HeldBack == 0, () => "A session still waits.");
        Assert.InRange(service.Transport.Mails.Count, 1, 4);
        await service.ExecuteAsync("DROP TRIGGER Full");
        await Assert.ThrowsAsync<SqliteException>(() => dispatch);
        await service.DispatchAsync(Thursday0730);
        Assert.Equal(13, service.Transport.Mails.Count);
        Assert.Equal(13, await service.CountAsync("SELECT COUNT(*) FROM OutboxMessage WHERE State = 'Sent' AND Attempts = 1"));
    }

    [Fact]
    public async Task What_a_killed_service_had_an_answer_to_is_recorded_by_the_next_and_not_sent_again()
    {
        await using var service = await Service.StartAsync();
        service.Transport.Sessions = 2;
        await service.LookAsync("deadlines", Thursday0730);
        // Nothing of it reaches the database before the kill.
        await service.ExecuteAsync("CREATE TRIGGER Full BEFORE INSERT ON OutboxAttempt BEGIN SELECT RAISE(ABORT, 'full'); END");
        await StopUnrecordedAsync(service);
        await service.ExecuteAsync("DROP TRIGGER Full");
        var taken = service.Transport.Mails.Count;
        Assert.InRange(taken, 1, 13);
        Assert.Equal(0, await service.CountAsync(OutboxState.Sent));
        // As its process would leave it: no process has this number.
        var file = Assert.Single(Directory.GetFiles(service.Folder, "*.answers-*", SearchOption.AllDirectories));
        var random = file[(file.LastIndexOf('-') + 1)..];
        File.Copy(file, $"{file[..file.LastIndexOf(".answers-", StringComparison.Ordinal)]}.answers-{int.MaxValue}-{random}");
        await service.ExecuteAsync(
            $"UPDATE OutboxMessage SET LeaseOwner = '{Environment.MachineName}/{int.MaxValue}/{random}' WHERE State = 'Sending'");

        await using var restarted = service.Another();
        await restarted.DispatchAsync(Thursday0730.AddMinutes(1));
        Assert.Equal(13, service.Transport.Mails.Count);
        Assert.Equal(13, await service.CountAsync(
            "SELECT COUNT(*) FROM OutboxMessage AS m WHERE m.State = 'Sent' AND m.Attempts = 1 AND m.InDoubt = 0 "
            + "AND (SELECT COUNT(*) FROM OutboxAttempt AS a WHERE a.OutboxMessageId = m.Id AND a.Code = 250) = 1"));
        Assert.Empty(Directory.GetFiles(service.Folder, $"*.answers-{int.MaxValue}-*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_dispatch_that_could_not_record_its_answers_has_them_at_the_next()
    {
        await using var service = await Service.StartAsync();
        await service.LookAsync("deadlines", Thursday0730);
        await service.ExecuteAsync("CREATE TRIGGER Full BEFORE INSERT ON OutboxAttempt BEGIN SELECT RAISE(ABORT, 'full'); END");
        await StopUnrecordedAsync(service);
        await service.ExecuteAsync("DROP TRIGGER Full");
        await service.DispatchAsync(Thursday0730);
        Assert.Equal(13, service.Transport.Mails.Count);
        Assert.Equal(13, await service.CountAsync("SELECT COUNT(*) FROM OutboxMessage WHERE State = 'Sent' AND InDoubt = 0"));
    }

    [Fact]
    public async Task Mails_are_rendered_only_while_there_is_room_for_their_bytes_and_the_rest_later()
    {
        await using var service = await Service.StartAsync();
        await service.LookAsync("deadlines", Thursday0730);
        var now = service.Get<TimeProvider>().GetUtcNow();
        var claimed = (await service.Get<OutboxStore>().ExchangeAsync(new OutboxBatch { Claim = 20 }, now, now.AddMinutes(5))).Claimed;
        var batch = new OutboxBatch();
        // One in any case, or a large mail would never leave.
        var rest = await service.Get<MessageRenderer>().RenderAsync(claimed, batch, most: 1);
        Assert.Equal(claimed[0].Id, Assert.Single(batch.Rendered).Id);
        Assert.Equal(12, rest.Count);
        var more = new OutboxBatch();
        rest = await service.Get<MessageRenderer>().RenderAsync(rest, more, 3 * batch.Bytes);
        Assert.InRange(more.Rendered.Count, 2, 11);
        Assert.Equal(12, rest.Count + more.Rendered.Count);
    }

    private static Task FailedAsync(Service service) => Eventually.TrueAsync(
        () => service.Log.Lines.Any(line => line.Contains("could not be recorded", StringComparison.Ordinal)), () => "Nothing failed.");

    // Stopped while the database takes no answer: they are in the journal alone.
    private static async Task StopUnrecordedAsync(Service service)
    {
        using var stop = new CancellationTokenSource();
        service.At(Thursday0730);
        var dispatch = Task.Run(() => service.Dispatcher.DispatchAsync(stop.Token), Service.Token);
        await FailedAsync(service);
        await stop.CancelAsync();
        await Assert.ThrowsAsync<SqliteException>(() => dispatch);
    }
}
