using CamHa.Scheduler.Nodes;
using CamHa.Scheduler.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Scheduling;

/// <summary>
/// What the service's work waits for at the start: a database that can be reached, with its schema up to date. While it
/// is away the service is up and tries; what does not pass by itself ends the service.
/// </summary>
public sealed class DatabaseStart(
    SchemaMigration migration, DatabaseInUse use, QuartzSchema quartz, DatabaseOutage outage, IOptions<NodeOptions> options, IHostApplicationLifetime lifetime)
    : BackgroundService
{
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsReady => _ready.Task.IsCompletedSuccessfully;

    /// <summary>Why the service has ended itself; null where it has not.</summary>
    public Exception? Fault { get; private set; }

    public Task ReadyAsync(CancellationToken token) => _ready.Task.WaitAsync(token);

    /// <summary>One try. Where the database is away the work waits on.</summary>
    /// <exception cref="StorageException">What is wrong does not pass by itself.</exception>
    public Task TryAsync(CancellationToken token) => outage.TryAsync(() => PrepareAsync(token));

    /// <summary>Ends the service: what is wrong would be wrong for ever.</summary>
    public void Fail(Exception fault)
    {
        Fault = fault;
        lifetime.StopApplication();
    }

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        // So that everything is in its place at the start, unless the database is away.
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
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            Fail(e);
        }
    }

    private async Task<bool> PrepareAsync(CancellationToken token)
    {
        await migration.ApplyAsync(token);
        await use.HoldAsync(token);
        if (options.Value.Clustered)
            await quartz.EnsureAsync(token);
        return _ready.TrySetResult();
    }
}
