using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Status;

public static class StatusRegistration
{
    public static IServiceCollection AddStatus(this IServiceCollection services) => services
        .AddSingleton<StatusReader>()
        .AddSingleton<WeekReader>();
}
