using System.CommandLine;
using System.Text.Json;
using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Nodes;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Status;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Submissions;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace CamHa.Scheduler.Commands;

/// <summary>Shows the next looks, the last runs, this week's submissions and the outbox.</summary>
internal static class StatusCommand
{
    public static Command Create()
    {
        var command = new Command("status", "Shows next looks, last runs, this week's submissions and the outbox.") { CommandLine.Json };
        command.SetAction(async (parsed, token) =>
        {
            await using var services = await ServiceFactory.OpenAsync(parsed.Settings(), token);
            var status = await ReadAsync(services, token);
            if (parsed.GetValue(CommandLine.Json))
                Console.WriteLine(JsonSerializer.Serialize(status, JsonFormat.Options));
            else
                Show(status, services.GetRequiredService<CampaignClock>());
            return CommandLine.Done;
        });
        return command;
    }

    private static async Task<Shown> ReadAsync(IServiceProvider services, CancellationToken token)
    {
        await using var session = await services.GetRequiredService<Database>().OpenSnapshotAsync(token);
        var status = await services.GetRequiredService<StatusReader>().ReadAsync(session, token);
        return new(
            status.Now,
            status.Database,
            status.Transport,
            status.IsArmed
                ? "armed"
                : "NOT ARMED: nothing is sent from this machine; "
                    + $"if it is to send: {services.GetRequiredService<CloneGuard>().Remedy}",
            status.ArmedFor,
            status.NextLooks,
            status.LastRuns,
            await WeeksAsync(services.GetRequiredService<WeekReader>(), session, token),
            status.Outbox,
            status.Paused,
            status.Waiting,
            status.Held,
            status.Faults,
            status.Limits);
    }

    private static async Task<List<WeekStatus>> WeeksAsync(WeekReader reader, DatabaseSession session, CancellationToken token)
    {
        var weeks = new List<WeekStatus>();
        foreach (var campaign in await CampaignStore.AllAsync(session, token))
        {
            if (await reader.ThisAsync(session, campaign, token) is not { } current)
                continue;
            weeks.Add(new(
                campaign.Code,
                current.Week.Week.ToString(),
                current.Week.CutOff,
                [.. current.Units.Where(unit => unit.SubmittedAt is not null).Select(unit => unit.Code)],
                [
                    .. current.Units
                        .Where(unit => unit.Standing.State is SubmissionState.Awaited or SubmissionState.Missing)
                        .Select(unit => unit.Code),
                ]));
        }

        return weeks;
    }

    private static void Show(Shown status, CampaignClock clock)
    {
        AnsiConsole.WriteLine($"{status.Now:yyyy-MM-dd HH:mm}  {status.Database}");
        AnsiConsole.WriteLine($"{status.Transport}; {status.Armed}");
        var armedFor = status.ArmedFor.Count == 0 ? "the first machine that runs" : string.Join(", ", status.ArmedFor);
        AnsiConsole.WriteLine($"Armed for: {armedFor}");
        var looks = new Table().Border(TableBorder.Simple).AddColumns("Next look", "At");
        foreach (var look in status.NextLooks)
            looks.AddRow(look.Look, $"{look.At:yyyy-MM-dd HH:mm}");
        AnsiConsole.Write(looks);
        var runs = new Table().Border(TableBorder.Simple).AddColumns("Last run", "Started", "Outcome", "Notices", "Mails", "Detail");
        foreach (var run in status.LastRuns)
        {
            runs.AddRow(
                run.Job,
                $"{clock.WallClock(run.StartedAt):yyyy-MM-dd HH:mm}",
                $"{run.Outcome}",
                $"{run.Notices}",
                $"{run.Messages}",
                Markup.Escape(run.Detail));
        }

        AnsiConsole.Write(runs);
        foreach (var week in status.Weeks)
        {
            AnsiConsole.WriteLine($"{week.Campaign} {week.Week}, until {week.CutOff:yyyy-MM-dd HH:mm}: "
                + $"{week.Received.Count} received, {week.Awaited.Count} awaited"
                + (week.Awaited.Count == 0 ? "" : $" ({string.Join(", ", week.Awaited)})"));
        }

        if (status.Paused is { } pause)
        {
            AnsiConsole.WriteLine($"PAUSED: nothing is sent since {clock.WallClock(pause.Since):yyyy-MM-dd HH:mm}, from {pause.Machine}. "
                + $"Waiting: {OutboxAnswers.Waiting(status.Waiting)} Let mails leave again: camha resume");
        }

        foreach (var run in status.Held)
        {
            AnsiConsole.WriteLine($"HELD: {run.Messages} mails of {run.Code} since {run.HeldAt:yyyy-MM-dd HH:mm}Z, "
                + (run.IsFirst ? "the first sending, which waits for somebody's go" : "a run far larger than usual")
                + ". See 'camha outbox list --state held', then 'camha outbox release --all'.");
        }

        foreach (var fault in status.Faults)
        {
            AnsiConsole.WriteLine($"NOTHING IS SENT from {fault.Machine} since {fault.Since:yyyy-MM-dd HH:mm}Z; "
                + $"next try {fault.RetryAt:HH:mm:ss}Z. {fault.Reason}");
        }

        if (status.Limits is { } limits)
            AnsiConsole.WriteLine(Says(limits, status.Outbox.GetValueOrDefault(nameof(OutboxState.Pending))));
        var outbox = string.Join(", ", status.Outbox.Select(each => $"{each.Value} {each.Key}"));
        AnsiConsole.WriteLine($"Outbox: {(outbox.Length == 0 ? "empty" : outbox)}");
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

    private sealed record Shown(
        DateTime Now,
        string Database,
        string Transport,
        string Armed,
        IReadOnlyList<string> ArmedFor,
        IReadOnlyList<NextLook> NextLooks,
        IReadOnlyList<LastRun> LastRuns,
        IReadOnlyList<WeekStatus> Weeks,
        IReadOnlyDictionary<string, int> Outbox,
        Pause? Paused,
        IReadOnlyDictionary<string, int> Waiting,
        IReadOnlyList<HeldRun> Held,
        IReadOnlyList<ShownFault> Faults,
        LimitUse? Limits);

    private sealed record WeekStatus(
        string Campaign,
        string Week,
        DateTime CutOff,
        IReadOnlyList<string> Received,
        IReadOnlyList<string> Awaited);
}
