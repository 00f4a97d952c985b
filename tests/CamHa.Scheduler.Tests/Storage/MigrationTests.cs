using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Tests.Infrastructure;
using Dapper;

namespace CamHa.Scheduler.Tests.Storage;

public class MigrationTests : IAsyncLifetime
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;
    private readonly string _folder = Directory.CreateTempSubdirectory("camha-").FullName;
    private TestDatabase _own = null!;

    public async ValueTask InitializeAsync() => _own = await TestDatabase.CreateAsync();

    public async ValueTask DisposeAsync()
    {
        if (_own is not null)
            await _own.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task The_second_start_has_nothing_to_apply()
    {
        var migration = new SchemaMigration(Open());
        Assert.Equal(migration.Scripts, await migration.ApplyAsync(Token));
        Assert.Empty(await migration.ApplyAsync(Token));
    }

    [Fact]
    public async Task Nobody_but_its_owner_may_read_a_new_database_and_what_lies_beside_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Open().Dialect == Dialect.SqlServer, "There is no file with a mode.");
        var database = Open();
        await new SchemaMigration(database).ApplyAsync(Token);
        await using var session = await database.OpenAsync(Token);
        await session.Connection.ExecuteAsync("DELETE FROM CalendarDay");
        var files = Directory.GetFiles(_folder, "camha.db*");
        Assert.Equal(3, files.Length);
        Assert.All(files, file => Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite, OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(file)));
    }

    /// <summary>A file that an earlier version had made stayed readable for every account of the machine.</summary>
    [Theory]
    [InlineData("644", "600")]
    [InlineData("666", "600")]
    [InlineData("660", "660")] // a group's rights are somebody's decision, for another program that works with the file
    public async Task A_database_of_an_earlier_version_is_closed_to_others_when_the_service_takes_it(string before, string after)
    {
        if (OperatingSystem.IsWindows() || Open().Dialect == Dialect.SqlServer)
        {
            Assert.Skip("There is no file with a mode.");
            return;
        }

        var database = Open();
        await new SchemaMigration(database).ApplyAsync(Token);
        await using var session = await database.OpenAsync(Token);
        await session.Connection.ExecuteAsync("DELETE FROM CalendarDay");
        var files = Directory.GetFiles(_folder, "camha.db*");
        Assert.Equal(3, files.Length);
        foreach (var file in files)
            File.SetUnixFileMode(file, (UnixFileMode)Convert.ToInt32(before, 8));
        await using var use = new DatabaseInUse(database);
        await use.HoldAsync(Token);
        Assert.All(files, file => Assert.Equal(
            after, Convert.ToString(OperatingSystem.IsWindows() ? 0 : (int)File.GetUnixFileMode(file), 8)));
    }

    [Fact]
    public async Task A_database_is_made_by_a_migration_and_by_nothing_else()
    {
        Assert.SkipWhen(Open().Dialect == Dialect.SqlServer, "The server makes it.");
        await Assert.ThrowsAsync<StorageException>(() => Open().OpenAsync(Token));
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task Nodes_that_start_together_apply_the_schema_once()
    {
        var applied = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => new SchemaMigration(Open()).ApplyAsync(Token))));
        Assert.Equal(new SchemaMigration(Open()).Scripts, applied.SelectMany(each => each));
    }

    [Fact]
    public async Task A_newer_schema_is_refused()
    {
        var database = Open();
        var migration = new SchemaMigration(database);
        await migration.ApplyAsync(Token);
        var unknown = migration.Scripts[0].Replace("0001-initial", "0099-from-the-future", StringComparison.Ordinal);
        await using (var session = await database.OpenAsync(Token))
            await session.Connection.ExecuteAsync(
                "INSERT INTO SchemaVersion (ScriptName, Applied) VALUES (@unknown, '2030-01-01')", new { unknown });
        var refusal = await Assert.ThrowsAsync<StorageException>(() => migration.ApplyAsync(Token));
        Assert.Equal(
            $"{database.Description.English} has a newer schema than this program: it knows nothing of {unknown}. "
            + "Install the version of camha that wrote it, or restore the backup made before the upgrade.",
            refusal.Message);
    }

    private Database Open() => _own.Open(_folder);
}
