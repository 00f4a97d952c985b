using CamHa.Scheduler.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace CamHa.Scheduler.Tests.Storage;

public sealed class DatabaseOutageTests
{
    private static readonly SqliteException Locked = new("database is locked", 5);
    private readonly FakeTimeProvider _time = new(new(2022, 6, 16, 0, 0, 0, TimeSpan.Zero));
    private readonly RecordingLogger _said = new();
    private readonly DatabaseOutage _outage;

    public DatabaseOutageTests() => _outage = new(new SqliteDatabase(new() { File = "/data/camha.db" }), _time, _said);

    [Fact]
    public void An_outage_is_told_when_it_begins_every_quarter_of_an_hour_and_with_its_length_when_it_ends()
    {
        for (var minute = 0; minute < 60; minute++)
        {
            Assert.True(_outage.Explains(Locked));
            _time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(new(2022, 6, 16, 0, 0, 0, TimeSpan.Zero), _outage.Current!.Since);
        _outage.Over();
        _outage.Over();
        Assert.Null(_outage.Current);
        Assert.Equal(
            [
                "SQLite file /data/camha.db cannot be used for now: database is locked. It is tried again until it can; nothing owed is "
                    + "lost",
                "SQLite file /data/camha.db cannot be used, for 15 min by now: database is locked",
                "SQLite file /data/camha.db cannot be used, for 30 min by now: database is locked",
                "SQLite file /data/camha.db cannot be used, for 45 min by now: database is locked",
                "SQLite file /data/camha.db is back after 1 h; what is owed is issued now",
            ],
            _said.Lines);
    }

    [Fact]
    public void A_full_disk_is_waited_for_by_a_service_that_starts_on_it_and_by_no_other()
    {
        var full = new SqliteException("disk I/O error", 10, 4874);
        Assert.True(_outage.Explains(full));
        Assert.Equal(OutageKind.Full, _outage.Current!.Kind);
        _outage.Over();
        Assert.False(_outage.Explains(full));
    }

    [Fact]
    public void A_fault_that_does_not_pass_is_no_outage()
    {
        Assert.False(_outage.Explains(new SqliteException("no such table", 1)));
        Assert.Null(_outage.Current);
        Assert.Empty(_said.Lines);
    }

    [Fact]
    public async Task Tries_come_ever_later_until_one_a_minute_and_stop_when_one_has_worked()
    {
        var tries = new List<double>();
        var begun = _time.GetUtcNow();
        var working = _outage.OutlastAsync(
            () =>
            {
                tries.Add((_time.GetUtcNow() - begun).TotalSeconds);
                return tries.Count < 9 ? throw Locked : Task.FromResult(tries.Count);
            },
            TestContext.Current.CancellationToken);
        for (var second = 0; second < 300 && !working.IsCompleted; second++)
            _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(9, await working);
        Assert.Equal([0, 1, 3, 7, 15, 31, 63, 123, 183], tries);
        Assert.Null(_outage.Current);
    }

    [Fact]
    public async Task Work_that_comes_while_the_service_stops_is_done_and_its_wait_is_not()
    {
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();
        Assert.Equal(1, await _outage.OutlastAsync(() => Task.FromResult(1), stopped.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _outage.OutlastAsync<int>(() => throw Locked, stopped.Token));
    }

    [Fact]
    public async Task A_fault_that_does_not_pass_is_not_tried_again() => await Assert.ThrowsAsync<SqliteException>(
        () => _outage.OutlastAsync<int>(() => throw new SqliteException("no such table", 1), TestContext.Current.CancellationToken));

    private sealed class RecordingLogger : ILogger<DatabaseOutage>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add(formatter(state, exception));
    }
}
