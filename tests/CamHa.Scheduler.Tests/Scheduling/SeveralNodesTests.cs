using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Nodes;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Tests.Infrastructure;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Quartz;
using static CamHa.Scheduler.Tests.Infrastructure.RunningService;

namespace CamHa.Scheduler.Tests.Scheduling;

/// <summary>Several nodes over one database: without a cluster each of them looks, and every notice is issued once.</summary>
public sealed class SeveralNodesTests
{
    [Fact]
    public async Task Two_services_that_look_at_the_same_moments_send_the_week_once()
    {
        await using var service = await CreateAsync();
        await service.StartAsync();
        await service.StartAsync();
        await service.LookedAsync();
        foreach (var (day, hour, minute, mails) in new[]
        {
            (16, 7, 30, 13),
            (16, 14, 0, 29),
            (17, 8, 0, 43),
            (17, 14, 30, 49),
            (17, 16, 30, 52),
            (20, 8, 0, 55)
        })
        {
            await service.LeapAsync(At(day, hour, minute));
            await service.MailsAsync(mails);
        }

        Assert.Equal(55, service.Server.Mails.DistinctBy(mail => (mail.Recipient, mail.Message.MessageId)).Count());
        // Both took part: otherwise this proves nothing.
        Assert.Equal(2, await service.CountAsync("SELECT COUNT(DISTINCT Host) FROM JobRun WHERE Outcome = 'Succeeded'"));
        Assert.Equal(0, await service.CountAsync("SELECT COUNT(*) FROM JobRun WHERE Outcome = 'Failed'"));
    }

    [Fact]
    public async Task A_start_abandons_the_runs_of_dead_processes_of_this_machine_and_no_others()
    {
        await using var service = await Service.StartAsync();
        string[] living = [$"{Environment.MachineName}/{Environment.ProcessId}/x", $"elsewhere/{int.MaxValue}/x"];
        string[] dead = [$"{Environment.MachineName}/{int.MaxValue}/x", Environment.MachineName];
        await using var session = await service.Database.OpenAsync(Service.Token);
        foreach (var (id, host) in living.Concat(dead).Index())
            await session.ExecuteAsync(
                "scheduling/start-run",
                new { Id = $"{id}", Job = "deadlines", Host = host, StartedAt = service.Clock.Now },
                Service.Token);
        await service.Get<LookRunner>().AbandonUnfinishedAsync(Service.Token);
        Assert.Equivalent(living, await session.QueryAsync<string>("scheduling/unfinished-hosts", null, Service.Token), strict: true);
    }

    [Fact]
    public async Task A_look_is_run_in_its_processs_name()
    {
        await using var service = await CreateAsync();
        var host = await service.StartAsync();
        await service.LookedAsync();
        Assert.Equal(
            5,
            await service.CountAsync($"SELECT COUNT(*) FROM JobRun WHERE Host = '{host.Services.GetRequiredService<LeaseOwner>().Name}'"));
    }

    [Fact]
    public void A_cluster_needs_SQL_Server() => Assert.Equal(
        ["Scheduling:Clustered = 'True': nodes share their looks in SQL Server only, and Storage:Provider = 'sqlite'; write sqlserver "
            + "there, or leave Clustered out."],
        SettingsCheck.Faults(Settings.Load(null, ["Scheduling:Clustered=true"])).Select(fault => fault.English));

    [Fact]
    public async Task A_clustered_node_is_built_with_valid_options_and_waits_for_a_server_that_is_away()
    {
        await using var service = await CreateAsync();
        var host = await service.StartAsync(
            [
                "Scheduling:Clustered=true",
                "Storage:Provider=sqlserver",
                "Storage:ConnectionString=Server=127.0.0.1,1;Database=CamHa;User Id=a;Password=b;Connect Timeout=1"
            ]);
        Assert.False(host.Services.GetRequiredService<DatabaseStart>().IsReady);
        Assert.NotNull(host.Services.GetRequiredService<DatabaseOutage>().Current);
        var store = Options<AdoJobStoreOptions>();
        Assert.Equal("quartz.QRTZ_", store.TablePrefix);
        Assert.Equal(SchemaProvisioning.Validate, store.SchemaProvisioning);
        Assert.True(Options<ClusteringOptions>().Enabled);
        Assert.True(Options<QuartzSchedulerOptions>().GenerateInstanceId);
        Assert.Equal("camha arm --also", host.Services.GetRequiredService<CloneGuard>().Remedy);

        T Options<T>() => host.Services.GetRequiredService<IOptionsMonitor<T>>().Get(LookSchedule.Name);
    }

    [Fact]
    public async Task A_schedule_that_is_stored_is_put_there_again_without_harm_and_follows_the_settings()
    {
        await using var service = await CreateAsync();
        var first = await service.StartAsync(["Deadlines:DigestAt=07:30"], Stored);
        await service.LookedAsync();
        var next = await NextAsync();
        await service.StopAsync(first);

        var second = await service.StartAsync(["Deadlines:DigestAt=07:30"], Stored);
        // It looks at its start, like the first.
        await service.LookedAsync();
        Assert.Equal(next, await NextAsync());
        await service.StopAsync(second);

        await service.StartAsync(["Deadlines:DigestAt=06:45"], Stored);
        Assert.Equal(["0645"], await NamesAsync("deadlines"));
        Assert.Equal(1, await service.CountAsync("SELECT COUNT(*) FROM QRTZ_CRON_TRIGGERS WHERE CRON_EXPRESSION = '0 45 6 ? * *'"));
        // Recovered on another node where this one dies, and never twice at a time.
        Assert.Equal(
            5,
            await service.CountAsync(
                "SELECT COUNT(*) FROM QRTZ_JOB_DETAILS WHERE REQUESTS_RECOVERY = 1 AND IS_NONCONCURRENT = 1 AND IS_DURABLE = 1"));
        await service.LeapAsync(At(16, 6, 45));
        await service.MailsAsync(13);

        void Stored(IServiceCollection services) => services.ConfigureAllQuartzSchedulers(quartz => quartz.UsePersistentStore(store =>
        {
            store.UseSqlite(SqliteFactory.Instance, $"Data Source={service.File};Default Timeout=30");
            store.UseSystemTextJsonSerializer();
            store.ProvisionSchema();
        }));

        Task<List<string>> NextAsync() =>
            ReadAsync("SELECT TRIGGER_GROUP || TRIGGER_NAME || NEXT_FIRE_TIME FROM QRTZ_TRIGGERS WHERE TRIGGER_TYPE = 'CRON' ORDER BY 1");

        Task<List<string>> NamesAsync(string look) =>
            ReadAsync($"SELECT TRIGGER_NAME FROM QRTZ_TRIGGERS WHERE TRIGGER_TYPE = 'CRON' AND JOB_NAME = '{look}'");

        async Task<List<string>> ReadAsync(string sql)
        {
            await using var connection = new SqliteConnection($"Data Source={service.File};Pooling=False");
            await connection.OpenAsync(Service.Token);
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            await using var reader = await command.ExecuteReaderAsync(Service.Token);
            var rows = new List<string>();
            while (await reader.ReadAsync(Service.Token))
                rows.Add(reader.GetString(0));
            return rows;
        }
    }
}
