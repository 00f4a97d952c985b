using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Tests.Infrastructure;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CamHa.Scheduler.Tests.Storage;

/// <summary>A session over SQLite asks the same question again without its being parsed again.</summary>
public sealed class PreparedQueriesTests
{
    [Fact]
    public async Task A_question_is_parsed_once_a_session_and_has_the_values_of_its_own_asking()
    {
        await using var service = await Service.StartAsync();
        Assert.SkipUnless(service.Database.Dialect == Dialect.Sqlite, "A server keeps its plans itself.");
        await using var session = await service.Database.OpenAsync(Service.Token);
        var handle = ((SqliteConnection)session.Connection).Handle!;
        var parsed = 0;
        // Asked whenever a statement is parsed.
        strdelegate_authorizer count = (_, action, _, _, _, _) =>
        {
            if (action == raw.SQLITE_SELECT)
                parsed++;
            return raw.SQLITE_OK;
        };
        raw.sqlite3_set_authorizer(handle, count, null);
        foreach (var (id, code) in new[] { (1, "NTM-2022"), (2, ""), (1, "NTM-2022") })
            Assert.Equal(code, string.Concat((await AskAsync(session, id)).Select(row => row.Code)));
        raw.sqlite3_set_authorizer(handle, default(strdelegate_authorizer), null);
        Assert.Equal(1, parsed);
    }

    [Fact]
    public async Task A_question_within_a_transaction_sees_what_the_same_question_before_it_could_not()
    {
        await using var service = await Service.StartAsync();
        await using var session = await service.Database.OpenAsync(Service.Token);
        await session.ExecuteAsync("campaigns/release", new { Id = 1, service.Clock.Now }, Service.Token);
        Assert.NotNull(Assert.Single(await AskAsync(session, 1)).ReleasedAt);
        await session.BeginAsync(Service.Token);
        await session.ExecuteAsync("campaigns/hold", new { Id = 1 }, Service.Token);
        Assert.Null(Assert.Single(await AskAsync(session, 1)).ReleasedAt);
        await session.RollbackAsync();
        Assert.NotNull(Assert.Single(await AskAsync(session, 1)).ReleasedAt);
    }

    [Fact]
    public async Task A_question_that_was_interrupted_can_be_asked_again()
    {
        await using var service = await Service.StartAsync();
        await using var session = await service.Database.OpenAsync(Service.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => session.QueryAsync<Row>("campaigns/one", new { Id = 1 }, new CancellationToken(canceled: true)));
        Assert.Single(await AskAsync(session, 1));
    }

    private static Task<List<Row>> AskAsync(DatabaseSession session, int id) =>
        session.QueryAsync<Row>("campaigns/one", new { Id = id, Unused = "x" }, Service.Token);

    private sealed record Row
    {
        public string Code { get; init; } = "";

        public DateTimeOffset? ReleasedAt { get; init; }
    }
}
