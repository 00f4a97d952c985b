using CamHa.Scheduler.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Storage;

public static class StorageRegistration
{
    public static IServiceCollection AddStorage(this IServiceCollection services, Settings settings) => services
        .AddSection<StorageOptions>(settings, StorageOptions.Section)
        .AddSingleton(Open)
        .AddSingleton<SchemaMigration>()
        .AddSingleton<SchemaScript>()
        .AddSingleton<EarlierDatabase>()
        .AddSingleton<DatabaseOutage>()
        .AddSingleton<DatabaseInUse>();

    private static Database Open(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<StorageOptions>>().Value;
        return options.IsSqlServer ? new SqlServerDatabase(options) : new SqliteDatabase(options);
    }
}
