using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CamHa.Scheduler.Storage;

/// <summary>
/// The health check <c>database</c>: whether it answers and has this program's schema; if not, since when and the error.
/// </summary>
public sealed class DatabaseHealth(Database database, SchemaMigration schema, DatabaseOutage outage) : IHealthCheck
{
    public const string Name = "database";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        // What writers met counts more than a read here: a locked file can still be read.
        if (outage.Current is { } current)
            return Away(current);
        try
        {
            return await schema.PendingAsync(cancellationToken) is { Count: > 0 } pending
                ? HealthCheckResult.Unhealthy($"{database.Description.English} lacks {string.Join(", ", pending)}; run 'camha init'")
                : HealthCheckResult.Healthy(database.Description.English);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return outage.Explains(e) && outage.Current is { } now ? Away(now) : HealthCheckResult.Unhealthy(e.Message, e);
        }
    }

    private static HealthCheckResult Away(Outage outage) => HealthCheckResult.Unhealthy(
        $"since {outage.Since.UtcDateTime:yyyy-MM-dd HH:mm}Z: {outage.Message}",
        data: new Dictionary<string, object> { ["since"] = outage.Since });
}
