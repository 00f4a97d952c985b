using System.CommandLine;
using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.FridayReport.Snapshot;
using CamHa.Scheduler.FridayReport.Wording;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Simulation;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace CamHa.Scheduler.Commands;

/// <summary>Renders what a look would send, and sends nothing.</summary>
internal static class PreviewCommand
{
    /// <summary>The names of looks by their words on the command line.</summary>
    internal static IReadOnlyDictionary<string, string[]> Looks { get; } = new Dictionary<string, string[]>
    {
        ["deadlines"] = [LookName.Deadlines],
        ["weekly"] = [LookName.Reminders],
        ["report"] = [LookName.Report, LookName.Supplement],
    };

    private static readonly Dictionary<string, string> Titles = new()
    {
        ["deadlines"] = "nhắc thời hạn nhiệm vụ",
        ["weekly"] = "nhắc nộp báo cáo tuần",
        ["report"] = "báo cáo tổng hợp",
    };

    public static Command Create()
    {
        var what = WhatArgument();
        var on = SimulateCommand.DayOption("--on", Language.Say(
            "Xem như vào ngày này, đúng giờ chạy; không ghi thì là lúc này.",
            "The day to look on, at the look's own time; now where it is left out."));
        var unit = new Option<string?>("--unit")
        {
            Description = Language.Say(
            "Chỉ xem thư của một đơn vị (ghi mã đơn vị).", "Shows one unit's mails only.")
        };
        var dir = new Option<string>("--dir")
        {
            Description = Language.Say(
                "Thư mục ghi thư và trang xem, tính từ thư mục đang đứng.",
                "The folder for mails and pages; from the current folder on."),
            DefaultValueFactory = _ => "camha-preview",
        };
        var command = new Command("preview", Language.Say(
            "Cho xem trước thư sẽ gửi; không gửi gì.", "Shows what would be sent, and sends nothing.")) { what, on, unit, dir };
        command.SetAction((parsed, token) => RunAsync(
            parsed.Settings(),
            parsed.GetValue(what)!,
            parsed.GetResult(on) is null ? null : parsed.GetValue(on),
            parsed.GetValue(unit),
            parsed.GetValue(dir)!,
            token));
        return command;
    }

    internal static Argument<string> WhatArgument()
    {
        var what = new Argument<string>("WHAT")
        {
            Description = Language.Say(
            "deadlines (nhắc thời hạn), weekly (nhắc nộp báo cáo tuần) hoặc report (báo cáo tổng hợp).", "deadlines, weekly or report")
        };
        what.AcceptOnlyFromAmong([.. Looks.Keys]);
        return what;
    }

    private static async Task<int> RunAsync(Settings settings, string what, DateOnly? on, string? unit, string dir, CancellationToken token)
    {
        DateTime now;
        await using (var services = ServiceFactory.Create(settings))
        {
            var clock = services.GetRequiredService<CampaignClock>();
            now = clock.WallClock(clock.Now);
        }

        // From now on, with what has been issued by now; a day in the past as if nothing had been issued on it yet.
        var begin = on is { } day && day < DateOnly.FromDateTime(now) ? day.ToDateTime(TimeOnly.MinValue) : now;
        await using var rehearsal = await Rehearsal.OpenAsync(settings, dir, begin, makesFiles: true, doneUntil: null, token);
        if (unit is not null && !await IsUnitAsync(rehearsal.Services, unit, token))
        {
            await Console.Error.WriteLineAsync(OutboxAnswers.NoUnit(unit));
            return CommandLine.WrongUsage;
        }

        var simulator = rehearsal.Services.GetRequiredService<Simulator>();
        var looks = rehearsal.Services.GetServices<ILook>().Where(look => Looks[what].Contains(look.Name)).ToList();
        foreach (var look in looks.OrderBy(look => look.Times.DefaultIfEmpty().Max()))
            await simulator.LookAsync(look, on?.ToDateTime(look.Times.DefaultIfEmpty().Max()) ?? now, unit, token);
        var shown = await rehearsal.Services.GetRequiredService<Gallery>()
            .WriteAsync(rehearsal.Folder, $"Xem trước: {Titles[what]}", "Những thư sẽ gửi nếu xem xét lúc này. Chưa gửi thư nào.", token);
        if (shown.Count == 0)
        {
            var tomorrow = $"--on {DateOnly.FromDateTime(now).AddDays(1):yyyy-MM-dd}";
            AnsiConsole.WriteLine(Language.Say(
                "Lúc đó không có thư nào phải gửi: không có gì đến mốc nhắc, đã nhắc rồi, hoặc là ban đêm (22 giờ đến 6 giờ), ngày "
                    + $"nghỉ, ngoài thời gian của kế hoạch. Xem một ngày khác: thêm --on và ngày đó, như {tomorrow}.",
                "No mail is owed then: nothing has come to a step, all of it has been told, or it is night (22:00 to 6:00), a day off, "
                    + $"or outside the campaign. To see another day, add --on, as in {tomorrow}."));
            return CommandLine.Done;
        }

        AnsiConsole.Write(Mails(shown));
        AnsiConsole.WriteLine(SentMails.AsIfReleased);
        if (what == "report")
            await ShowFiguresAsync(rehearsal.Services, shown, token);
        var page = Path.Combine(rehearsal.Folder, "index.html");
        AnsiConsole.WriteLine(Language.Say($"Chưa gửi thư nào. Hãy xem: {page}", $"Nothing was sent. Look at {page}"));
        return CommandLine.Done;
    }

