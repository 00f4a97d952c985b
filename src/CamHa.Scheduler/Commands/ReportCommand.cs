using System.CommandLine;
using CamHa.Scheduler.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Commands;

/// <summary>Issued reports: their content, their files, and what changed between two.</summary>
internal static class ReportCommand
{
    public static Command Create() => new("report", "The reports that were issued, and their files.")
    {
        ReportListCommand.Create(),
        ReportShowCommand.Create(),
        ReportRenderCommand.Create(),
        ReportExportCommand.Create(),
        ReportDiffCommand.Create(),
    };

    internal static Option<string> WeekOption(string name = "--week", string description = "The ISO week, such as 2022-W24.") =>
        new(name) { Description = description, Required = true };

    internal static Option<int?> RevisionOption(string name = "--revision") =>
        new(name) { Description = "1 is the Friday report, 2 its supplement; the last where it is left out." };

    internal static Option<string?> CampaignOption() => new("--campaign") { Description = "The campaign's code, where there are several." };

    internal static Option<string> DirOption() => new("--dir")
    {
        Description = "The folder for the files; from the current folder on.",
        DefaultValueFactory = _ => "camha-reports",
    };

    /// <summary>Runs a command with a session of its database.</summary>
    internal static async Task<int> RunAsync(
        this ParseResult parsed, Func<DatabaseSession, IServiceProvider, Task> act, CancellationToken token)
    {
        await using var services = await ServiceFactory.OpenAsync(parsed.Settings(), token);
        await using var session = await services.GetRequiredService<Database>().OpenAsync(token);
        await act(session, services);
        return CommandLine.Done;
    }
}
