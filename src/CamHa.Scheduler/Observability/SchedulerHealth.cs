using CamHa.Scheduler.Scheduling;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CamHa.Scheduler.Observability;

/// <summary>The health check <c>scheduler</c>: whether looks are being fired.</summary>
internal sealed class SchedulerHealth(DatabaseStart start, LookSchedule schedule) : IHealthCheck
{
    public const string Name = "scheduler";

    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default) => Task.FromResult(
        schedule.IsRunning ? HealthCheckResult.Healthy("looks are being fired")
        : HealthCheckResult.Unhealthy(start.IsReady ? "not started yet" : "not started: waits for the database"));
}
