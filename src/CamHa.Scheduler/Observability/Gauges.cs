using System.Diagnostics.Metrics;
using CamHa.Scheduler.Diagnostics;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.Observability;

/// <summary>The gauges: what holds at the moment somebody collects. They exist only if metrics are collected.</summary>
internal sealed class Gauges : IDisposable
{
    private readonly Meter _meter = new(Telemetry.Name);
    private readonly MetricsReader _reader;
    private readonly TimeProvider _time;

    public Gauges(MetricsReader reader, CircuitBreaker circuit, DatabaseOutage outage, TimeProvider time)
    {
        (_reader, _time) = (reader, time);
        _meter.CreateObservableGauge(
            "camha.outbox.messages",
            Messages,
            "{message}",
            "Messages that have not come to an end, by their state");
        _meter.CreateObservableGauge(
            "camha.outbox.oldest_pending",
            OldestPending,
            "s",
            "Age of the oldest message that waits to be sent; 0 where none waits");
        _meter.CreateObservableGauge(
            "camha.look.next_fire",
            NextFires,
            "s",
            "Time until the look is due next; below zero where it is late");
        _meter.CreateObservableGauge(
            "camha.submissions",
            Submissions,
            "{unit}",
            "Units that have submitted for the current week, and that owe it still; where there are no more than 20 campaigns");
        _meter.CreateObservableGauge("camha.armed", Armed, description: "1 where this machine sends from this database");
        _meter.CreateObservableGauge(
            "camha.backup.age",
            BackupAge,
            "s",
            "Age of the last nightly backup; absent where there is none");
        _meter.CreateObservableGauge(
            "camha.inbox.look_age",
            LookAge,
            "s",
            "Time since a look reached the end of the mailbox; absent where none did");
        _meter.CreateObservableGauge(
            "camha.inbox.waiting", InboxWaiting, "{mail}", "Mails that came in and wait for a person");
        _meter.CreateObservableGauge(
            "camha.transport.circuit_open",
            () => circuit.Fault is null ? 0 : 1,
            description: "1 while nothing can be sent at all");
        _meter.CreateObservableGauge(
            "camha.database.away",
            () => outage.Current is null ? 0 : 1,
            description: "1 while the database cannot be used");
    }

    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<long>> Messages() =>
        from each in _reader.Read()?.Outbox ?? []
        select new Measurement<long>(each.Messages, Tag("state", each.State.ToString().ToLowerInvariant()));

    private IEnumerable<Measurement<double>> OldestPending() =>
        from each in _reader.Read()?.Outbox ?? []
        where each.State == OutboxState.Pending
        select new Measurement<double>(each.Since is { } since ? Math.Max(0, (_time.GetUtcNow() - since).TotalSeconds) : 0);

    private IEnumerable<Measurement<double>> NextFires() =>
        from each in _reader.Read()?.Looks ?? []
        select new Measurement<double>((each.At - _time.GetUtcNow()).TotalSeconds, Tag("camha.look", each.Look));

    private IEnumerable<Measurement<long>> Submissions() =>
        (_reader.Read()?.Weeks ?? []).SelectMany(each => new Measurement<long>[]
        {
            new(each.Received, Tag("camha.campaign", each.Campaign), Tag("state", "received")),
            new(each.Awaited, Tag("camha.campaign", each.Campaign), Tag("state", "awaited")),
        });

    private IEnumerable<Measurement<int>> Armed() => _reader.Read() is { } reading ? [new(reading.IsArmed ? 1 : 0)] : [];

    private IEnumerable<Measurement<double>> BackupAge() =>
        _reader.Read()?.LastBackup is { } last ? [new((_time.GetUtcNow() - last).TotalSeconds)] : [];

    private IEnumerable<Measurement<double>> LookAge() =>
        _reader.Read()?.Inbox?.LookedAt is { } at ? [new(Math.Max(0, (_time.GetUtcNow() - at).TotalSeconds))] : [];

    private IEnumerable<Measurement<int>> InboxWaiting() => _reader.Read()?.Inbox is { } inbox ? [new(inbox.Waiting)] : [];

    private static KeyValuePair<string, object?> Tag(string key, object value) => new(key, value);
}
