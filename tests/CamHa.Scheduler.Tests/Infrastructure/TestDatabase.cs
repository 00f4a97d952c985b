using System.Text.RegularExpressions;
using CamHa.Scheduler.Storage;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Xunit.v3;

namespace CamHa.Scheduler.Tests.Infrastructure;

/// <summary>
/// A suite that is written once and runs here on SQL Server: a class derived from the one that runs on SQLite, with this
/// mark and nothing else.
/// </summary>
internal interface IOnSqlServer;

/// <summary>A database of one test's own, of the kind that the test's class is for; gone with the test.</summary>
internal sealed partial class TestDatabase : IAsyncDisposable
{
    private const string Variable = "CAMHA_TEST_SQLSERVER";
    private readonly string? _name;

    private TestDatabase(string? name) => _name = name;

    /// <summary>The settings that lead to it; none for an SQLite file in the test's folder.</summary>
    public string[] Settings => _name is null ? [] : ["Storage:Provider=sqlserver", $"Storage:ConnectionString={ConnectionString(_name)}"];

    private static bool IsOnSqlServer =>
        TestContext.Current.TestClass is IXunitTestClass { Class: var type } && typeof(IOnSqlServer).IsAssignableFrom(type);

    public static async Task<TestDatabase> CreateAsync()
    {
        if (!IsOnSqlServer)
            return new(null);
        Assert.SkipUnless(
            Environment.GetEnvironmentVariable(Variable) is { Length: > 0 },
            $"{Variable} holds no connection string; set it to that of a server on which databases may be created.");
        var name = $"camha_test_{Guid.NewGuid():N}";
        await ExecuteAsync("master", $"CREATE DATABASE {name}");
        // As the operator's script has it; a server without it is used as it is.
        await TryAsync($"ALTER DATABASE {name} SET ALLOW_SNAPSHOT_ISOLATION ON");
        await TryAsync($"ALTER DATABASE {name} SET READ_COMMITTED_SNAPSHOT ON");
        // The oldest that the statements are for, whatever the server's own.
        await TryAsync($"ALTER DATABASE {name} SET COMPATIBILITY_LEVEL = 130");
        return new(name);
    }

    public Database Open(string folder) => _name is null
        ? new SqliteDatabase(new StorageOptions { File = Path.Combine(folder, "camha.db") })
        : new SqlServerDatabase(new StorageOptions { Provider = "sqlserver", ConnectionString = ConnectionString(_name) });

    /// <summary>A statement that both databases understand, but for the way to write a text.</summary>
    public static string Fit(string sql, Dialect dialect) => dialect == Dialect.SqlServer ? Literal().Replace(sql, "N$0") : sql;

    public async ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        if (_name is null)
            return;
        SqlConnection.ClearAllPools();
        await TryAsync($"ALTER DATABASE {_name} SET SINGLE_USER WITH ROLLBACK IMMEDIATE");
        await TryAsync($"DROP DATABASE {_name}");
    }

    private static string ConnectionString(string database) =>
        new SqlConnectionStringBuilder(Environment.GetEnvironmentVariable(Variable)) { InitialCatalog = database }.ToString();

    private static async Task TryAsync(string sql)
    {
        try
        {
            await ExecuteAsync("master", sql);
        }
        catch (SqlException e)
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"{sql}: {e.Message}");
        }
    }

    private static async Task ExecuteAsync(string database, string sql)
    {
        await using var connection = new SqlConnection(ConnectionString(database));
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    [GeneratedRegex("'(?:[^']|'')*'")]
    private static partial Regex Literal();
}
