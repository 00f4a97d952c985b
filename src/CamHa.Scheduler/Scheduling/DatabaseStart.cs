using CamHa.Scheduler.Nodes;
using CamHa.Scheduler.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Scheduling;

/// <summary>
/// Prepares the database when the service starts: it must be reachable and its schema up to date before any work begins.
/// While it is away the service runs and keeps trying; a fault that does not pass by itself ends the service.
/// </summary>
public sealed class DatabaseStart(
    EarlierDatabase earlier,
    SchemaMigration migration,
    DatabaseInUse use,
    QuartzSchema quartz,
    DatabaseOutage outage,
    IOptions<NodeOptions> options,
    IHostApplicationLifetime lifetime)
    : BackgroundService
{
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsReady => _ready.Task.IsCompletedSuccessfully;

    /// <summary>Why the service ended itself; null while it has not.</summary>
    public Exception? Fault { get; private set; }

    public Task ReadyAsync(CancellationToken token) => _ready.Task.WaitAsync(token);

    /// <summary>Tries once. If the database is away, the work goes on waiting.</summary>
    /// <exception cref="StorageException">The fault does not pass by itself.</exception>
    public Task TryAsync(CancellationToken token) => outage.TryAsync(() => PrepareAsync(token));

    /// <summary>Ends the service because of a fault that does not pass by itself.</summary>
    public void Fail(Exception fault)
    {
        Fault = fault;
        lifetime.StopApplication();
    }

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        // Before any other service starts, unless the database is away.
        if (!IsReady)
            await TryAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            if (!IsReady)
                await outage.OutlastAsync(() => PrepareAsync(stoppingToken), stoppingToken);
        }
        catch (Exception e)
        {
            // The wait ends with the service, whatever it was waiting for.
            if (!stoppingToken.IsCancellationRequested)
                Fail(e);
        }
    }

    private async Task<bool> PrepareAsync(CancellationToken token)
    {
        await earlier.EnsureNotLostAsync(token);
        await migration.ApplyAsync(token);
        await use.HoldAsync(token);
        if (options.Value.Clustered)
            await quartz.EnsureAsync(token);
        return _ready.TrySetResult();
    }
}
