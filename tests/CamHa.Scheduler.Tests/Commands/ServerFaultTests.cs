using System.Text.Json;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Commands;

/// <summary>What somebody at the command line is told where SQL Server says no: the reason, the remedy, and an exit code.</summary>
public sealed class ServerFaultTests : IAsyncLifetime
{
    private readonly SmallSqlServer _server = new();
    private readonly CommandLineProgram _program = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _program.Dispose();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData(18456, "Login failed for user 'camha'.", "Check user and password in Storage:ConnectionString")]
    [InlineData(
        4060,
        "Cannot open database \"CamHa\" requested by the login. The login failed.",
        "Check Database in Storage:ConnectionString")]
    [InlineData(924, "Database 'CamHa' is already open and can only have one user at a time.", "SET MULTI_USER")]
    public async Task A_login_that_is_refused_ends_the_service_at_its_start(int number, string message, string remedy)
    {
        _server.Refusal = SmallSqlServer.Error(number, message, severity: 14);
        var (code, _, error) = await RunAsync("run");
        Assert.Equal(1, code);
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.Contains(remedy, error, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        229,
        "The INSERT permission was denied on the object 'JobRun', database 'CamHa', schema 'dbo'.",
        "sql/roles/service.sqlserver.sql")]
    [InlineData(9002, "The transaction log for database 'CamHa' is full due to 'LOG_BACKUP'.", "back it up, or let it grow")]
    public async Task A_statement_that_is_refused_ends_the_command(int number, string message, string remedy)
    {
        _server.Answer = statement => UpToDate(statement) ?? SmallSqlServer.Error(number, message);
        var (code, _, error) = await RunAsync("send-now deadlines");
        Assert.Equal(1, code);
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.Contains(remedy, error, StringComparison.Ordinal);
        Assert.Contains("nothing is half done", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_doctor_tells_what_it_may_not_read_and_looks_at_the_rest()
    {
        _server.Answer = statement => UpToDate(statement)
            ?? SmallSqlServer.Error(229, "The SELECT permission was denied on the object 'Installation', database 'CamHa', schema 'dbo'.");
        var (code, output, _) = await RunAsync("doctor --json");
        Assert.Equal(1, code);
        using var findings = JsonDocument.Parse(output);
        var says = findings.RootElement.EnumerateArray().ToLookup(
            finding => finding.GetProperty("what").GetString()!, finding => finding.GetProperty("says").GetString()!);
        Assert.Contains(says["database"], said => said.Contains("add the user to camha_service", StringComparison.Ordinal));
        Assert.NotEmpty(says["mail"]);
        Assert.NotEmpty(says["disk"]);
    }

    [Fact]
    public async Task A_schema_made_by_hand_is_named_and_left_alone()
    {
        _server.Answer = statement => statement switch
        {
            _ when statement.Contains("COUNT(*)", StringComparison.Ordinal) => SmallSqlServer.Texts(true, "0"),
            _ when statement.Contains("IsView", StringComparison.Ordinal) => SmallSqlServer.Texts(true, "Campaign", "Unit"),
            _ => SmallSqlServer.Error(50000, $"nobody was to ask {statement}"),
        };
        var (code, _, error) = await RunAsync("init");
        Assert.Equal(1, code);
        Assert.Contains(
            "holds Campaign, Unit already, but SchemaVersion does not say that schema/sqlserver/0001-initial.sql was applied",
            error,
            StringComparison.Ordinal);
    }

    private static byte[]? UpToDate(string statement) => statement switch
    {
        _ when statement.Contains(
            "COUNT(*) AS bigint) FROM INFORMATION_SCHEMA.TABLES", StringComparison.Ordinal) => SmallSqlServer.Texts(true, "1"),
        _ when statement.Contains("FROM SchemaVersion", StringComparison.Ordinal) => SmallSqlServer.Texts(
            true, [.. new SchemaMigration(new SqlServerDatabase(new() { ConnectionString = "Server=nowhere" })).Scripts]),
        _ => null,
    };

    private Task<(int Code, string Output, string Error)> RunAsync(string verb) =>
        _program.RunAsync($"{verb} --set Storage:Provider=sqlserver --set \"Storage:ConnectionString={_server.ConnectionString}\"");
}
