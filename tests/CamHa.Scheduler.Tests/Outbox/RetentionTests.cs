using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Outbox;

public sealed class RetentionTests : IAsyncLifetime
{
    // 400 days before Thursday, 16 June 2022, 07:30 in Vietnam.
    private const string JustOld = "2021-05-12T00:29:59.999Z";
    private const string JustYoung = "2021-05-12T00:30:00.000Z";
    private static readonly DateTime Thursday0730 = new(2022, 6, 16, 7, 30, 0);
    private Service _service = null!;

    public async ValueTask InitializeAsync()
    {
        _service = await Service.StartAsync();
        // ClockWatch must have seen the clock run evenly.
        await _service.DispatchAsync(Thursday0730.AddMinutes(-11));
        await _service.LookAsync("deadlines", Thursday0730);
        await _service.DispatchAsync(Thursday0730);
    }

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task What_is_older_than_its_days_is_forgotten_with_its_attempts_and_bytes_and_nothing_else()
    {
        await AddAsync("old", 450, JustOld);
        await AddAsync("young", 50, JustYoung);
        await AddWaitingAsync("held", "Held", inDoubt: false);
        await SweepAsync();
        Assert.Equal(0, await CountAsync("OutboxMessage WHERE MessageKey LIKE 'old/%'"));
        // Fifty young messages, the digests of today, and one that has waited for a person since 2020.
        Assert.Equal(50 + 13 + 1, await CountAsync("OutboxMessage"));
        Assert.Equal(50 + 13, await CountAsync("OutboxAttempt"));
        // The ledger stays: deleting a mail must not make its notice be issued again.
        Assert.Equal(17, await CountAsync("NoticeIssued"));
    }

    [Fact]
    public async Task No_transaction_forgets_more_than_so_much()
    {
        await AddAsync("old", 450, JustOld);
        Assert.Equal(450, await _service.Get<Retention>().MessagesAsync(Service.Token));
        Assert.InRange(Retention.AtOnce, 1, 449);
    }

    [Fact]
    public async Task A_mail_is_kept_as_it_left_for_ninety_days_and_its_hash_and_attempts_for_longer()
    {
        // 90 days earlier.
        await AddAsync("old", 450, "2022-03-18T00:29:59.999Z");
        await AddAsync("young", 50, "2022-03-18T00:30:00.000Z");
        await SweepAsync();
        Assert.Equal(
            0,
            await CountAsync("OutboxMime WHERE OutboxMessageId IN (SELECT Id FROM OutboxMessage WHERE MessageKey LIKE 'old/%')"));
        Assert.Equal(50 + 13, await CountAsync("OutboxMime"));
        Assert.Equal(450 + 50 + 13, await CountAsync("OutboxMessage WHERE MimeSha256 <> ''"));
        Assert.Equal(450 + 50 + 13, await CountAsync("OutboxAttempt"));
    }

    [Fact]
    public async Task What_is_in_doubt_keeps_its_bytes_however_old_it_is()
    {
        await AddWaitingAsync("doubt", "Pending", inDoubt: true);
        await SweepAsync();
        Assert.Equal(1, await CountAsync("OutboxMime WHERE Mime = x'00'"));
    }

    [Fact]
    public async Task A_message_whose_bytes_are_gone_can_still_be_sent_again_as_it_is_true_then()
    {
        // Given up in doubt a hundred days ago; a person sends it again.
        await _service.ExecuteAsync(
            "UPDATE OutboxMessage SET State = 'Dead', InDoubt = 1, FinishedAt = '2022-03-08T00:30:00.000Z' WHERE Id = 1");
        await SweepAsync();
        Assert.Equal(0, await CountAsync("OutboxMime WHERE OutboxMessageId = 1"));
        await _service.ExecuteAsync("UPDATE OutboxMessage SET State = 'Pending', Attempts = 0, FinishedAt = NULL WHERE Id = 1");
        Assert.Equal(1, (await _service.DispatchAsync(Thursday0730.AddMinutes(30))).Sent);
        var again = _service.Transport.Mails[^1];
        Assert.Equal(2, _service.Transport.Mails.Count(mail => mail.Message.MessageId == again.Message.MessageId));
        Assert.Equal(1, await CountAsync("OutboxMime WHERE OutboxMessageId = 1"));
    }

    [Theory]
    [InlineData("2021-04-11", 0)] // 30 days later it owed nothing any more, and that is more than 400 days ago
    [InlineData("2021-04-12", 17)] // that is 400 days ago
    [InlineData("2022-12-30", 17)] // it still runs: each row keeps a reminder from being repeated
    public async Task The_ledger_is_kept_while_its_campaign_can_owe_anything_and_as_long_again(string endsOn, int kept)
    {
        await _service.ExecuteAsync(
            $"UPDATE Campaign SET StartsOn = '2019-01-01', EndsOn = '{endsOn}'; UPDATE NoticeIssued SET IssuedAt = '{JustOld}';"
            + "DELETE FROM OutboxAttempt; DELETE FROM OutboxMime; DELETE FROM OutboxMessage;");
        await SweepAsync();
        Assert.Equal(kept, await CountAsync("NoticeIssued"));
    }

