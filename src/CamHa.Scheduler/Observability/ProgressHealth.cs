using CamHa.Scheduler.Diagnostics;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CamHa.Scheduler.Observability;

/// <summary>
/// The health check <c>progress</c>: whether the service's loops go round; systemd's watchdog asks the same. A loop that waits
/// for a database or a mail server goes round: restarting the process would not help it.
/// </summary>
internal sealed class ProgressHealth(Liveness liveness) : IHealthCheck
{
    public const string Name = "progress";

    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default) => Task.FromResult(
        liveness.IsAlive ? HealthCheckResult.Healthy("the loops go round")
        : HealthCheckResult.Unhealthy("the dispatcher, or who looks after the scheduler, has not come round for over ten minutes"));
}
