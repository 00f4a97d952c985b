using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CamHa.Scheduler.Observability;

/// <summary>The answers to probes, kept for some seconds: however many ask, the database is asked no more often.</summary>
internal sealed class HealthReports(HealthCheckService health, TimeProvider time)
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(5);
    private readonly Lock _gate = new();
    private readonly Dictionary<bool, (Task<HealthReport> Report, long At)> _last = [];

    /// <summary>Whether the process is worth keeping; nothing that another machine does can make it say no.</summary>
    public Task<HealthReport> LiveAsync() => ReportAsync(isLive: true);

    /// <summary>Whether it can do its work.</summary>
    public Task<HealthReport> ReadyAsync() => ReportAsync(isLive: false);

    // Shared by those who ask at one time, so nobody's going away ends it; every check has its own time-out.
    private Task<HealthReport> ReportAsync(bool isLive)
    {
        lock (_gate)
        {
            if (!_last.TryGetValue(isLive, out var last) || time.GetElapsedTime(last.At) >= Kept)
                _last[isLive] = last = (health.CheckHealthAsync(check => !isLive || check.Name == ProgressHealth.Name, CancellationToken.None), time.GetTimestamp());
            return last.Report;
        }
    }
}
