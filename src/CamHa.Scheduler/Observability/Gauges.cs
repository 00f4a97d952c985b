using System.Diagnostics.Metrics;
using CamHa.Scheduler.Diagnostics;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.Observability;

/// <summary>What is so at the moment somebody looks. There only where metrics are collected.</summary>
internal sealed class Gauges : IDisposable
{
    private readonly Meter _meter = new(Telemetry.Name);

    public Gauges(MetricsReader figures, CircuitBreaker circuit, DatabaseOutage outage, TimeProvider time)
    {
        _meter.CreateObservableGauge(
            "camha.outbox.messages", () => (figures.Read()?.Outbox ?? []).Select(each => new Measurement<long>(each.Messages, Tag("state", each.State.ToString().ToLowerInvariant()))),
            "{message}", "Messages that have not come to an end, by their state");
        _meter.CreateObservableGauge(
            "camha.outbox.oldest_pending", () => (figures.Read()?.Outbox ?? []).Where(each => each.State == OutboxState.Pending)
                .Select(each => new Measurement<double>(each.Since is { } since ? Math.Max(0, (time.GetUtcNow() - since).TotalSeconds) : 0)),
            "s", "Age of the oldest message that waits to be sent; 0 where none waits");
        _meter.CreateObservableGauge(
            "camha.look.next_fire", () => (figures.Read()?.Looks ?? []).Select(each => new Measurement<double>((each.At - time.GetUtcNow()).TotalSeconds, Tag("camha.look", each.Look))),
            "s", "Time until the look is due next; below zero where it is late");
        _meter.CreateObservableGauge(
            "camha.submissions", () => (figures.Read()?.Weeks ?? []).SelectMany(each => new Measurement<long>[]
            {
                new(each.Received, Tag("camha.campaign", each.Campaign), Tag("state", "received")),
                new(each.Awaited, Tag("camha.campaign", each.Campaign), Tag("state", "awaited")),
            }),
            "{unit}", "Units that have submitted for the current week, and that owe it still; where there are no more than 20 campaigns");
        _meter.CreateObservableGauge(
            "camha.armed", () => figures.Read() is { } read ? [new Measurement<int>(read.IsArmed ? 1 : 0)] : Enumerable.Empty<Measurement<int>>(),
            description: "1 where this machine sends from this database");
        _meter.CreateObservableGauge(
            "camha.backup.age", () => figures.Read()?.LastBackup is { } last ? [new Measurement<double>((time.GetUtcNow() - last).TotalSeconds)] : Enumerable.Empty<Measurement<double>>(),
            "s", "Age of the last nightly backup; absent where there is none");
        _meter.CreateObservableGauge("camha.transport.circuit_open", () => circuit.Fault is null ? 0 : 1, description: "1 while nothing can be sent at all");
        _meter.CreateObservableGauge("camha.database.away", () => outage.Current is null ? 0 : 1, description: "1 while the database cannot be used");
    }

    public void Dispose() => _meter.Dispose();

    private static KeyValuePair<string, object?> Tag(string key, object value) => new(key, value);
}
