namespace CamHa.Scheduler.Tests.Infrastructure;

/// <summary>
/// Tests that move a running service's clock by thousands of steps run one after the other. Each step waits until every thread of
/// the pool has had its turn, so two such tests beside each other wait for each other's threads, for fifteen times as long.
/// </summary>
[CollectionDefinition(Name)]
public sealed class SteppedClock
{
    public const string Name = "Stepped clock";
}
