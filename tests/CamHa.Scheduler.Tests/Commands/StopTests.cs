using CamHa.Scheduler.Commands;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CamHa.Scheduler.Tests.Commands;

/// <summary>
/// The service is told to stop while SQL Server is asked something. SqlClient calls that "Operation cancelled by user", in an
/// error of the database's or of its own.
/// </summary>
public sealed class StopTests : IAsyncLifetime
{
    private static readonly string[] Scripts =
        [.. new SchemaMigration(new SqlServerDatabase(new() { ConnectionString = "Server=nowhere" })).Scripts];

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly SmallSqlServer _server = new();
    private readonly KeptLog _log = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("camha-").FullName;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_statement_that_is_cancelled_is_a_cancellation()
    {
        var database = new SqlServerDatabase(new() { ConnectionString = _server.ConnectionString });
        await using var session = await database.OpenAsync(Service.Token);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Service.Token);
        _server.IsHeldUp = _ => Cancel(stop);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => session.QueryAsync<string>("storage/journal", null, stop.Token));
    }

    [Fact]
    public async Task A_transaction_that_is_cancelled_is_a_cancellation()
    {
        var database = new SqlServerDatabase(new() { ConnectionString = _server.ConnectionString });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Service.Token);
        _server.IsHeldUp = _ => Cancel(stop);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => database.WorkAsync(
            session => session.ExecuteAsync("outbox/disarm", null, stop.Token), stop.Token));
    }

    // Each number is a moment of the start, or of the work after it.
    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(9)]
    [InlineData(16)]
    public async Task A_stop_in_the_middle_of_any_statement_is_no_failure(int statement)
    {
        using var host = Build();
        var stopping = host.Services.GetRequiredService<IHostApplicationLifetime>();
        var asked = 0;
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _server.IsHeldUp = _ =>
        {
            if (Interlocked.Increment(ref asked) < statement)
                return false;
            reached.TrySetResult();
            stopping.StopApplication();
            return true;
        };
        var running = RunCommand.RunAsync(host, Service.Token);
        await running.WaitAsync(Patience, TimeProvider.System, Service.Token);
        Assert.True(reached.Task.IsCompleted);
        Assert.DoesNotContain(_log.Lines, line => line.Contains("BackgroundService failed", StringComparison.Ordinal));
        Assert.DoesNotContain(_log.Lines, line => line.Contains("gave up waiting", StringComparison.Ordinal));
    }

    private static bool Cancel(CancellationTokenSource stop)
    {
        stop.Cancel();
        return true;
    }

    private IHost Build()
    {
        _server.Answer = statement => statement switch
        {
            _ when statement.Contains("COUNT(*) AS bigint) FROM INFORMATION_SCHEMA.TABLES", StringComparison.Ordinal) =>
                SmallSqlServer.Texts(true, "1"),
            _ when statement.Contains("FROM SchemaVersion", StringComparison.Ordinal) => SmallSqlServer.Texts(true, Scripts),
            _ => SmallSqlServer.Nothing,
        };
        var config = Path.Combine(_folder, "appsettings.json");
        File.WriteAllText(config, "{}");
        return RunCommand.Build(
            Settings.Load(
                config,
                [
                    "Web:Enabled=false", "LogFiles:Enabled=false", "Storage:Provider=sqlserver",
                    $"Storage:ConnectionString={_server.ConnectionString}",
                ]),
            TimeProvider.System,
            services => services.AddLogging(logging => logging.ClearProviders().AddProvider(_log)));
    }
}
