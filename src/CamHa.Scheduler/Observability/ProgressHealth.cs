using CamHa.Scheduler.Diagnostics;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CamHa.Scheduler.Observability;

/// <summary>
/// The health check <c>progress</c>: whether the loops go round, as systemd's watchdog asks too. What only waits, for a
/// database that is away or a mail server that is down, goes round: starting the process again would not help it.
/// </summary>
internal sealed class ProgressHealth(Liveness liveness) : IHealthCheck
{
    public const string Name = "progress";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        liveness.IsAlive ? HealthCheckResult.Healthy("the loops go round")
        : HealthCheckResult.Unhealthy("the dispatcher, or who looks after the scheduler, has not come round for over ten minutes"));
}
