using Microsoft.Extensions.Logging;
using Quartz.Extensibility;
using Quartz.Impl;

namespace CamHa.Scheduler.Tests.Infrastructure;

/// <summary>Makes a scheduler stand still, as one whose threads never come back.</summary>
internal sealed class Freezer
{
    private readonly TaskCompletionSource _thaw = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _pools;
    private int _frozen;

    /// <summary>Whether a frozen one does not even end when it is told to.</summary>
    public bool IsDeaf { get; set; }

    public void FreezeAll() => _frozen = _pools;

    public void Thaw() => _thaw.TrySetResult();

    /// <summary>A pool whose threads are all taken for good, once it is frozen.</summary>
    internal sealed class Pool(Freezer freezer, ILogger<TaskSchedulingThreadPool> logger) : IThreadPool
    {
        private readonly DefaultThreadPool _inner = new(logger);
        private readonly int _number = Interlocked.Increment(ref freezer._pools);

        public int PoolSize => _inner.PoolSize;

        private bool IsFrozen => _number <= freezer._frozen;

        public ValueTask Initialize(CancellationToken cancellationToken) => _inner.Initialize(cancellationToken);

        public async ValueTask<int> WaitForAvailableThreads(CancellationToken cancellationToken)
        {
            if (IsFrozen)
                await freezer._thaw.Task.WaitAsync(freezer.IsDeaf ? CancellationToken.None : cancellationToken);
            return await _inner.WaitForAvailableThreads(cancellationToken);
        }

        public ValueTask<bool> TryRun(Func<ValueTask> work, CancellationToken cancellationToken) => _inner.TryRun(work, cancellationToken);

        public ValueTask<bool> TryRunWithState(Func<object?, ValueTask> work, object? state, CancellationToken cancellationToken) =>
            _inner.TryRunWithState(work, state, cancellationToken);

        public async ValueTask Shutdown(bool waitForJobsToComplete, CancellationToken cancellationToken)
        {
            if (IsFrozen && freezer.IsDeaf)
                await freezer._thaw.Task;
            await _inner.Shutdown(waitForJobsToComplete, cancellationToken);
        }

        public async ValueTask<bool> Drain(CancellationToken cancellationToken)
        {
            if (IsFrozen && freezer.IsDeaf)
                await freezer._thaw.Task;
            return await _inner.Drain(cancellationToken);
        }
    }
}
