using Hangfire;

namespace CamHa.Scheduler.Benchmarks;

/// <summary>The jobs and their server, with Hangfire's defaults but for the number of workers.</summary>
public static class Jobs
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    public static Task SendAsync(int port, int mail, CancellationToken token) => ConnectionAMail.SendOneAsync(port, mail, token);

    public static void Enqueue(int port, int mails)
    {
        for (var mail = 1; mail <= mails; mail++)
        {
            var number = mail;
            BackgroundJob.Enqueue(() => SendAsync(port, number, CancellationToken.None));
        }
    }

    /// <summary>Works until every job has succeeded or was given up.</summary>
    public static async Task WorkAsync(int workers)
    {
        using var server = new BackgroundJobServer(new BackgroundJobServerOptions { WorkerCount = workers });
        var monitor = JobStorage.Current.GetMonitoringApi();
        while (monitor.GetStatistics() is { Enqueued: > 0 } or { Processing: > 0 } or { Scheduled: > 0 })
            await Task.Delay(Look, TimeProvider.System);
    }
}
