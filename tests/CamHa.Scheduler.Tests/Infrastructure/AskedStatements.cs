using System.Collections.Concurrent;
using System.Diagnostics;
using CamHa.Scheduler.Diagnostics;

namespace CamHa.Scheduler.Tests.Infrastructure;

/// <summary>The statements that this test's work asks of the database while it listens; tests beside it are not heard.</summary>
internal sealed class AskedStatements : IDisposable
{
    private readonly ConcurrentQueue<string> _asked = new();
    private readonly Activity _root = new Activity("test").Start();
    private readonly ActivityListener _listener;

    public AskedStatements()
    {
        var trace = _root.TraceId;
        _listener = new()
        {
            ShouldListenTo = source => source.Name == Telemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
                options.TraceId == trace ? ActivitySamplingResult.AllData : ActivitySamplingResult.None,
            ActivityStopped = span =>
            {
                if (span.TraceId == trace && span.Kind == ActivityKind.Client)
                    _asked.Enqueue(span.OperationName);
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>How often each of these was asked, in their order.</summary>
    public IEnumerable<int> Of(params string[] statements) => statements.Select(statement => _asked.Count(asked => asked == statement));

    public void Dispose()
    {
        _listener.Dispose();
        _root.Dispose();
    }
}
