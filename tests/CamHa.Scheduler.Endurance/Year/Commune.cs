using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Import;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Simulation;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Tests.Infrastructure;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Endurance.Year;

/// <summary>What people do meanwhile, whether the service is up or not: they submit, or do not, and change the plan.</summary>
internal sealed class Commune
{
    private static readonly TimeSpan Zone = TimeSpan.FromHours(7);
    private readonly string _config;
    private readonly Plan _plan;
    private readonly Books _books;
    private readonly VirtualClock _clock;

    // Known before, so that the same seed has the same year as far as threads allow.
    private readonly PriorityQueue<Submission, DateTime> _coming = new();

    public Commune(string config, Plan plan, Books books, Random random, DateTime from, DateTime to)
    {
        (_config, _plan, _books, _clock) = (config, plan, books, new(new(from, Zone)));
        for (var monday = Owed.Monday(DateOnly.FromDateTime(from)); monday.ToDateTime(default) < to; monday = monday.AddDays(7))
        {
            foreach (var sent in Submissions(monday, random).Where(sent => sent.At > from))
                _coming.Enqueue(sent, sent.At);
        }
    }

    public async Task SubmitAsync(DateTime until)
    {
        var sent = new List<Submission>();
        while (_coming.TryPeek(out var submission, out var at) && at <= until)
            sent.Add(_coming.Dequeue());
        sent.ForEach(_plan.Take);
        if (sent.Count > 0)
            await _books.SubmitAsync(sent);
    }

    /// <summary>Imports the plan as it is by now.</summary>
    public async Task ImportAsync(DateTime at, bool isFirst)
    {
        var folder = Directory.CreateDirectory(_config + ".plan").FullName;
        _plan.Write(folder, isFirst);
        _clock.Set(new(at, Zone));
        await using (var services = ServiceFactory.Create(Settings.Load(_config, []), _clock))
        {
            if (isFirst)
                await services.GetRequiredService<SchemaMigration>().ApplyAsync(Service.Token);
            Assert.Empty(
                (await services.GetRequiredService<Importer>().ImportAsync(
                    ImportSource.Folder(folder),
                    isDryRun: false,
                    Service.Token)).Errors);
            // Somebody looks at what a large import brings, and says go.
            await services.GetRequiredService<OutboxDecisions>()
                .MakeForAllAsync(OutboxDecision.Release, Gesture.AtConsole(), Service.Token);
        }

        // Nobody keeps the file open who would not in real life.
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    // Most in time, some late, some never, some corrected.
    private IEnumerable<Submission> Submissions(DateOnly monday, Random random)
    {
        // What is sent for a week that owes nothing stands in no report.
        if (!new Owed(_plan).IsOwed(monday))
            yield break;
        var day = Owed.SubmissionDay(monday)!.Value;
        var cutOff = day.ToDateTime(new(16, 0));
        foreach (var unit in _plan.Owing.Order(StringComparer.Ordinal))
        {
            var chance = random.Next(100);
            if (chance >= 85)
                continue;
            var at = chance < 70
                ? cutOff.AddMinutes(-random.Next(1, Math.Max(2, (day.DayNumber - monday.DayNumber) * 1440)))
                : cutOff.AddMinutes(random.Next(1, 5 * 1440));
            yield return new(unit, Owed.Week(monday), at);
            if (random.Next(12) == 0)
                yield return new(unit, Owed.Week(monday), at.AddMinutes(random.Next(5, 1500)));
        }
    }
}
