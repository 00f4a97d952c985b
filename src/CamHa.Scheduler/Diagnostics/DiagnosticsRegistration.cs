using CamHa.Scheduler.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Diagnostics;

public static class DiagnosticsRegistration
{
    public static IServiceCollection AddDiagnostics(this IServiceCollection services, Settings settings) => services
        .AddSection<LogFileOptions>(settings, LogFileOptions.Section)
        .AddSection<DiskOptions>(settings, DiskOptions.Section);
}