    private static Table Mails(IEnumerable<GalleryMessage> messages)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns(
            Language.Say("Người nhận", "Recipient"), Language.Say("Tiêu đề", "Subject"), Language.Say("Kết quả", "Outcome"));
        foreach (var message in messages)
        {
            table.AddRow(
                Markup.Escape(message.Recipient),
                Markup.Escape(message.Subject),
                Markup.Escape(message.State == OutboxState.Sent
                    ? Language.Say("Sẽ gửi", "to be sent")
                    : $"{OutboxAnswers.State($"{message.State}")} {OutboxAnswers.Reason(message.StateReason)}".Trim()));
        }

        return table;
    }

    private static async Task<bool> IsUnitAsync(IServiceProvider services, string code, CancellationToken token)
    {
        await using var session = await services.GetRequiredService<Database>().OpenAsync(token);
        return await UnitName.ExistsAsync(session, code, token);
    }

    private static async Task ShowFiguresAsync(IServiceProvider services, IReadOnlyList<GalleryMessage> messages, CancellationToken token)
    {
        await using var session = await services.GetRequiredService<Database>().OpenAsync(token);
        var reports = messages
            .Where(message => message.Kind is NoticeKind.Report or NoticeKind.Supplement)
            .DistinctBy(message => message.MessageKey);
        foreach (var report in reports)
        {
            var model = ReportModel.Of(await ReportStore.OneAsync(session, report.CampaignId, report.Week!, report.Step, token));
            var table = new Table()
                .Border(TableBorder.Simple)
                .AddColumn(Markup.Escape(model.Title))
                .AddColumn("", column => column.RightAligned());
            foreach (var (name, figure) in new[]
            {
                (Language.Say("phải nộp báo cáo", "owe a submission"), model.Owing),
                (Language.Say("đúng hạn", "on time"), model.OnTime),
                (Language.Say("muộn", "late"), model.Late),
                (Language.Say("chưa nộp", "awaited"), model.Missing),
                (Language.Say("được miễn", "exempt"), model.Exempt),
                (Language.Say("nhiệm vụ", "assignments"), model.Assignments),
                (Language.Say("hoàn thành", "done"), model.Done),
                (Language.Say("đã báo hoàn thành, chờ xác nhận", "reported done, to be confirmed"), model.Waiting),
                (Language.Say("đang thực hiện, trong hạn", "under way, in time"), model.OnTrack),
                (Language.Say("quá hạn", "overdue"), model.Overdue),
                (Language.Say("phần việc đơn vị báo hoàn thành, chờ xác nhận", "units' parts to be confirmed"), model.WaitingParts),
            })
            {
                table.AddRow(name, $"{figure}");
            }

            AnsiConsole.Write(table);
        }
    }
}
