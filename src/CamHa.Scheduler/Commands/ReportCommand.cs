using System.CommandLine;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Commands;

/// <summary>Issued reports: their content, their files, and what changed between two.</summary>
internal static class ReportCommand
{
    public static Command Create() => new("report", Language.Say(
        "Các báo cáo tổng hợp đã phát hành và tệp của chúng.", "The reports that were issued, and their files."))
    {
        ReportListCommand.Create(),
        ReportShowCommand.Create(),
        ReportRenderCommand.Create(),
        ReportExportCommand.Create(),
        ReportDiffCommand.Create(),
    };

    internal static Option<string> WeekOption(string name = "--week", string? description = null) => new(name)
    {
        Description = description ?? Language.Say("Tuần báo cáo, như 2022-W24.", "The ISO week, such as 2022-W24."),
        Required = true,
    };

    internal static Option<int?> RevisionOption(string name = "--revision") => new(name)
    {
        Description = Language.Say(
            "1 là báo cáo thứ Sáu, 2 là báo cáo bổ sung; không ghi thì lấy bản cuối.",
            "1 is the Friday report, 2 its supplement; the last where it is left out."),
    };

    internal static Option<string?> CampaignOption() => new("--campaign")
    {
        Description = Language.Say("Mã đợt thi đua, nếu có nhiều đợt.", "The campaign's code, where there are several."),
    };

    internal static Option<string> DirOption() => new("--dir")
    {
        Description = Language.Say(
            "Thư mục để ghi tệp, tính từ thư mục đang đứng.", "The folder for the files; from the current folder on."),
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
