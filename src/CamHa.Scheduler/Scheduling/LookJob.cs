using Quartz;

namespace CamHa.Scheduler.Scheduling;

/// <summary>Runs one look. Quartz only says when; a look that fails is recorded, logged, and made up for by the next.</summary>
[DisallowConcurrentExecution]
public sealed class LookJob(LookRunner runner, IEnumerable<ILook> looks) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var look = looks.First(each => each.Name == context.JobDetail.Key.Name);
        await runner.RunAsync(look, cancellationToken);
    }
}
