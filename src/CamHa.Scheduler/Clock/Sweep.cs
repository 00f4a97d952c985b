namespace CamHa.Scheduler.Clock;

/// <summary>Work that the service repeats at an interval, whatever the calendar says.</summary>
/// <param name="Name">The name in the log.</param>
/// <param name="Every">The pause between two runs.</param>
/// <param name="RunAsync">Runs it once; returns how many things it did.</param>
public sealed record Sweep(string Name, TimeSpan Every, Func<CancellationToken, Task<int>> RunAsync);
