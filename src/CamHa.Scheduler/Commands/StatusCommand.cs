using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Inbox;
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
        var command = new Command("status", Language.Say(
            "Xem tình trạng: việc sắp tới, việc đã chạy, báo cáo tuần này và hộp thư đi.",
            "Shows next looks, last runs, this week's submissions and the outbox.")) { CommandLine.Json };
        command.SetAction(async (parsed, token) =>
        {
            await using var services = await ServiceFactory.OpenAsync(parsed.Settings(), token);
            var status = await ReadAsync(services, token);
            if (parsed.GetValue(CommandLine.Json))
                Console.WriteLine(JsonSerializer.Serialize(status, JsonFormat.Options));
            else
                Show(status, services.GetRequiredService<CloneGuard>().Remedy, services.GetRequiredService<CampaignClock>());
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
            status.IsArmed,
            status.IsArmed ? "armed" : "NOT ARMED: nothing is sent from this machine",
            status.ArmedFor,
            status.NextLooks,
            status.LastRuns,
            await WeeksAsync(services.GetRequiredService<WeekReader>(), session, token),
            status.Outbox,
            status.Paused,
            status.Waiting,
            status.Held,
            status.Faults,
            status.Limits,
            status.Failing,
            status.Inbox,
            status.ExtensionsAsked);
    }

    private static async Task<List<WeekStatus>> WeeksAsync(WeekReader reader, DatabaseSession session, CancellationToken token)
    {
        var weeks = new List<WeekStatus>();
        foreach (var campaign in await CampaignStore.AllAsync(session, token))
        {
            if (await reader.ThisAsync(session, campaign, token) is { } current)
                weeks.Add(WeekStatus.Of(campaign.Code, current));
        }

        return weeks;
    }

    private static void Show(Shown status, string remedy, CampaignClock clock)
    {
        AnsiConsole.WriteLine($"{Language.Say(status.Now)}  {status.Database}");
        AnsiConsole.WriteLine($"{status.Transport}; {StatusAnswers.Armed(status.IsArmed, remedy)}");
        AnsiConsole.WriteLine(StatusAnswers.ArmedFor(status.ArmedFor));
        AnsiConsole.Write(StatusAnswers.Looks(status.NextLooks));
        AnsiConsole.Write(StatusAnswers.Runs(status.LastRuns, clock));
        foreach (var run in status.LastRuns.Where(run => run.Detail.Length > 0))
            AnsiConsole.WriteLine($"{StatusAnswers.Look(run.Job)}: {run.Detail}");
        foreach (var week in status.Weeks)
            AnsiConsole.WriteLine(StatusAnswers.Week(week));
        if (status.Paused is { } pause)
            AnsiConsole.WriteLine(StatusAnswers.Paused(pause, status.Waiting, clock));
        foreach (var run in status.Held)
            AnsiConsole.WriteLine(StatusAnswers.Held(run, clock));
        foreach (var fault in status.Faults)
            AnsiConsole.WriteLine(StatusAnswers.Fault(fault, clock));
        if (status.Limits is { } limits)
            AnsiConsole.WriteLine(StatusAnswers.Limits(limits, status.Outbox.GetValueOrDefault(nameof(OutboxState.Pending)), clock));
        AnsiConsole.WriteLine(StatusAnswers.Outbox(status.Outbox));
        if (status.ExtensionsAsked > 0)
            AnsiConsole.WriteLine(StatusAnswers.Extensions(status.ExtensionsAsked));
        if (StatusAnswers.Closed(status.Failing) is { } closed)
            AnsiConsole.WriteLine(closed);
        if (status.Inbox is { } inbox)
        {
            AnsiConsole.WriteLine(StatusAnswers.Inbox(inbox, clock));
            foreach (var absence in inbox.Away)
                AnsiConsole.WriteLine(StatusAnswers.Away(absence));
        }
    }

    private sealed record Shown(
        DateTime Now,
        Bilingual Database,
        Bilingual Transport,
        [property: JsonIgnore] bool IsArmed,
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
        LimitUse? Limits,
        IReadOnlyList<FailingAddress> Failing,
        InboxStanding? Inbox,
        int ExtensionsAsked);
}

/// <summary>Where the units of a campaign stand with their submissions for a week, by the units' codes.</summary>
internal sealed record WeekStatus(
    string Campaign,
    string Week,
    DateTime CutOff,
    IReadOnlyList<string> Received,
    IReadOnlyList<string> Awaited,
    IReadOnlyList<string> Exempt)
{
    public static WeekStatus Of(string campaign, WeekStanding standing)
    {
        return new(
            campaign,
            standing.Week.Week.ToString(),
            standing.Week.CutOff,
            Codes(SubmissionState.OnTime, SubmissionState.Late),
            Codes(SubmissionState.Awaited, SubmissionState.Missing),
            Codes(SubmissionState.Exempt));

        IReadOnlyList<string> Codes(params SubmissionState[] states) =>
            [.. standing.Units.Where(unit => states.Contains(unit.Standing.State)).Select(unit => unit.Code)];
    }
}
