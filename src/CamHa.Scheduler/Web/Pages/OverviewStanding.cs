using CamHa.Scheduler.Alerts;
using CamHa.Scheduler.Status;
using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.Web.Pages;

/// <summary>
/// How the service stands, for the first page. Where finding it out takes long, as of thousands of campaigns, it is kept for ten times
/// as long, or until somebody presses a button.
/// </summary>
public sealed class OverviewStanding(
    Checkup checkup, StatusReader reader, Database database, DatabaseOutage outage, TimeProvider time)
{
    private const int KeptTimes = 10;
    private static readonly TimeSpan Long = TimeSpan.FromMilliseconds(100);

    private volatile Kept? _kept;

    /// <summary>What is wrong, and the status; null where the database is away.</summary>
    internal async Task<(List<Problem> Problems, ServiceStatus? Status)> ReadAsync(CancellationToken token)
    {
        if (_kept is { } kept && time.GetElapsedTime(kept.At) < kept.Took * KeptTimes)
            return (kept.Problems, kept.Status);
        var began = time.GetTimestamp();
        var problems = (await checkup.FindAsync(token)).Select(finding => finding.Problem).OfType<Problem>().ToList();
        // The checks have just found that the database is away; opening it again would only keep the reader waiting.
        if (outage.Current is not null)
            return (problems, null);
        await using var session = await database.OpenSnapshotAsync(token);
        var status = await reader.ReadAsync(session, token);
        var took = time.GetElapsedTime(began);
        _kept = took > Long ? new(problems, status, time.GetTimestamp(), took) : null;
        return (problems, status);
    }

    /// <summary>Finds it out again at the next view: something was decided.</summary>
    internal void Forget() => _kept = null;

    private sealed record Kept(List<Problem> Problems, ServiceStatus Status, long At, TimeSpan Took);
}
