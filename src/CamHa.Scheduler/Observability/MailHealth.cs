using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Nodes;
using CamHa.Scheduler.Outbox;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CamHa.Scheduler.Observability;

/// <summary>
/// The health check <c>mail</c>: whether mails can leave, as the last attempt found out; the server is not asked. If they
/// cannot, the service is only degraded: looks go on, and what is owed waits.
/// </summary>
internal sealed class MailHealth(
    CircuitBreaker circuit,
    CloneGuard guard,
    SendingPause pause,
    IMailTransport transport,
    TimeProvider time) : IHealthCheck
{
    public const string Name = "mail";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (circuit.Fault is { } fault)
        {
            return HealthCheckResult.Degraded(
                $"nothing can be sent since {fault.Since.UtcDateTime:yyyy-MM-dd HH:mm}Z, "
                + $"next try {fault.RetryAt.UtcDateTime:HH:mm:ss}Z: {fault.Reason}");
        }

        try
        {
            return Of(await guard.ArmedForAsync(cancellationToken), await pause.InForceAsync(cancellationToken));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The check of the database reports it.
            return Of([], null);
        }
    }

    private HealthCheckResult Of(IReadOnlyList<string> armed, Pause? inForce)
    {
        if (!guard.Sends(armed))
        {
            return HealthCheckResult.Degraded(
                $"this database is armed for another machine, so nothing is sent from here; if this machine is to send: {guard.Remedy}");
        }

        if (inForce is null)
            return HealthCheckResult.Healthy(transport.Description.English);
        var says = $"sending is paused since {inForce.Since.UtcDateTime:yyyy-MM-dd HH:mm}Z; let mails leave again: camha resume";
        // On its first day it is somebody's decision, after that it may have been forgotten.
        return time.GetUtcNow() - inForce.Since < SendingPause.Forgettable
            ? HealthCheckResult.Healthy(says)
            : HealthCheckResult.Degraded(says);
    }
}
