using System.CommandLine;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.FridayReport;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Commands;

/// <summary>Writes all reports with their files, to hand them over.</summary>
internal static class ReportExportCommand
{
    public static Command Create()
    {
        var (campaign, dir) = (ReportCommand.CampaignOption(), ReportCommand.DirOption());
        var command = new Command("export", Language.Say(
            "Xuất mọi báo cáo cùng các tệp và số liệu (JSON), mỗi đợt thi đua một thư mục.",
            "Writes every report with its files and its figures as JSON, a folder a campaign."))
        {
            campaign,
            dir,
        };
        command.SetAction((parsed, token) => parsed.RunAsync(
            async (session, _) =>
            {
                var root = OutputFolder.Create(parsed.GetValue(dir)!);
                var reports = await ReportListCommand.ReadAsync(session, parsed.GetValue(campaign), token);
                foreach (var listed in reports)
                {
                    var report = await FoundReport.FindAsync(session, listed.Week, listed.Revision, listed.Campaign, token);
                    var folder = Directory.CreateDirectory(ReportFiles.FolderOf(report.Snapshot, root)).FullName;
                    await ReportRenderCommand.WriteAsync(session, report, folder, token);
                }

                Console.WriteLine(reports.Count == 0
                    ? ReportAnswers.None(parsed.GetValue(campaign))
                    : ReportAnswers.Exported(reports.Count, root));
            },
            token));
        return command;
    }
}
