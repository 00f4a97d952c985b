using System.CommandLine;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Export;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Commands;

/// <summary>Writes a plan as a workbook, to correct it in Excel, or an empty one to write a plan into.</summary>
internal static class ExportCommand
{
    private static string File => Language.Say("TỆP", "FILE");

    public static Command Create()
    {
        var path = new Argument<string>(File)
        {
            Description = Language.Say("Tệp Excel cần ghi, như KE-HOACH.xlsx.", "The workbook to write, such as PLAN.xlsx."),
        };
        var campaign = new Option<string?>("--campaign")
        {
            Description = Language.Say("Mã kế hoạch, nếu có nhiều kế hoạch.", "The campaign's code, where there are several."),
        };
        var template = new Option<bool>("--template")
        {
            Description = Language.Say(
                "Ghi tệp mẫu để lập kế hoạch mới: mỗi trang có một dòng ví dụ; không cần cơ sở dữ liệu.",
                "Writes an empty plan with an example row in each sheet; no database is needed."),
        };
        var force = new Option<bool>("--force")
        {
            Description = Language.Say("Ghi đè lên tệp đã có.", "Replaces a file that is there."),
        };
        var command = new Command("export", Language.Say(
            "Xuất kế hoạch ra tệp Excel, để sửa, in hoặc đếm.", "Writes a plan as a workbook, to correct, to print or to count in."))
        {
            path,
            campaign,
            template,
            force,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(template) && result.GetValue(campaign) is not null)
                result.AddError(ExportAnswers.TemplateOfCampaign);
        });
        command.SetAction(async (parsed, token) =>
        {
            var file = parsed.GetValue(path)!;
            OutputFile.Check(File, file, ".xlsx", parsed.GetValue(force));
            if (parsed.GetValue(template))
                await WriteTemplateAsync(parsed.Settings(), file);
            else
                await WriteAsync(parsed.Settings(), parsed.GetValue(campaign), file, token);
            return CommandLine.Done;
        });
        return command;
    }

    private static async Task WriteTemplateAsync(Settings settings, string file)
    {
        await using var services = ServiceFactory.Create(settings);
        OutputFile.Write(File, file, new PlanWorkbook(services.GetRequiredService<CampaignClock>()).WriteTemplate);
        Console.WriteLine(ExportAnswers.Template(file));
    }

    private static async Task WriteAsync(Settings settings, string? campaign, string file, CancellationToken token)
    {
        await using var services = await ServiceFactory.OpenAsync(settings, token);
        PlanData plan;
        RecordOfPlan record;
        await using (var session = await services.GetRequiredService<Database>().OpenSnapshotAsync(token))
        {
            plan = await PlanData.OfCampaignAsync(session, campaign, token);
            record = await RecordOfPlan.ReadAsync(session, plan.CampaignId, token);
        }

        IReadOnlyList<ExportedSheet> sheets = [];
        var workbook = new PlanWorkbook(services.GetRequiredService<CampaignClock>());
        OutputFile.Write(File, file, stream => sheets = workbook.Write(plan, stream, record));
        foreach (var sheet in sheets.Where(sheet => sheet.LeftOut.Count > 0))
            await Console.Error.WriteLineAsync(UpkeepAnswers.Warning(ExportAnswers.LeftOut(sheet)));
        foreach (var sheet in sheets.Where(sheet => sheet.Older > 0))
            await Console.Error.WriteLineAsync(UpkeepAnswers.Warning(ExportAnswers.Older(sheet)));
        Console.WriteLine(ExportAnswers.Written(plan.Campaign!.Code, file, sheets));
    }
}
