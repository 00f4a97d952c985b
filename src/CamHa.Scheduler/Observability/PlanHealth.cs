using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CamHa.Scheduler.Observability;

/// <summary>The health check <c>plan</c>: whether there is anybody to remind. A service over an empty database does nothing.</summary>
internal sealed class PlanHealth(Database database) : IHealthCheck
{
    public const string Name = "plan";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var session = await database.OpenAsync(cancellationToken);
            return await CampaignStore.HasPlanAsync(session, cancellationToken)
                ? HealthCheckResult.Healthy("there is a plan")
                : HealthCheckResult.Unhealthy("there is no plan, so nobody is reminded of anything; run 'camha import PATH'");
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy("unknown: the database does not answer");
        }
    }
}
