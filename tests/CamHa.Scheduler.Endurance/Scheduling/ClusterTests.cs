using CamHa.Scheduler.Endurance.Infrastructure;
using CamHa.Scheduler.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Quartz;
using static CamHa.Scheduler.Tests.Infrastructure.RunningService;

namespace CamHa.Scheduler.Endurance.Scheduling;

/// <summary>Two nodes that share their looks in a server's tables, as in a cluster.</summary>
public sealed class ClusterTests
{
    // Its tables are in another server's place; what is ours in the cluster are the jobs, the triggers and what they do.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task In_a_cluster_each_look_is_one_nodes_and_where_that_ends_another_goes_on(bool dies)
    {
        await using var server = await PostgresServer.StartAsync();
        await using var service = await CreateAsync();
        var connections = new WatchedConnections();
        service.IsAwaiting = () => connections.AreOpen;
        var (firsts, seconds) = (await server.LetInAsync("first"), await server.LetInAsync("second"));
        var first = await service.StartAsync([], services => Cluster(services, firsts));
        await service.LookedAsync();
        var second = await service.StartAsync([], services => Cluster(services, seconds));
        await service.LookedAsync();
        await LookAsync(At(16, 7, 30), mails: 13, "deadlines");
        await LookAsync(At(16, 14, 0), mails: 29, "reminders");
        if (dies)
            await server.CutOffAsync("first");
        else
            await service.StopAsync(first);
        await LookAsync(At(17, 8, 0), mails: 43, "reminders");
        var owner = second.Services.GetRequiredService<LeaseOwner>().Name;
        Assert.Equal(
            1,
            await service.CountAsync(
                $"SELECT COUNT(*) FROM JobRun WHERE Host = '{owner}' AND Job = 'reminders' AND StartedAt >= '2022-06-17T01'"));
        Assert.Equal(43, service.Server.Mails.DistinctBy(mail => (mail.Recipient, mail.Message.MessageId)).Count());

        async Task LookAsync(DateTimeOffset at, int mails, string look)
        {
            // Not in one leap: what is missed by it is made up for beside what is due.
            await service.PassAsync(at.AddMinutes(-1), TimeSpan.FromMinutes(30));
            await service.PassAsync(TimeSpan.FromMinutes(1));
            await service.MailsAsync(mails);
            // One run, though two nodes had it on their clocks.
            var since = $"{at.UtcDateTime:yyyy-MM-ddTHH:mm}";
            Assert.Equal(
                1,
                await service.CountAsync(
                    $"SELECT COUNT(*) FROM JobRun WHERE Job = '{look}' AND StartedAt >= '{since}' AND Outcome = 'Succeeded'"));
        }

        void Cluster(
            IServiceCollection services,
            string connectionString) => services.ConfigureAllQuartzSchedulers(quartz => quartz.UsePersistentStore(store =>
        {
            store.UsePostgres(connections, connectionString);
            store.UseSystemTextJsonSerializer();
            store.ProvisionSchema();
            store.UseClustering();
        }));
    }
}
