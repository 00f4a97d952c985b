using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CamHa.Scheduler.Observability;

/// <summary>Answers probes, and keeps each answer for some seconds, so that frequent probes do not load the database.</summary>
internal sealed class HealthReports(HealthCheckService health, TimeProvider time)
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(5);
    private readonly Lock _gate = new();
    private readonly Dictionary<bool, (Task<HealthReport> Report, long At)> _last = [];

    /// <summary>Whether the process makes progress; a fault of another machine never makes this fail.</summary>
    public Task<HealthReport> LiveAsync() => ReportAsync(isLive: true);

    /// <summary>Whether the service can do its work.</summary>
    public Task<HealthReport> ReadyAsync() => ReportAsync(isLive: false);

    // Probes of one moment share the report, so it is not cancelled when one of them goes away; each check has its own time-out.
    private Task<HealthReport> ReportAsync(bool isLive)
    {
        lock (_gate)
        {
            if (!_last.TryGetValue(isLive, out var last) || time.GetElapsedTime(last.At) >= Kept)
                _last[isLive] = last = (CheckAsync(isLive), time.GetTimestamp());
            return last.Report;
        }
    }

    private Task<HealthReport> CheckAsync(bool isLive) =>
        health.CheckHealthAsync(check => !isLive || check.Name == ProgressHealth.Name, CancellationToken.None);
}
