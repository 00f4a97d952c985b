using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Nodes;
using CamHa.Scheduler.Outbox;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CamHa.Scheduler.Observability;

/// <summary>
/// The health check <c>mail</c>: whether mails can leave, as the last attempt found out; the server is not asked. If they
/// cannot, the service is only degraded: looks go on, and what is owed waits.
/// </summary>
internal sealed class MailHealth(CircuitBreaker circuit, CloneGuard guard, IMailTransport transport) : IHealthCheck
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

        var armed = await ArmedForAsync(cancellationToken);
        return guard.Sends(armed)
            ? HealthCheckResult.Healthy(transport.Description)
            : HealthCheckResult.Degraded(
                $"this database is armed for another machine, so nothing is sent from here; if this machine is to send: {guard.Remedy}");
    }

    private async Task<IReadOnlyList<string>> ArmedForAsync(CancellationToken token)
    {
        try
        {
            return await guard.ArmedForAsync(token);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The check of the database reports it.
            return [];
        }
    }
}
