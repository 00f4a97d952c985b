using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Outbox;

public sealed class PurgeTests : IAsyncLifetime
{
    // 400 days before Thursday, 16 June 2022, 07:30 in Vietnam.
    private static readonly DateTime Thursday0730 = new(2022, 6, 16, 7, 30, 0);
    private Service _service = null!;

    public async ValueTask InitializeAsync()
    {
        _service = await Service.StartAsync();
        // Its clock must have been seen to go on evenly.
        await _service.DispatchAsync(Thursday0730.AddMinutes(-11));
        await _service.LookAsync("deadlines", Thursday0730);
        await _service.DispatchAsync(Thursday0730);
        await AddAsync("old", 450, "2021-05-12T00:29:59.999Z");
        await AddAsync("young", 50, "2021-05-12T00:30:00.000Z");
        await _service.ExecuteAsync("INSERT INTO OutboxMessage (MessageKey, Recipient, RecipientRole, CampaignId, Kind, LookDay, Priority, State, CreatedAt, NotBefore, ExpiresAt, MessageId, JobRunId) "
            + "SELECT 'held', 'a@camha.example', 'To', Id, 'Alert', '2020-01-01', 1, 'Held', '2020-01-01T00:00:00.000Z', '2020-01-01T00:00:00.000Z', '2099-01-01T00:00:00.000Z', 'held', 'test' FROM Campaign");
    }

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task What_is_older_than_its_days_is_forgotten_with_its_attempts_and_bytes_and_nothing_else()
    {
        await _service.Get<OutboxSweeps>().RunAllAsync(Service.Token);
        Assert.Equal(0, await CountAsync("OutboxMessage WHERE MessageKey LIKE 'old/%'"));
        // Fifty young ones, the digests of today, and one that has waited for a person since 2020.
        Assert.Equal(50 + 13 + 1, await CountAsync("OutboxMessage"));
        Assert.Equal(50 + 13, await CountAsync("OutboxAttempt"));
        Assert.Equal(50 + 13, await CountAsync("OutboxMime"));
        // The ledger stays: what was said once is not said again because its mail was forgotten.
        Assert.Equal(17, await CountAsync("NoticeIssued"));
    }

    [Fact]
    public async Task It_is_forgotten_in_transactions_that_keep_nobody_waiting()
    {
        var before = _service.Clock.Now.AddDays(-400);
        int[] forgotten = [await PurgeAsync(), await PurgeAsync(), await PurgeAsync(), await PurgeAsync()];
        Assert.Equal([200, 200, 50, 0], forgotten);

        Task<int> PurgeAsync() => _service.Get<OutboxStore>().PurgeAsync(before, 200, Service.Token);
    }

    private async Task AddAsync(string name, int count, string finishedAt) => await _service.ExecuteAsync($"""
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count})
        INSERT INTO OutboxMessage (MessageKey, Recipient, RecipientRole, CampaignId, Kind, LookDay, Priority, State, CreatedAt, NotBefore, ExpiresAt, FinishedAt, MessageId, JobRunId)
        SELECT '{name}/' || i, 'a@camha.example', 'To', (SELECT Id FROM Campaign), 'Deadline', '2021-05-12', 2, 'Sent', '{finishedAt}', '{finishedAt}', '{finishedAt}', '{finishedAt}', '{name}-' || i, 'test' FROM n;
        INSERT INTO OutboxAttempt (OutboxMessageId, AttemptedAt, Owner, Stage, Outcome, Code, ElapsedMs) SELECT Id, FinishedAt, 'test', 'DATA', 'Delivered', 250, 1 FROM OutboxMessage WHERE MessageKey LIKE '{name}/%';
        INSERT INTO OutboxMime (OutboxMessageId, Mime) SELECT Id, x'00' FROM OutboxMessage WHERE MessageKey LIKE '{name}/%';
        """);

    private async Task<long> CountAsync(string table)
    {
        await using var session = await _service.Database.OpenAsync(Service.Token);
        await using var command = session.Connection.CreateCommand();
        command.CommandText = $"SELECT COUNT(*) FROM {table}";
        return (long)(await command.ExecuteScalarAsync(Service.Token))!;
    }
}
