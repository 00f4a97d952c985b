using System.Diagnostics;
using System.Globalization;
using CamHa.Scheduler.Endurance.Infrastructure;
using CamHa.Scheduler.Tests.Infrastructure;
using Microsoft.Data.Sqlite;
using static CamHa.Scheduler.Endurance.Infrastructure.CrashingSmtpServer;

namespace CamHa.Scheduler.Endurance.Year;

/// <summary>
/// A span of 2026 as the real host lives through it: its process is started, killed and started again on a clock that
/// goes from one interesting moment to the next as soon as the service has come to rest.
/// </summary>
internal sealed class YearRun : IAsyncDisposable
{
    private static readonly TimeSpan Zone = TimeSpan.FromHours(7);
    private static readonly TimeSpan[] Looks = [new(7, 30, 0), new(8, 0, 0), new(13, 30, 0), new(14, 0, 0), new(14, 30, 0), new(16, 30, 0)];

    // After something has happened: long enough to see what is tried again.
    private static readonly TimeSpan[] Rungs = [.. new[] { 0.2, 1.3, 3, 6, 12, 20, 40, 40 }.Select(TimeSpan.FromMinutes)];

    // So many in any case: a clock that was set is noticed by a service that looks at it every minute.
    private const int AlwaysRungs = 1;

    // How long nothing goes wrong at the end, so that everything ends one way or the other.
    private static readonly TimeSpan Peace = TimeSpan.FromDays(12);

    private readonly string _folder = Directory.CreateTempSubdirectory("camha-year-").FullName;
    private readonly Random _random;
    private readonly DateTime _end;
    private readonly Plan _plan;
    private readonly Books _books;
    private readonly Commune _commune;
    private readonly CrashingSmtpServer _server;
    private readonly PriorityQueue<Moment, DateTime> _moments = new();
    private readonly HashSet<Trouble> _troubles = [];
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private ServiceProcess? _service;
    private DateTime _at;
    private TimeSpan _error;
    private int _rung = Rungs.Length;
    private DateTime _rungAt;
    private TimeSpan _startUp = TimeSpan.FromSeconds(2);

    private YearRun(int seed, DateTime from, DateTime to, int kills)
    {
        (_random, _at, _end) = (new(seed), from, to);
        _plan = new(_random, from);
        _books = new(Path.Combine(_folder, "camha.db"));
        _commune = new(Config, _plan, _books, _random, from, to);
        Inspector = new(_plan, _books);
        _server = new(seed) { Took = Inspector.Take };
        Foresee(kills);
    }

    public Totals Totals { get; } = new();

    public Inspector Inspector { get; }

    private string Config => Path.Combine(_folder, "appsettings.json");

    private DateTime Wall => _at + _error;

    private string DatabaseIs =>
        _troubles.Contains(Trouble.DatabaseAway) ? "away" : _troubles.Contains(Trouble.DiskFull) ? "full" : "there";

    /// <param name="seed">Of everything that happens by chance.</param>
    /// <param name="from">The first moment, on the campaign's wall clock.</param>
    /// <param name="to">The last.</param>
    /// <param name="kills">How often the process is killed; a sixth as often once more while it starts.</param>
    public static async Task<YearRun> LiveAsync(int seed, DateTime from, DateTime to, int kills)
    {
        var run = new YearRun(seed, from, to, kills);
        try
        {
            await run.LiveAsync();
            return run;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            var (now, said) = (run.ToString(), run._service?.Said);
            await run.DisposeAsync();
            throw new InvalidOperationException($"Seed {seed}, {now}: {e.Message}\n{said}", e);
        }
    }

    /// <summary>What time it is, and what is wrong.</summary>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Wall:yyyy-MM-dd HH:mm:ss}, {(_service is null ? "off" : "up")}, {string.Join(' ', _troubles)}");