    [Fact]
    public async Task The_ledger_is_kept_while_its_mail_is()
    {
        await _service.ExecuteAsync(
            $"UPDATE Campaign SET StartsOn = '2019-01-01', EndsOn = '2019-12-31'; UPDATE NoticeIssued SET IssuedAt = '{JustOld}';");
        await SweepAsync();
        Assert.Equal(17, await CountAsync("NoticeIssued"));
    }

    [Fact]
    public async Task After_years_of_sweeps_a_campaign_that_goes_on_repeats_nothing()
    {
        // Every step was issued two years ago, in the same campaign.
        await _service.ExecuteAsync(
            "UPDATE NoticeIssued SET IssuedAt = '2020-06-16T00:30:00.000Z', LookDay = '2020-06-16'; "
            + "UPDATE OutboxMessage SET FinishedAt = '2020-06-16T00:30:00.000Z';");
        await SweepAsync();
        Assert.Equal(0, await CountAsync("OutboxMessage"));
        Assert.Equal(new IssueResult(0, 0, 0), await _service.LookAsync("deadlines", Thursday0730.AddMinutes(1)));
    }

    [Fact]
    public async Task Runs_are_forgotten_with_the_messages_and_submissions_and_reports_never()
    {
        await _service.ExecuteAsync(
            $"INSERT INTO JobRun (Id, Job, Host, StartedAt, Outcome) VALUES ('old', 'deadlines', 'x', '{JustOld}', 'Succeeded'), "
            + $"('young', 'deadlines', 'x', '{JustYoung}', 'Succeeded');"
            + "INSERT INTO WeeklyReport (CampaignId, Week, Revision, AsOf, Snapshot, Sha256) SELECT Id, '2012-W24', 1, "
            + "'2012-06-15T09:30:00.000Z', '{}', '' FROM Campaign;"
            + "UPDATE WeeklySubmission SET SubmittedAt = '2012' || substr(SubmittedAt, 5);");
        var submissions = await CountAsync("WeeklySubmission");
        Assert.Equal(1, await _service.Get<Retention>().RunsAsync(Service.Token));
        await SweepAsync();
        Assert.Equal(1, await CountAsync("JobRun WHERE Id IN ('old', 'young')"));
        Assert.Equal((submissions, 1), (await CountAsync("WeeklySubmission"), await CountAsync("WeeklyReport")));
    }

    private Task SweepAsync() => _service.Get<OutboxSweeps>().RunAllAsync(Service.Token);

    private async Task AddAsync(string name, int count, string finishedAt) => await _service.ExecuteAsync($"""
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count})
        INSERT INTO OutboxMessage (MessageKey, Recipient, RecipientRole, CampaignId, Kind, LookDay, Priority, State,
            CreatedAt, NotBefore, ExpiresAt, FinishedAt, MessageId, MimeSha256, JobRunId)
        SELECT '{name}/' || i, 'a@camha.example', 'To', (SELECT Id FROM Campaign), 'Deadline', '2021-05-12', 2, 'Sent',
            '{finishedAt}', '{finishedAt}', '{finishedAt}', '{finishedAt}', '{name}-' || i, 'hash', 'test'
        FROM n;
        INSERT INTO OutboxAttempt (OutboxMessageId, AttemptedAt, Owner, Stage, Outcome, Code, ElapsedMs)
        SELECT Id, FinishedAt, 'test', 'DATA', 'Delivered', 250, 1 FROM OutboxMessage WHERE MessageKey LIKE '{name}/%';
        INSERT INTO OutboxMime (OutboxMessageId, Mime) SELECT Id, x'00' FROM OutboxMessage WHERE MessageKey LIKE '{name}/%';
        """);

    private async Task AddWaitingAsync(string key, string state, bool inDoubt) => await _service.ExecuteAsync($"""
        INSERT INTO OutboxMessage (MessageKey, Recipient, RecipientRole, CampaignId, Kind, LookDay, Priority, State, InDoubt,
            CreatedAt, NotBefore, ExpiresAt, MessageId, JobRunId)
        SELECT '{key}', 'a@camha.example', 'To', Id, 'Alert', '2020-01-01', 1, '{state}', {(inDoubt ? 1 : 0)},
            '2020-01-01T00:00:00.000Z', '2020-01-01T00:00:00.000Z', '2099-01-01T00:00:00.000Z', '{key}', 'test'
        FROM Campaign;
        INSERT INTO OutboxMime (OutboxMessageId, Mime)
        SELECT Id, x'00' FROM OutboxMessage WHERE MessageKey = '{key}' AND {(inDoubt ? 1 : 0)} = 1;
        """);

    private async Task<long> CountAsync(string table)
    {
        await using var session = await _service.Database.OpenAsync(Service.Token);
        await using var command = session.Connection.CreateCommand();
        command.CommandText = $"SELECT COUNT(*) FROM {table}";
        return (long)(await command.ExecuteScalarAsync(Service.Token))!;
    }
}
