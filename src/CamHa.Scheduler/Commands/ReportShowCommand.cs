using System.CommandLine;
using CamHa.Scheduler.FridayReport;
using CamHa.Scheduler.FridayReport.Wording;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Commands;

/// <summary>Shows a report as text, with the hashes of its files.</summary>
internal static class ReportShowCommand
{
    public static Command Create()
    {
        var (week, revision, campaign) = (ReportCommand.WeekOption(), ReportCommand.RevisionOption(), ReportCommand.CampaignOption());
        var command = new Command("show", Language.Say(
            "Xem một báo cáo dạng chữ, cùng mã kiểm tra của các tệp; thêm --json để lấy số liệu.",
            "Shows one report as text, with the hashes of its files; with --json its frozen figures."))
        {
            week,
            revision,
            campaign,
            CommandLine.Json,
        };
        command.SetAction((parsed, token) => parsed.RunAsync(
            async (session, services) =>
            {
                var report = await FoundReport.FindAsync(
                    session, parsed.GetValue(week)!, parsed.GetValue(revision), parsed.GetValue(campaign), token);
                if (parsed.GetValue(CommandLine.Json))
                {
                    Console.WriteLine(report.Json);
                    return;
                }

                var model = new ReportMailModel(ReportModel.Of(report.Snapshot, isWhole: true));
                Console.WriteLine((await services.GetRequiredService<Templates>().RenderAsync("report", model.Subject, model)).Text);
                Console.WriteLine(ReportAnswers.Snapshot(report.Sha256));
                foreach (var file in await report.FilesAsync(session, token))
                    Console.WriteLine(ReportAnswers.File(file.Name, file.Length, file.Sha256));
            },
            token));
        return command;
    }
}
