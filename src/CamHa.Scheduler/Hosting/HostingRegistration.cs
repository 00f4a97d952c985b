using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Hosting;

internal static class HostingRegistration
{
    /// <summary>The loops that work, and those that watch them.</summary>
    public static IServiceCollection AddLoops(this IServiceCollection services) => services
        .AddHostedService<DispatcherService>()
        .AddHostedService<InboxService>()
        .AddHostedService<SweepService>()
        .AddHostedService<SystemdWatchdog>()
        .AddSingleton(ProcessEnd.ByKill)
        .AddSingleton<Restart>()
        .AddHostedService<StandstillWatch>();
}
