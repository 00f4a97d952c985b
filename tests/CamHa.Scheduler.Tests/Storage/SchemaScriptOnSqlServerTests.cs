using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Tests.Infrastructure;
using Dapper;

namespace CamHa.Scheduler.Tests.Storage;

/// <summary>What <c>camha init --script</c> prints, run on a server batch by batch as its tools do.</summary>
public sealed class SchemaScriptOnSqlServerTests : IAsyncLifetime, IOnSqlServer
{
    private TestDatabase _own = null!;
    private Database _database = null!;

    public async ValueTask InitializeAsync()
    {
        _own = await TestDatabase.CreateAsync();
        _database = _own.Open("");
    }

    public async ValueTask DisposeAsync()
    {
        if (_own is not null)
            await _own.DisposeAsync();
    }

    [Fact]
    public async Task The_script_brings_an_empty_database_up_to_date_and_run_again_does_nothing()
    {
        var migration = new SchemaMigration(_database);
        var text = new SchemaScript(_database, migration).Write(migration.Scripts);
        await RunAsync(text);
        Assert.Empty(await migration.PendingAsync(Service.Token));
        await RunAsync(text);
        Assert.Empty(await migration.PendingAsync(Service.Token));
    }

    [Fact]
    public async Task A_table_made_by_hand_is_told_and_nothing_is_built_around_it()
    {
        await RunAsync("CREATE TABLE dbo.Unit (Name int)");
        var migration = new SchemaMigration(_database);
        var refusal = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(
            () => RunAsync(new SchemaScript(_database, migration).Write(migration.Scripts)));
        Assert.StartsWith(
            "dbo.Unit is there, but dbo.SchemaVersion knows nothing of schema/sqlserver/0001-initial.sql",
            refusal.Message,
            StringComparison.Ordinal);
        Assert.Empty(await _database.JournalAsync(Service.Token));
    }

    [Fact]
    public async Task Quartzs_tables_are_made_once_by_the_program_or_by_hand()
    {
        var quartz = new QuartzSchema(_database);
        Assert.Equal(15, (await quartz.CreateAsync(Service.Token)).Count);
        Assert.Empty(await quartz.CreateAsync(Service.Token));
        await using (var session = await _database.OpenAsync(Service.Token))
        {
            // There an index goes by another name than it was given, so that Quartz does not find its own.
            if ((await session.Connection.ExecuteScalarAsync<string>("SELECT @@VERSION"))!.Contains("Babelfish", StringComparison.Ordinal))
                return;
        }

        await RunAsync(SqlServerScript.Batches("Quartz", QuartzSchema.Statements(_database.Sql)));
        await quartz.EnsureAsync(Service.Token);
    }

    private async Task RunAsync(string text)
    {
        await using var session = await _database.OpenAsync(Service.Token);
        foreach (var batch in text.Split("\nGO\n").Where(batch => batch.Trim().Length > 0))
            await session.Connection.ExecuteAsync(batch);
    }
}
