using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Web;
using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Observability;

/// <summary>Registers the health checks behind "live" and "ready".</summary>
internal static class HealthSetup
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks()
            .AddCheck<ProgressHealth>(ProgressHealth.Name, timeout: Patience)
            .AddCheck<DatabaseHealth>(DatabaseHealth.Name, timeout: Patience)
            .AddCheck<PlanHealth>(PlanHealth.Name, timeout: Patience)
            .AddCheck<SchedulerHealth>(SchedulerHealth.Name, timeout: Patience)
            .AddCheck<MailHealth>(MailHealth.Name, timeout: Patience);
        return services.AddSingleton<HealthReports>().AddSingleton<IEndpoints, HealthEndpoints>();
    }
}
