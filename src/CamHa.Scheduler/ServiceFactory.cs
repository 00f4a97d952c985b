using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CamHa.Scheduler;

/// <summary>The service's parts for a command that does one thing and ends.</summary>
internal static class ServiceFactory
{
    /// <param name="settings">The configuration.</param>
    /// <param name="time">The clock; the system's where null.</param>
    /// <param name="add">Parts of the command's own.</param>
    public static ServiceProvider Create(Settings settings, TimeProvider? time = null, Action<IServiceCollection>? add = null)
    {
        var services = new ServiceCollection();
        // To standard error: standard output is the command's answer.
        services.AddLogging(logging => logging
            .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace)
            .SetMinimumLevel(LogLevel.Warning));
        add?.Invoke(services);
        return services.AddScheduler(settings, time ?? TimeProvider.System).BuildServiceProvider();
    }

    /// <summary>The same, for a command that needs a database that is there and up to date.</summary>
    /// <exception cref="StorageException">It is not.</exception>
    public static async Task<ServiceProvider> OpenAsync(Settings settings, CancellationToken token)
    {
        var services = Create(settings);
        var database = services.GetRequiredService<Database>();
        var earlier = services.GetRequiredService<EarlierDatabase>();
        if (!database.Exists)
            throw earlier.Missing();
        await earlier.EnsureNothingLeftAsync(token);
        if (await services.GetRequiredService<SchemaMigration>().PendingAsync(token) is { Count: > 0 })
        {
            var isServer = database.Dialect == Dialect.SqlServer;
            throw new StorageException(new Bilingual(
                $"Cơ sở dữ liệu ({database.Description.Vietnamese}) chưa sẵn sàng hoặc của phiên bản cũ. Gõ: camha init"
                + (isServer ? ". Nếu đã gõ thì tài khoản này không được xem các bảng: sql/roles/service.sqlserver.sql" : ""),
                $"{database.Description.English} has no schema yet, or an older one. Bring it up to date with 'camha init'."
                + (isServer ? " If it is there, this login may not see it: sql/roles/service.sqlserver.sql." : "")));
        }

        return services;
    }
}