    public async ValueTask DisposeAsync()
    {
        if (_service is not null)
            await _service.DisposeAsync();
        await _server.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private void Foresee(int kills)
    {
        for (var day = _at.Date; day < _end; day = day.AddDays(1))
        {
            _moments.Enqueue(new Moment.Measure(), day.AddHours(20));
            if (day.DayOfWeek == DayOfWeek.Monday)
                _moments.Enqueue(new Moment.Change(), day.AddMinutes((9 * 60) + _random.Next(5 * 1440)));
        }

        foreach (var spell in Weather.Spells(_random, _at, _end))
        {
            _moments.Enqueue(new Moment.Switch(spell.What, true), spell.From);
            _moments.Enqueue(new Moment.Switch(spell.What, false), spell.To);
        }

        foreach (var kill in Weather.Kills(_random, _at, _end, kills))
            _moments.Enqueue(new Moment.Kill(), kill);
    }

    private async Task LiveAsync()
    {
        await File.WriteAllTextAsync(Config, $$"""
            {
              "Mail": { "Transport": "smtp", "From": "nhacviec@camha.example" },
              "Smtp": { "Host": "127.0.0.1", "Port": {{_server.Port}}, "Security": "none" },
              "Web": { "Listen": "127.0.0.1:0" },
              "Logging": { "LogLevel": { "Default": "Warning" } }
            }
            """);
        await _commune.ImportAsync(_at, isFirst: true);
        _server.FaultsOfThousand = Weather.Bumpy;
        await StartAsync();
        await LiveAsync(_end);
        await EndInPeaceAsync();
        Totals.Seconds = _watch.Elapsed.TotalSeconds;
        await Inspector.CloseAsync();
    }

    private async Task LiveAsync(DateTime until)
    {
        while (NextStep() is var next && next < until)
        {
            if (_moments.TryPeek(out var moment, out var at) && at <= next)
            {
                _moments.Dequeue();
                await DoAsync(moment, at > _at ? at : _at);
            }
            else
            {
                await PassAsync(next);
            }
        }
    }

    private async Task EndInPeaceAsync()
    {
        _moments.Clear();
        foreach (var trouble in _troubles.ToList())
            await SwitchAsync(trouble, isOn: false);
        _server.FaultsOfThousand = new Dictionary<Fault, int>();
        if (_service is null)
            await StartAsync();
        await LiveAsync(_at + Peace);
    }

    private DateTime NextStep()
    {
        var next = LooksAfter(Wall).First() - _error;
        if (_service is not null && _rung < Rungs.Length && _rungAt + Rungs[_rung] is var rung && rung < next)
            next = rung;
        return _moments.TryPeek(out _, out var at) && at < next ? at : next;
    }

    private static IEnumerable<DateTime> LooksAfter(DateTime wall) =>
        Enumerable
            .Range(0, int.MaxValue)
            .SelectMany(days => Looks.Select(look => wall.Date.AddDays(days) + look))
            .Where(look => look > wall);

    private async Task DoAsync(Moment moment, DateTime at)
    {
        if (moment is Moment.Kill)
        {
            // Not twice dead.
            if (_service is null)
                _moments.Enqueue(moment, at.AddHours(1));
            else
                await KillAsync(at);
            return;
        }

        await PassAsync(at);
        switch (moment)
        {
            case Moment.Change:
                await LookAsync(isRead: true);
                _plan.Change(_at);
                await _commune.ImportAsync(_at, isFirst: false);
                Totals.Changes++;
                break;
            case Moment.Switch change:
                await SwitchAsync(change.What, change.IsOn);
                break;
            case Moment.Start:
                await StartAsync();
                break;
            case Moment.Measure when _service is not null:
                await _service.TellAsync("collect");
                Totals.Measured.Add(_service.Measure());
                break;
        }
    }

    private async Task PassAsync(DateTime to)
    {
        var span = await ArriveAsync(to);
        if (_service is not null)
            await _service.TellAsync($"pass {span.Ticks}");
        await LookAsync();
    }

    private async Task<TimeSpan> ArriveAsync(DateTime to)
    {
        await _commune.SubmitAsync(to);
        var (span, before) = (to - _at, Wall);
        _at = to;
        foreach (var look in LooksAfter(before).TakeWhile(look => look <= Wall))
            Inspector.Becomes(look);
        return span;
    }

    private async Task LookAsync(bool wasKilled = false, bool isRead = false)
    {
        Totals.Steps++;
        var state = new State(_at, Wall, _service is not null, new HashSet<Trouble>(_troubles), wasKilled, isRead);
        var hasHappened = await Inspector.InspectAsync(state);
        if (hasHappened)
            (_rung, _rungAt) = (0, _at);
        else if (_rung < Rungs.Length && _at >= _rungAt + Rungs[_rung])
            (_rung, _rungAt) = (Inspector.IsAnythingOpen || _rung < AlwaysRungs ? _rung + 1 : Rungs.Length, _at);
    }

    private async Task SwitchAsync(Trouble what, bool isOn)
    {
        if (isOn)
            _troubles.Add(what);
        else
            _troubles.Remove(what);
        Totals.Troubles[what] = Totals.Troubles.GetValueOrDefault(what) + (isOn ? 1 : 0);
        switch (what)
        {
            case Trouble.ServerAway:
                _server.FaultsOfThousand = isOn ? Weather.Gone : Weather.Bumpy;
                break;
            case Trouble.DatabaseAway or Trouble.DiskFull when _service is not null:
                await _service.TellAsync($"database {DatabaseIs}");
                break;
            case Trouble.ClockBack:
                await SetClockAsync(isOn ? TimeSpan.FromHours(-1) : TimeSpan.Zero);
                break;
            case Trouble.ClockForward:
                await SetClockAsync(isOn ? TimeSpan.FromDays(1) : TimeSpan.Zero);
                break;
        }

        (_rung, _rungAt) = (0, _at);
        await LookAsync();
    }

    private async Task SetClockAsync(TimeSpan error)
    {
        var step = error - _error;
        _error = error;
        if (_service is not null)
            await _service.TellAsync($"set {step.Ticks}");
    }

    private async Task StartAsync()
    {
        var born = Stopwatch.GetTimestamp();
        _server.Life++;
        _service = ServiceProcess.Start(Config, new(Wall, Zone), DatabaseIs, _server);
        if (Totals.Kills % 6 == 5)
        {
            // Once more while it starts.
            await Task.Delay(_startUp * _random.NextDouble(), TimeProvider.System, Service.Token);
            await EndAsync();
            _moments.Enqueue(new Moment.Start(), _at.AddMinutes(1));
            return;
        }

        await _service.RestAsync();
        _startUp = Stopwatch.GetElapsedTime(born);
        (_rung, _rungAt) = (0, _at);
        await LookAsync();
    }

    // At any moment of a step, or while a mail is on its way.
    private async Task KillAsync(DateTime at)
    {
        var mail = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var before = _random.Next(4);
        _server.Took = copy =>
        {
            Inspector.Take(copy);
            if (Interlocked.Decrement(ref before) < 0)
                mail.TrySetResult();
        };
        var span = await ArriveAsync(at);
        _service!.Order($"pass {span.Ticks}");
        await Task.WhenAny(mail.Task, Task.Delay(TimeSpan.FromMilliseconds(_random.Next(120)), TimeProvider.System, Service.Token));
        await EndAsync();
        _server.Took = Inspector.Take;
        _moments.Enqueue(new Moment.Start(), _at + Weather.Off(_random));
    }

    private async Task EndAsync()
    {
        await _service!.KillAsync();
        await _service.DisposeAsync();
        _service = null;
        Totals.Kills++;
        await LookAsync(wasKilled: true);
    }
}
