using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Tests.Infrastructure;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;

namespace CamHa.Scheduler.Tests.Storage;

public sealed class TransientFaultTests
{
    private readonly SqliteDatabase _sqlite = new(new() { File = "nowhere.db" });

    [Theory]
    [InlineData(5)] // SQLITE_BUSY: another process writes
    [InlineData(6)] // SQLITE_LOCKED: another connection of this one
    [InlineData(15)] // SQLITE_PROTOCOL: a race for the write-ahead log
    public void A_file_that_somebody_else_has_locked_is_waited_for(int code)
    {
        var failure = new SqliteException("locked", code);
        Assert.True(_sqlite.IsTransient(failure));
        Assert.True(_sqlite.IsTransient(_sqlite.Unreachable(failure)));
    }

    [Theory]
    [InlineData(1)] // no such table
    [InlineData(8)] // read-only
    [InlineData(13)] // the disk is full: somebody has to make room
    [InlineData(14)] // cannot be opened
    [InlineData(26)] // not a database
    public void A_file_that_cannot_be_used_is_told(int code) =>
        Assert.False(_sqlite.IsTransient(_sqlite.Unreachable(new SqliteException("no", code))));

    [Fact]
    public void A_fault_of_the_programs_own_does_not_pass() => Assert.False(_sqlite.IsTransient(new InvalidOperationException("no")));

    [Theory]
    [InlineData(-2)] // no answer in time
    [InlineData(53)] // the server is not found
    [InlineData(233)] // cut off at the login
    [InlineData(10054)] // reset by the other end
    [InlineData(10061)] // refused
    [InlineData(11001)] // no such name, or nobody to ask
    [InlineData(922)] // being recovered
    [InlineData(983)] // this replica does not serve it
    [InlineData(1205)] // chosen as the deadlock's victim
    [InlineData(3961)] // a table that a snapshot reads was changed
    [InlineData(40197)]
    [InlineData(40501)]
    [InlineData(40613)]
    public void A_server_that_is_away_or_busy_is_waited_for(int number) => Assert.True(SqlServerFaults.IsTransient(number));

    [Theory]
    [InlineData(18456)] // wrong login
    [InlineData(4060)] // no such database
    [InlineData(911)] // the same, by another way
    [InlineData(208)] // no such table
    [InlineData(229)] // no permission
    [InlineData(515)] // NULL where there may be none
    [InlineData(2601)] // a duplicate
    [InlineData(2627)]
    public void A_server_that_says_no_is_told(int number) => Assert.False(SqlServerFaults.IsTransient(number));

    // A named instance that is stopped, under Windows: the service must wait for it, not end.
    [Fact]
    public void Whatever_is_told_as_no_server_is_waited_for() => Assert.All(
        SqlServerRemedies.Numbers.Where(number => SqlServerRemedies.For(number) == SqlServerRemedies.For(53)),
        number => Assert.True(SqlServerFaults.IsAway(number), $"{number}"));

    [Theory]
    [InlineData(1205, false)]
    [InlineData(701, false)]
    [InlineData(40613, true)]
    public async Task A_server_that_could_not_do_one_thing_is_not_away(int number, bool isAway)
    {
        await using var server = new SmallSqlServer { Answer = _ => SmallSqlServer.Error(number, "Not now.", severity: 13) };
        var database = new SqlServerDatabase(new() { ConnectionString = server.ConnectionString });
        await using var session = await database.OpenAsync(TestContext.Current.CancellationToken);
        var failure = await Assert.ThrowsAsync<SqlException>(
            () => session.QueryAsync<string>("report/snapshot-by-id", new { Id = 1 }, TestContext.Current.CancellationToken));
        Assert.True(database.IsTransient(failure));
        Assert.Equal(isAway, database.IsAway(failure));
        Assert.True(database.IsAway(database.Unreachable(failure)));
    }

    [Fact]
    public async Task A_turn_that_was_chosen_as_a_deadlocks_victim_is_done_once_more()
    {
        var tries = 0;
        await using var server = new SmallSqlServer
        {
            Answer = _ => tries++ == 0 ? SmallSqlServer.Error(1205, "Chosen as the victim.", severity: 13) : SmallSqlServer.Nothing,
        };
        var database = new SqlServerDatabase(new() { ConnectionString = server.ConnectionString });
        await database.WriteAsync(
            session => session.ExecuteAsync("outbox/disarm", null, TestContext.Current.CancellationToken),
            TestContext.Current.CancellationToken);
        Assert.Equal(2, tries);
    }

    [Theory]
    [InlineData("127.0.0.1,1")] // nobody listens
    [InlineData("nowhere.invalid")] // nobody has the name
    public async Task What_the_network_does_is_known_without_a_number(string server)
    {
        var database = new SqlServerDatabase(
            new() { ConnectionString = $"Server={server};Database=CamHa;User Id=a;Password=b;Connect Timeout=2;Encrypt=Mandatory" });
        var failure = await Assert.ThrowsAsync<StorageException>(() => database.OpenAsync(TestContext.Current.CancellationToken));
        Assert.True(database.IsTransient(failure));
        Assert.DoesNotContain("Password", failure.Message, StringComparison.Ordinal);
    }
}
