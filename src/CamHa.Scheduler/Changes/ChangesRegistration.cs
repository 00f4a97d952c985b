using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Changes;

public static class ChangesRegistration
{
    public static IServiceCollection AddChanges(this IServiceCollection services) => services.AddSingleton<PlanChanges>();
}
