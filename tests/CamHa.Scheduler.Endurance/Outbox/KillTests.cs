using System.Diagnostics;
using CamHa.Scheduler.Endurance.Infrastructure;
using CamHa.Scheduler.Tests.Infrastructure;
using static CamHa.Scheduler.Endurance.Infrastructure.CrashingSmtpServer;

namespace CamHa.Scheduler.Endurance.Outbox;

/// <summary>
/// The real program, killed at any moment and restarted, against a server that fails at every stage. SMTP cannot rule out a
/// second copy: each is counted, and must have its reason.
/// </summary>
public sealed class KillTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Seed = 14_2022;

    // Per thousand. Faults that open the circuit keep a whole life from sending, so they are rarer than the rest.
    private static readonly Dictionary<Fault, int> Faults = new()
    {
        [Fault.NoGreeting] = 10,
        [Fault.BusyGreeting] = 10,
        [Fault.BusyAtMail] = 10,
        [Fault.CutAtMail] = 10,
        [Fault.CutAtRcpt] = 15,
        [Fault.RefusedAtRcpt] = 30,
        [Fault.CutAtData] = 15,
        [Fault.CutInContent] = 30,
        [Fault.RefusedAfterContent] = 30,
        [Fault.CutBeforeAnswer] = 30,
    };

    private readonly Random _random = new(Seed);
    private readonly CrashingSmtpServer _server = new(Seed);
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    // Copies that were accepted and not recorded, by reason; and when the others were recorded.
    private readonly HashSet<Copy> _cut = [];
    private readonly HashSet<Copy> _killed = [];
    private readonly Dictionary<string, int> _recordedIn = [];

    // From the start of the last life to its first mail.
    private TimeSpan _startUp = TimeSpan.FromSeconds(5);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public Task A_service_killed_eight_times_sends_every_mail_and_repeats_only_what_it_could_not_know() =>
        KillAsync(kills: 8, mails: 150, sending: TimeSpan.FromSeconds(1));

    [Fact]
    public async Task A_service_killed_two_hundred_times_sends_every_mail_and_repeats_only_what_it_could_not_know()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("CAMHA_TEST_LONG") == "1", "Minutes long: CAMHA_TEST_LONG=1 runs it.");
        await KillAsync(kills: 200, mails: 2000, sending: TimeSpan.FromSeconds(1.2));
    }

    private async Task KillAsync(int kills, int mails, TimeSpan sending)
    {
        await using var outbox = await AlertOutbox.CreateAsync(mails, _server.Port);
        _server.FaultsOfThousand = Faults;
        _server.Pace = TimeSpan.FromMilliseconds(40);
        for (var life = 1; life <= kills; life++)
        {
            // No life sends so much that nothing is left for the later ones.
            var done = _server.Copies.DistinctBy(copy => copy.MessageId).Count();
            _server.BeginLife(life, Math.Max(0, (mails * life / (kills + 1)) - done));
            await LiveAsync(outbox, life, sending);
        }

        var sentUnderFire = _server.Copies.DistinctBy(copy => copy.MessageId).Count();
        _server.FaultsOfThousand = new Dictionary<Fault, int>();
        _server.BeginLife(kills + 1, int.MaxValue);
        var last = outbox.Start();
        await outbox.SentAsync();
        await AlertOutbox.KillAsync(last);
        await _server.SettledAsync();
        await RecordAsync(outbox, kills + 1);

        Report(kills, mails, sentUnderFire);
        Assert.InRange(sentUnderFire, 1, mails - 1);
        await DemandAsync(outbox, mails);
    }

    // Every other life is killed while it starts, the others while they send. The test measures how long a start takes, because
    // on a busy machine every life would otherwise be of the first kind.
    private async Task LiveAsync(AlertOutbox outbox, int life, TimeSpan sending)
    {
        var born = Stopwatch.GetTimestamp();
        var process = outbox.Start();
        if (life % 2 == 0)
        {
            await Task.Delay(_startUp * _random.NextDouble(), TimeProvider.System, Service.Token);
        }
        else
        {
            // A life whose first connections have all failed sends nothing for a while.
            var first = _server.FirstMail.Task;
            if (await Task.WhenAny(first, Task.Delay(_startUp * 2, TimeProvider.System, Service.Token)) == first)
                _startUp = Stopwatch.GetElapsedTime(born);
            await Task.Delay(sending * _random.NextDouble(), TimeProvider.System, Service.Token);
        }

        await AlertOutbox.KillAsync(process);
        await _server.SettledAsync();
        await RecordAsync(outbox, life);
        // A temporary refusal waits a minute or more; after a machine was off that long, the message is due.
        await outbox.ExecuteAsync("UPDATE OutboxMessage SET NotBefore = CreatedAt WHERE State IN ('Pending', 'Sending')");
    }

    // The server knows what it accepted and answered; the database, what of that was recorded before the kill.
    private async Task RecordAsync(AlertOutbox outbox, int life)
    {
        var states = await outbox.StatesAsync();
        foreach (var copies in _server.Copies.Where(copy => copy.Life == life).GroupBy(copy => copy.MessageId))
        {
            _cut.UnionWith(copies.Where(copy => !copy.IsAnswered));
            // A cut that the client survived has its reason already.
            if (states[copies.Key] != "Sent" && copies.Last().IsAnswered)
                _killed.Add(copies.Last());
        }

        foreach (var (id, _) in states.Where(each => each.Value == "Sent"))
            _recordedIn.TryAdd(id, life);
    }

    private void Report(int kills, int mails, int sentUnderFire)
    {
        var repeated = _server.Copies.GroupBy(copy => copy.MessageId).SelectMany(copies => copies.SkipLast(1)).ToList();
        output.WriteLine(
            $"{kills} kills, {mails} mails, {sentUnderFire} of them taken before the last kill, {_server.Copies.Count} copies: "
            + $"{repeated.Count} duplicates, {repeated.Count(_cut.Contains)} after a cut, {repeated.Count(_killed.Contains)} after a kill; "
            + $"{_cut.Count + _killed.Count} copies were taken and not recorded. {_watch.Elapsed.TotalSeconds:0} s. Seed {Seed}. "
            + $"Faults: {_server.FaultCounts}.");
    }

    private async Task DemandAsync(AlertOutbox outbox, int mails)
    {
        Assert.All(await outbox.StatesAsync(), state => Assert.Equal("Sent", state.Value));
        var byId = _server.Copies.GroupBy(copy => copy.MessageId).ToList();
        Assert.Equal(mails, byId.Count);
        Assert.All(byId, copies => Assert.Single(copies.Select(copy => copy.Content).Distinct()));
        // Every copy followed by another has its reason, and none follows a recorded one.
        var repeated = byId.SelectMany(copies => copies.SkipLast(1)).ToList();
        Assert.All(repeated, copy => Assert.True(_cut.Contains(copy) || _killed.Contains(copy), $"{copy.MessageId} in life {copy.Life}"));
        Assert.All(byId, copies => Assert.True(copies.Max(copy => copy.Life) <= _recordedIn[copies.Key], copies.Key));
        Assert.True(repeated.Count <= _cut.Count + _killed.Count);
    }
}
