using System.CommandLine;
using System.Text.Json;
using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Submissions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Spectre.Console;

namespace CamHa.Scheduler.Commands;

/// <summary>What fires next, what ran last, who has submitted this week, what the outbox holds.</summary>
internal static class StatusCommand
{
    public static Command Create()
    {
        var command = new Command("status", "Shows next looks, last runs, this week's submissions and the outbox.") { CommandLine.Json };
        command.SetAction(async (parsed, token) =>
        {
            await using var services = await Services.OpenAsync(parsed.Settings(), token);
            var status = await ReadAsync(services, token);
            if (parsed.GetValue(CommandLine.Json))
                Console.WriteLine(JsonSerializer.Serialize(status, JsonOutput.Options));
            else
                Show(status);
            return CommandLine.Done;
        });
        return command;
    }

    private static async Task<Status> ReadAsync(IServiceProvider services, CancellationToken token)
    {
        var clock = services.GetRequiredService<CampaignClock>();
        var database = services.GetRequiredService<Database>();
        var guard = services.GetRequiredService<CloneGuard>();
        var armedFor = await guard.ArmedForAsync(token);
        var now = clock.WallClock(clock.Now);
        await using var session = await database.OpenAsync(token);
        return new(
            now,
            database.Description,
            services.GetRequiredService<IMailTransport>().Description,
            armedFor.Count == 0 || armedFor.Contains(guard.Machine) ? "armed" : $"NOT ARMED: nothing is sent from this machine; if it is to send: {guard.Remedy}",
            armedFor,
            [.. services.GetServices<ILook>().SelectMany(look => look.Times.Select(at => new NextLook(look.Name, Next(now, at)))).OrderBy(look => look.At)],
            await session.QueryAsync<LastRun>("status/last-runs", null, token),
            await WeeksAsync(services, session, clock, now, token),
            (await session.QueryAsync<OutboxCount>("status/outbox", null, token)).ToDictionary(row => row.State, row => row.Messages),
            await session.QueryAsync<ShownFault>("status/transport-faults", null, token),
            await services.GetRequiredService<SendingLimits>().UseAsync(session, clock.Now, token));
    }

    private static async Task<List<WeekStatus>> WeeksAsync(IServiceProvider services, Session session, CampaignClock clock, DateTime now, CancellationToken token)
    {
        var weeks = new List<WeekStatus>();
        var times = services.GetRequiredService<IOptions<WeeklyOptions>>().Value.Times;
        var calendar = await CalendarStore.ReadAsync(session, token);
        foreach (var campaign in await CampaignStore.AllAsync(session, token))
        {
            var reporting = new ReportingCalendar(calendar, times, campaign.StartsOn, campaign.EndsOn);
            if (reporting.Current(now) is not { } week)
                continue;
            var units = await SubmissionStore.StandingAsync(session, campaign.Id, week, clock.Now, clock, token);
            weeks.Add(new(
                campaign.Code, week.Week.ToString(), week.CutOff,
                [.. units.Where(unit => unit.Standing.State == SubmissionState.OnTime).Select(unit => unit.Code)],
                [.. units.Where(unit => unit.Standing.State == SubmissionState.Awaited).Select(unit => unit.Code)]));
        }

        return weeks;
    }

    private static DateTime Next(DateTime now, TimeOnly at) => now.Date + at.ToTimeSpan() is var today && today > now ? today : today.AddDays(1);

    private static void Show(Status status)
    {
        AnsiConsole.WriteLine($"{status.Now:yyyy-MM-dd HH:mm}  {status.Database}");
        AnsiConsole.WriteLine($"{status.Transport}; {status.Armed}");
        AnsiConsole.WriteLine($"Armed for: {(status.ArmedFor.Count == 0 ? "the first machine that runs" : string.Join(", ", status.ArmedFor))}");
        var looks = new Table().Border(TableBorder.Simple).AddColumns("Next look", "At");
        foreach (var look in status.NextLooks)
            looks.AddRow(look.Look, $"{look.At:yyyy-MM-dd HH:mm}");
        AnsiConsole.Write(looks);
        var runs = new Table().Border(TableBorder.Simple).AddColumns("Last run", "Started (UTC)", "Outcome", "Notices", "Mails", "Detail");
        foreach (var run in status.LastRuns)
            runs.AddRow(run.Job, $"{run.StartedAt:yyyy-MM-dd HH:mm}", run.Outcome, $"{run.Notices}", $"{run.Messages}", Markup.Escape(run.Detail));
        AnsiConsole.Write(runs);
        foreach (var week in status.Weeks)
        {
            AnsiConsole.WriteLine($"{week.Campaign} {week.Week}, until {week.CutOff:yyyy-MM-dd HH:mm}: {week.Received.Count} received, {week.Awaited.Count} awaited"
                + (week.Awaited.Count == 0 ? "" : $" ({string.Join(", ", week.Awaited)})"));
        }

        foreach (var fault in status.Faults)
            AnsiConsole.WriteLine($"NOTHING IS SENT from {fault.Machine} since {fault.Since:yyyy-MM-dd HH:mm}Z; next try {fault.RetryAt:HH:mm:ss}Z. {fault.Reason}");
        if (status.Limits is { } limits)
            AnsiConsole.WriteLine(Says(limits, status.Outbox.GetValueOrDefault(nameof(OutboxState.Pending))));
        AnsiConsole.WriteLine("Outbox: " + (status.Outbox.Count == 0 ? "empty" : string.Join(", ", status.Outbox.Select(each => $"{each.Value} {each.Key}"))));
    }

    private static string Says(LimitUse limits, int waiting)
    {
        var parts = new List<string>();
        if (limits.PerMinute > 0)
            parts.Add($"{limits.LastMinute} of {limits.PerMinute} mails in the last minute");
        if (limits.PerDay > 0)
            parts.Add($"{limits.LastDay} of {limits.PerDay} in the last 24 hours");
        return $"Limits: {string.Join(", ", parts)}"
            + (limits.RoomFrom is { } from ? $"; FULL: {waiting} wait, the most important first, from {from:yyyy-MM-dd HH:mm}Z on" : "");
    }

    private sealed record Status(
        DateTime Now, string Database, string Transport, string Armed, IReadOnlyList<string> ArmedFor, IReadOnlyList<NextLook> NextLooks,
        IReadOnlyList<LastRun> LastRuns, IReadOnlyList<WeekStatus> Weeks, IReadOnlyDictionary<string, int> Outbox,
        IReadOnlyList<ShownFault> Faults, LimitUse? Limits);

    private sealed record NextLook(string Look, DateTime At);

    private sealed record WeekStatus(string Campaign, string Week, DateTime CutOff, IReadOnlyList<string> Received, IReadOnlyList<string> Awaited);

    private sealed record LastRun
    {
        public string Job { get; init; } = "";

        public DateTimeOffset StartedAt { get; init; }

        public string Outcome { get; init; } = "";

        public int Notices { get; init; }

        public int Messages { get; init; }

        public string Detail { get; init; } = "";
    }

    private sealed record ShownFault
    {
        public string Machine { get; init; } = "";

        public string Transport { get; init; } = "";

        public string Reason { get; init; } = "";

        public DateTimeOffset Since { get; init; }

        public DateTimeOffset RetryAt { get; init; }
    }

    private sealed record OutboxCount
    {
        public string State { get; init; } = "";

        public int Messages { get; init; }
    }
}
