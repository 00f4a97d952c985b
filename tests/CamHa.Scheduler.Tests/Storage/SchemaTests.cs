using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Tests.Infrastructure;
using Microsoft.Data.Sqlite;

namespace CamHa.Scheduler.Tests.Storage;

public sealed class SchemaTests : IDisposable
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;
    private readonly string _folder = Directory.CreateTempSubdirectory("camha-").FullName;

    private string File => Path.Combine(_folder, "camha.db");

    [Fact]
    public async Task A_table_that_stands_where_ours_should_is_named_with_the_remedy()
    {
        Execute("CREATE TABLE Unit (Ma TEXT); CREATE TABLE Contact (Ma TEXT); CREATE TABLE Khac (Ma TEXT);");
        var refusal = await Assert.ThrowsAsync<StorageException>(() => new SchemaMigration(Open()).ApplyAsync(Token));
        Assert.Equal(
            $"SQLite file {File} holds Unit, Contact already, but SchemaVersion does not say that schema/sqlite/0001-initial.sql was "
                + "applied. "
            + "If these are another program's, or left over, give the service a database of its own or drop them; "
            + "if that script was run by hand, to its end, record it as sql/README.md says under 'A schema made by hand'.",
            refusal.Message);
        Assert.Equal(
            refusal.Message, (await Assert.ThrowsAsync<StorageException>(() => new SchemaMigration(Open()).PendingAsync(Token))).Message);
    }

    [Fact]
    public async Task A_schema_made_by_hand_and_recorded_is_as_good_as_one_of_the_services_own()
    {
        foreach (var script in Repository.Files("sql/schema/sqlite", "*.sql").Order(StringComparer.Ordinal))
            Execute(await System.IO.File.ReadAllTextAsync(script, Token));
        await Assert.ThrowsAsync<StorageException>(() => new SchemaMigration(Open()).PendingAsync(Token));
        // As sql/README.md says.
        Execute(
            "CREATE TABLE SchemaVersion (SchemaVersionID INTEGER CONSTRAINT 'PK_SchemaVersion_SchemaVersionID' PRIMARY KEY AUTOINCREMENT "
                + "NOT NULL, ScriptName TEXT NOT NULL, Applied DATETIME NOT NULL);");
        foreach (var script in new SchemaMigration(Open()).Scripts)
            Execute($"INSERT INTO SchemaVersion (ScriptName, Applied) VALUES ('{script}', CURRENT_TIMESTAMP);");
        Assert.Empty(await new SchemaMigration(Open()).PendingAsync(Token));
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_named_with_its_setting()
    {
        await System.IO.File.WriteAllTextAsync(File, "this is a shopping list, not a database, however long it may be", Token);
        var refusal = await Assert.ThrowsAnyAsync<StorageException>(() => new SchemaMigration(Open()).ApplyAsync(Token));
        Assert.StartsWith($"Storage:File = '{File}' cannot be used: ", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_commit_waits_for_the_disk_and_keys_hold()
    {
        var database = Open();
        await new SchemaMigration(database).ApplyAsync(Token);
        await using var session = await database.OpenAsync(Token);
        Assert.Equal("wal", Scalar(session, "PRAGMA journal_mode"));
        Assert.Equal(2L, Scalar(session, "PRAGMA synchronous"));
        Assert.Equal(1L, Scalar(session, "PRAGMA foreign_keys"));
        Assert.Equal(15000L, Scalar(session, "PRAGMA busy_timeout"));
    }

    [Theory]
    [InlineData("INSERT INTO Unit (CampaignId, Code, Name) VALUES (99, 'X', 'X')")]
    [InlineData("INSERT INTO CalendarDay (Day, Kind) VALUES ('2022-01-01', 'Perhaps')")]
    [InlineData(
        "INSERT INTO Campaign (Code, Name, Place, SubjectTag, StartsOn, EndsOn, WatchedSince) VALUES ('C', 'C', '', '', '2022-02-01', "
            + "'2022-01-01', '')")]
    [InlineData("INSERT INTO Installation (Id, Machine, ArmedAt) VALUES (1, 'x', ''), (2, 'x', '')")]
    public async Task The_schema_refuses_what_cannot_be(string statement)
    {
        await new SchemaMigration(Open()).ApplyAsync(Token);
        Assert.Throws<SqliteException>(() => Execute(statement));
    }

    [Fact]
    public void Both_dialects_have_the_same_tables_and_columns()
    {
        var sqlite = Columns("sql/schema/sqlite");
        Assert.Equal(sqlite, Columns("sql/schema/sqlserver"));
        Assert.Contains("OutboxMessage.LeaseUntil", sqlite);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private static SortedSet<string> Columns(string folder)
    {
        var columns = new SortedSet<string>(StringComparer.Ordinal);
        var table = "";
        foreach (var line in Repository.Files(folder, "*.sql").SelectMany(System.IO.File.ReadLines))
        {
            var words = line.Split([' ', '('], StringSplitOptions.RemoveEmptyEntries);
            if (line.StartsWith("CREATE TABLE", StringComparison.Ordinal))
                table = words[2].Replace("dbo.", "", StringComparison.Ordinal);
            else if (line.StartsWith("CREATE TYPE", StringComparison.Ordinal))
                // What holds nothing: a set's way to a server.
                table = "";
            else if (line.StartsWith("DROP TABLE", StringComparison.Ordinal))
                columns.RemoveWhere(column => column.StartsWith(
                    words[2].TrimEnd(';').Replace("dbo.", "", StringComparison.Ordinal) + ".", StringComparison.Ordinal));
            else if (line.Contains("RENAME TO", StringComparison.Ordinal))
                columns = new(
                    columns.Select(column => column.Replace(words[2] + ".", words[5].TrimEnd(';') + ".", StringComparison.Ordinal)),
                    StringComparer.Ordinal);
            else if (line.StartsWith("    ", StringComparison.Ordinal) && char.IsLower(words[0], 1) && table != "")
                columns.Add($"{table}.{words[0]}");
        }

        return columns;
    }

    private static object? Scalar(DatabaseSession session, string pragma)
    {
        using var command = session.Connection.CreateCommand();
        command.CommandText = pragma;
        return command.ExecuteScalar();
    }

    private void Execute(string statement)
    {
        using var connection = new SqliteConnection($"Data Source={File};Foreign Keys=True");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }

    private SqliteDatabase Open() => new(new StorageOptions { File = File });
}
