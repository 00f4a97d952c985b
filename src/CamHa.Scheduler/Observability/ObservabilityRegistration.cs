using CamHa.Scheduler.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Observability;

internal static class ObservabilityRegistration
{
    public static IServiceCollection AddObservability(this IServiceCollection services, Settings settings) =>
        services.AddSection<ObservabilityOptions>(settings, ObservabilityOptions.Section);

    /// <summary>Probes, and whoever collects metrics and traces, while the service runs.</summary>
    public static IServiceCollection AddProbes(this IServiceCollection services, Settings settings) =>
        services.AddHealth().AddTelemetry(settings);
}
