using System.Diagnostics;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Endurance.Commands;

/// <summary>The verb <c>run</c> over a server that speaks SQL Server's protocol, told to stop at random moments.</summary>
public sealed class StoppedServiceTests : IAsyncLifetime
{
    private readonly SmallSqlServer _server = new();
    private readonly CommandLineProgram _program = new();

    private static int Stops => Environment.GetEnvironmentVariable("CAMHA_TEST_LONG") == "1" ? 100 : 20;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _program.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_stop_at_any_moment_ends_with_0()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        string[] scripts = [.. new SchemaMigration(new SqlServerDatabase(new() { ConnectionString = "Server=nowhere" })).Scripts];
        var random = new Random(4711);
        for (var stop = 0; stop < Stops; stop++)
        {
            var (last, asked) = (random.Next(1, 60), 0);
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            // Every statement from then on is held up, as by somebody's lock.
            _server.IsHeldUp = _ =>
            {
                if (Interlocked.Increment(ref asked) >= last)
                    reached.TrySetResult();
                return asked >= last && asked % 2 == 0;
            };
            _server.Answer = statement => statement switch
            {
                _ when statement.Contains("COUNT(*) AS bigint) FROM INFORMATION_SCHEMA.TABLES", StringComparison.Ordinal) =>
                    SmallSqlServer.Texts(true, "1"),
                _ when statement.Contains("FROM SchemaVersion", StringComparison.Ordinal) => SmallSqlServer.Texts(true, scripts),
                _ => SmallSqlServer.Nothing,
            };
            using var service = _program.Start(
                "run --set Web:Enabled=false --set Outbox:PollSeconds=1 --set Storage:Provider=sqlserver "
                + $"--set \"Storage:ConnectionString={_server.ConnectionString}\"");
            var output = service.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            var error = service.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await reached.Task.WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System, TestContext.Current.CancellationToken);
            using (var kill = Process.Start("kill", [$"{service.Id}"]))
                await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
            await service.WaitForExitAsync(TestContext.Current.CancellationToken);
            var said = await output + await error;
            Assert.True(service.ExitCode == 0, $"statement {last}: {service.ExitCode} {said}");
            Assert.DoesNotContain("BackgroundService failed", said, StringComparison.Ordinal);
            Assert.DoesNotContain("gave up waiting", said, StringComparison.Ordinal);
        }
    }
}
