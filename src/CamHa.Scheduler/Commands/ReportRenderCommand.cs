using System.CommandLine;
using System.Security.Cryptography;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.FridayReport;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Commands;

/// <summary>Writes a report's files again from its snapshot.</summary>
internal static class ReportRenderCommand
{
    public static Command Create()
    {
        var (week, revision, campaign) = (ReportCommand.WeekOption(), ReportCommand.RevisionOption(), ReportCommand.CampaignOption());
        var dir = ReportCommand.DirOption();
        var command = new Command(
            "render", Language.Say(
                "Ghi lại các tệp Word, Excel, PDF của một báo cáo, và cho biết có đúng như bản đã lưu không.",
                "Writes the Word, Excel and PDF files of a report once more, and says whether they are as they were filed."))
        {
            week,
            revision,
            campaign,
            dir,
        };
        command.SetAction((parsed, token) => parsed.RunAsync(
            async (session, _) =>
            {
                var report = await FoundReport.FindAsync(
                    session, parsed.GetValue(week)!, parsed.GetValue(revision), parsed.GetValue(campaign), token);
                await WriteAsync(session, report, OutputFolder.Create(parsed.GetValue(dir)!), token);
            },
            token));
        return command;
    }

    internal static async Task WriteAsync(DatabaseSession session, FoundReport report, string folder, CancellationToken token)
    {
        var filed = (await report.FilesAsync(session, token)).ToDictionary(file => file.Name, file => file.Sha256, StringComparer.Ordinal);
        foreach (var file in new ReportFiles(report.Snapshot).WithSnapshot(report.Json))
        {
            var path = Path.Combine(folder, file.Name);
            await File.WriteAllBytesAsync(path, file.Content, token);
            bool? isAsFiled = filed.TryGetValue(file.Name, out var hash)
                ? hash == Convert.ToHexStringLower(SHA256.HashData(file.Content))
                : null;
            Console.WriteLine(ReportAnswers.Written(path, file.Content.Length, isAsFiled));
        }
    }
}
