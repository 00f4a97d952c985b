using System.CommandLine;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.FridayReport;
using CamHa.Scheduler.FridayReport.Snapshot;
using CamHa.Scheduler.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Commands;

/// <summary>The reports that were issued: what they say, their files, and what changed between two.</summary>
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

    internal static Option<string> DirOption() => new("--dir") { Description = "The folder for the files.", DefaultValueFactory = _ => "camha-reports" };

    /// <summary>Does something with the database the command is about.</summary>
    internal static async Task<int> RunAsync(this ParseResult parsed, Func<DatabaseSession, IServiceProvider, Task> act, CancellationToken token)
    {
        await using var services = await ServiceFactory.OpenAsync(parsed.Settings(), token);
        await using var session = await services.GetRequiredService<Database>().OpenAsync(token);
        await act(session, services);
        return CommandLine.Done;
    }
}

/// <summary>A report that was issued.</summary>
internal sealed record FoundReport
{
    public int Id { get; init; }

    public string Campaign { get; init; } = "";

    public string Sha256 { get; init; } = "";

    /// <summary>As JSON, to the byte as it was frozen.</summary>
    public string Json { get; init; } = "";

    public ReportSnapshot Snapshot => ReportSnapshot.FromJson(Json);

    /// <exception cref="SettingsException">There is no such report, or more than one; the message names the option.</exception>
    public static async Task<FoundReport> FindAsync(DatabaseSession session, string week, int? revision, string? campaign, CancellationToken token)
    {
        var found = await session.QueryAsync<FoundReport>("report/find", new { Week = week, Revision = revision, Campaign = campaign }, token);
        var campaigns = found.Select(report => report.Campaign).Distinct(StringComparer.Ordinal).ToList();
        return campaigns.Count switch
        {
            1 => found[0],
            0 => throw new SettingsException([$"--week = '{week}'{(revision is null ? "" : $", revision {revision}")}: no such report was issued; 'camha report list' shows them."]),
            _ => throw new SettingsException([$"--campaign = '': several campaigns have a report of {week}; name one of {string.Join(", ", campaigns)}."]),
        };
    }

    public Task<List<FiledFile>> FilesAsync(DatabaseSession session, CancellationToken token) =>
        session.QueryAsync<FiledFile>("report/files", new { ReportId = Id }, token);
}
