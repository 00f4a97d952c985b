using System.CommandLine;
using System.Text.Json;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace CamHa.Scheduler.Commands;

/// <summary>Lists the issued reports, oldest first.</summary>
internal static class ReportListCommand
{
    public static Command Create()
    {
        var campaign = ReportCommand.CampaignOption();
        var command = new Command("list", Language.Say(
            "Liệt kê các báo cáo đã phát hành.", "Lists the reports that were issued.")) { campaign, CommandLine.Json };
        command.SetAction((parsed, token) => parsed.RunAsync(
            async (session, services) =>
            {
                var reports = await ReadAsync(session, parsed.GetValue(campaign), token);
                if (parsed.GetValue(CommandLine.Json))
                    Console.WriteLine(JsonSerializer.Serialize(reports, JsonFormat.Options));
                else if (reports.Count == 0)
                    Console.WriteLine(ReportAnswers.None(parsed.GetValue(campaign)));
                else
                    AnsiConsole.Write(ReportAnswers.List(reports, services.GetRequiredService<CampaignClock>()));
            },
            token));
        return command;
    }

    internal static Task<List<ListedReport>> ReadAsync(DatabaseSession session, string? campaign, CancellationToken token) =>
        session.QueryAsync<ListedReport>("report/list", new { Campaign = campaign }, token);
}

/// <summary>An issued report in the list.</summary>
internal sealed record ListedReport
{
    public string Campaign { get; init; } = "";

    public string Week { get; init; } = "";

    public int Revision { get; init; }

    public DateTimeOffset AsOf { get; init; }

    public string Sha256 { get; init; } = "";

    /// <summary>The number of its files in the archive.</summary>
    public int Files { get; init; }
}
