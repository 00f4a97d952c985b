using System.Data.Common;
using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Installation.Configuring;

/// <summary>The command that comes after <c>configure</c>, by what there is already.</summary>
internal static class NextStep
{
    /// <param name="draft">The settings that were written.</param>
    /// <param name="looks">Whether the database is asked; one that is not there yet is not waited for.</param>
    /// <param name="isRunning">Whether the service runs with these settings.</param>
    /// <param name="token">Cancels it.</param>
    /// <returns>The command, after <c>camha</c>; empty where nothing is left to do.</returns>
    public static async Task<string> AfterAsync(Draft draft, bool looks, bool isRunning, CancellationToken token) =>
        // A service that runs has its database, and says itself what that lacks.
        isRunning && !looks ? ""
        : await OfDatabaseAsync(draft, looks, token) is { Length: > 0 } first ? first
        : isRunning ? ""
        : draft.Places is null ? "run"
        : "service install";

    private static async Task<string> OfDatabaseAsync(Draft draft, bool looks, CancellationToken token)
    {
        await using var services = ServiceFactory.Create(draft.Settings());
        return await OfDatabaseAsync(services, looks, token);
    }

    /// <summary>What the database lacks.</summary>
    /// <inheritdoc cref="AfterAsync" path="/returns"/>
    internal static async Task<string> OfDatabaseAsync(IServiceProvider services, bool looks, CancellationToken token)
    {
        var database = services.GetRequiredService<Database>();
        try
        {
            if (!database.Exists)
                return services.GetRequiredService<DatabaseTraces>().NewestBackup is { } backup ? $"restore {backup}" : "init";
            if (!looks || await services.GetRequiredService<SchemaMigration>().PendingAsync(token) is { Count: > 0 })
                return "init";
            await using var session = await database.OpenAsync(token);
            return await CampaignStore.HasPlanAsync(session, token) ? "" : Language.Say("import KE-HOACH", "import PLAN");
        }
        catch (Exception e) when (e is StorageException or DbException)
        {
            return "doctor";
        }
    }
}
