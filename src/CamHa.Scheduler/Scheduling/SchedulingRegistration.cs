using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Nodes;
using CamHa.Scheduler.Storage;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace CamHa.Scheduler.Scheduling;

public static class SchedulingRegistration
{
    public static IServiceCollection AddScheduling(this IServiceCollection services, Settings settings) => services
        .AddSection<HeartbeatOptions>(settings, HeartbeatOptions.Section)
        .AddSingleton<LookRunner>()
        .AddSingleton<QuartzSchema>()
        .AddSingleton<SchedulerRestarts>()
        .AddSingleton<Heartbeat>();

    /// <summary>What puts the looks on the clock.</summary>
    public static IServiceCollection AddSchedule(this IServiceCollection services, Settings settings, TimeProvider time) => services
        .AddSingleton<DatabaseStart>()
        .AddHostedService(provider => provider.GetRequiredService<DatabaseStart>())
        .AddHostedService<ServerClocks>()
        .AddSingleton<LookTriggers>()
        .AddSingleton<LookSchedule>()
        .AddHostedService(provider => provider.GetRequiredService<LookSchedule>())
        .AddQuartz(LookSchedule.Name, quartz =>
        {
            quartz.UseTimeProvider(time);
            if (SectionBinder.Read<NodeOptions>(settings, NodeOptions.Section).Clustered)
                quartz.UseCluster(SectionBinder.Read<StorageOptions>(settings, StorageOptions.Section).WholeConnectionString);
        })
        .AddSingleton<SchedulerWatch>()
        .AddSingleton(provider => provider.GetRequiredService<SchedulerWatch>().Sweep)
        .AddHostedService(provider => provider.GetRequiredService<Heartbeat>());
}
