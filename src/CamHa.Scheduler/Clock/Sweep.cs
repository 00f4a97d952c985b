namespace CamHa.Scheduler.Clock;

/// <param name="Name">Names it in the log.</param>
/// <param name="Every">The time between two runs.</param>
/// <param name="RunAsync">Does it; returns how much there was to do.</param>
public sealed record Sweep(string Name, TimeSpan Every, Func<CancellationToken, Task<int>> RunAsync);
