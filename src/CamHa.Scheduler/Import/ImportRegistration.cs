using CamHa.Scheduler.Import.Layouts;
using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Import;

public static class ImportRegistration
{
    public static IServiceCollection AddImport(this IServiceCollection services) => services
        .AddSingleton<Importer>()
        .AddSingleton<LayoutImport>();
}
