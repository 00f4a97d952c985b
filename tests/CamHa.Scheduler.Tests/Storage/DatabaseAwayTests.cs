using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Tests.Infrastructure;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using static CamHa.Scheduler.Tests.Infrastructure.RunningService;

namespace CamHa.Scheduler.Tests.Storage;

/// <summary>The service while its database is away for hours: it stays, says so, and owes nothing afterwards.</summary>
[Collection(SteppedClock.Name)]
public sealed class DatabaseAwayTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private RunningService _service = null!;

    public async ValueTask InitializeAsync() => _service = await CreateAsync();

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task What_was_owed_while_it_was_away_is_issued_when_it_is_back_and_the_rest_in_its_time()
    {
        await _service.StartAsync();
        await _service.LookedAsync();
        await _service.PassAsync(At(16, 7, 0), TimeSpan.FromHours(1));
        _service.IsAway = true;
        await _service.PassAsync(At(16, 12, 0), TimeSpan.FromMinutes(5));
        Assert.EndsWith("Không truy cập được cơ sở dữ liệu", Assert.Single(_service.Server.Mails).Subject, StringComparison.Ordinal);
        _service.IsAway = false;
        await _service.MailsAsync(14);
        await _service.PassAsync(At(16, 14, 0), TimeSpan.FromMinutes(5));
        await _service.MailsAsync(30);
    }

    [Fact]
    public async Task A_report_whose_hour_it_was_away_goes_out_late()
    {
        await _service.StartAsync();
        await _service.LookedAsync();
        foreach (var (day, hour, minute, mails) in new[] { (16, 7, 30, 13), (16, 14, 0, 29), (17, 8, 0, 43), (17, 14, 30, 49) })
        {
            await _service.LeapAsync(At(day, hour, minute));
            await _service.MailsAsync(mails);
        }

        _service.IsAway = true;
        // Nobody is mailed at night, and a late report does not wait for a working day.
        await _service.PassAsync(At(18, 6, 0), TimeSpan.FromMinutes(10));
        _service.IsAway = false;
        // After one that says that it is away.
        await _service.MailsAsync(53);
        Assert.All(_service.Server.Mails.Skip(50), mail => Assert.Contains("Phát hành muộn", mail.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_start_waits_for_it_and_makes_up_for_the_wait()
    {
        await _service.LeapAsync(At(16, 7, 0));
        _service.IsAway = true;
        var host = await _service.StartAsync();
        await _service.PassAsync(At(16, 9, 0), TimeSpan.FromMinutes(1));
        Assert.False(host.Services.GetRequiredService<DatabaseStart>().IsReady);
        _service.IsAway = false;
        await _service.MailsAsync(13);
    }

    [Fact]
    public async Task A_service_that_waits_can_be_stopped()
    {
        _service.IsAway = true;
        var host = await _service.StartAsync();
        await _service.PassAsync(Monday0700.AddMinutes(5), TimeSpan.FromMinutes(1));
        // On a clock that stands still: what waited for it would wait for ever.
        await _service.StopAsync(host).WaitAsync(Patience, TimeProvider.System, Service.Token);
    }

    [Fact]
    public async Task A_look_that_waits_is_given_up_when_the_service_stops()
    {
        var host = await _service.StartAsync();
        await _service.LookedAsync();
        _service.IsAway = true;
        await _service.PassAsync(At(13, 8, 0), TimeSpan.FromMinutes(5));
        // On a clock that stands still: what waited for it would wait for ever.
        await _service.StopAsync(host).WaitAsync(Patience, TimeProvider.System, Service.Token);
    }

    [Fact]
    public async Task What_does_not_pass_ends_the_service_also_after_a_wait()
    {
        _service.IsAway = true;
        var host = await _service.StartAsync();
        await _service.CountAsync(
            "INSERT INTO SchemaVersion (ScriptName, Applied) VALUES ('schema/sqlite/0099-from-the-future.sql', '2030-01-01') RETURNING 1");
        _service.IsAway = false;
        var stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        Assert.True(await _service.PassUntilAsync(() => Task.FromResult(stopping.IsCancellationRequested)));
        Assert.Contains("newer schema", host.Services.GetRequiredService<DatabaseStart>().Fault!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_locked_by_another_program_is_outlasted_too()
    {
        await _service.StartAsync(["Storage:BusyTimeoutSeconds=1"]);
        await _service.LookedAsync();
        await _service.PassAsync(At(16, 7, 29), TimeSpan.FromHours(1));
        await using (var other = new SqliteConnection($"Data Source={_service.File};Pooling=False"))
        {
            await other.OpenAsync(Service.Token);
            await using var transaction = other.BeginTransaction(deferred: false);
            // SQLite waits in real time, and is waited for.
            await _service.PassAsync(At(16, 7, 31), TimeSpan.FromMinutes(1));
            Assert.Empty(_service.Server.Mails);
        }

        await _service.MailsAsync(13);
    }

    [Fact]
    public async Task Health_says_since_when_and_why()
    {
        var host = await _service.StartAsync();
        await _service.LookedAsync();
        Assert.Equal(HealthStatus.Healthy, (await HealthAsync()).Status);
        _service.IsAway = true;
        var away = await HealthAsync();
        Assert.Equal(HealthStatus.Unhealthy, away.Status);
        Assert.StartsWith(
            $"since 2022-06-13 00:00Z: Storage:File = '{_service.File}' cannot be used: ", away.Description, StringComparison.Ordinal);
        Assert.Equal(Monday0700, away.Data["since"]);
        _service.IsAway = false;
        await _service.PassAsync(Monday0700.AddMinutes(2), TimeSpan.FromSeconds(10));
        Assert.Equal(HealthStatus.Healthy, (await HealthAsync()).Status);

        async Task<HealthReportEntry> HealthAsync() =>
            (await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Service.Token)).Entries["database"];
    }
}
