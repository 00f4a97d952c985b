using System.CommandLine;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.FridayReport;

namespace CamHa.Scheduler.Commands;

/// <summary>Writes all reports with their files, to hand them over.</summary>
internal static class ReportExportCommand
{
    public static Command Create()
    {
        var (campaign, dir) = (ReportCommand.CampaignOption(), ReportCommand.DirOption());
        var command = new Command("export", "Writes every report with its files and its figures as JSON, a folder a campaign.")
        {
            campaign,
            dir,
        };
        command.SetAction((parsed, token) => parsed.RunAsync(
            async (session, _) =>
            {
                var root = OutputFolder.Create(parsed.GetValue(dir)!);
                foreach (var listed in await ReportListCommand.ReadAsync(session, parsed.GetValue(campaign), token))
                {
                    var report = await FoundReport.FindAsync(session, listed.Week, listed.Revision, listed.Campaign, token);
                    var folder = Directory.CreateDirectory(ReportFiles.FolderOf(report.Snapshot, root)).FullName;
                    await ReportRenderCommand.WriteAsync(session, report, folder, token);
                }
            },
            token));
        return command;
    }
}
