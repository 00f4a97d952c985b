using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Backup;

public static class BackupRegistration
{
    public static IServiceCollection AddBackup(this IServiceCollection services) => services
        .AddSingleton<SqliteBackup>()
        .AddSingleton<NightlyBackup>()
        .AddSingleton(provider => provider.GetRequiredService<NightlyBackup>().Sweep)
        .AddSingleton<SqliteRestore>();
}
