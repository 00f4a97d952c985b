using System.CommandLine;
using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Import;
using CamHa.Scheduler.Simulation;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace CamHa.Scheduler.Commands;

/// <summary>Simulates a span of days and shows every mail that they would bring.</summary>
internal static class SimulateCommand
{
    public static Command Create()
    {
        var from = DayOption("--from", Language.Say("Ngày đầu, như 16/2/2022.", "The first day, such as 2022-02-16."));
        var to = DayOption("--to", Language.Say("Ngày cuối.", "The last day."));
        from.Required = to.Required = true;
        var dir = new Option<string>("--dir")
        {
            Description = Language.Say(
                "Thư mục ghi thư và trang xem, tính từ thư mục đang đứng.",
                "The folder for mails and pages; from the current folder on."),
            DefaultValueFactory = _ => "camha-simulation",
        };
        var files = new Option<bool>("--files")
        {
            Description = Language.Say(
                "Tạo cả tệp Word, PDF, Excel của các báo cáo; lâu khoảng gấp đôi.",
                "Makes the reports' Word, PDF and Excel files too; it takes about twice the time."),
        };
        var assumeDone = new Option<bool>("--assume-done")
        {
            Description = Language.Say(
                "Giả định mọi việc xong đúng hạn; không ghi thì giả định không ai làm thêm việc gì.",
                "Assumes that everything is done in time; without it nothing more is ever done."),
        };
        var command = new Command(
            "simulate", Language.Say(
                "Chạy thử nhiều ngày trên bản sao dữ liệu để xem sẽ gửi những thư nào; không gửi và không ghi gì thật.",
                "Runs the looks over a copy of the data on a virtual clock; database and mail server stay untouched."))
        {
            from,
            to,
            dir,
            files,
            assumeDone,
        };
        command.SetAction((parsed, token) => RunAsync(
            parsed.Settings(),
            new(parsed.GetValue(from), parsed.GetValue(to), parsed.GetValue(assumeDone)),
            parsed.GetValue(dir)!,
            parsed.GetValue(files),
            token));
        return command;
    }

    internal static Option<DateOnly> DayOption(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = result =>
        {
            var typed = result.Tokens[0].Value;
            var (day, fault) = DayText.Read(typed.Trim());
            if (day is null)
                result.AddError($"{name}: {fault}");
            return day ?? default;
        },
    };

    private static async Task<int> RunAsync(Settings settings, Span span, string dir, bool makesFiles, CancellationToken token)
    {
        if (span.To < span.From)
        {
            await Console.Error.WriteLineAsync(Language.Say(
                $"--to = '{span.To:yyyy-MM-dd}': trước --from, {span.From:yyyy-MM-dd}.",
                $"--to = '{span.To:yyyy-MM-dd}': this is before --from, {span.From:yyyy-MM-dd}."));
            return CommandLine.WrongUsage;
        }

        var begin = span.From.ToDateTime(TimeOnly.MinValue);
        var end = span.To.ToDateTime(TimeOnly.MaxValue);
        IReadOnlyList<GalleryMessage> messages = [];
        await using var rehearsal = await Rehearsal.OpenAsync(
            settings, dir, begin, makesFiles, span.IsAllDone ? span.To : null, token);
        await Progress.ShowAsync($"{span.From:yyyy-MM-dd} to {span.To:yyyy-MM-dd}", async report =>
        {
            var days = new DayProgress(begin, end, report, start: 0, share: 90);
            await rehearsal.Services.GetRequiredService<Simulator>().RunAsync(begin, end, days, token);
            report("pages", 95);
            messages = await rehearsal.Services.GetRequiredService<Gallery>().WriteAsync(
                rehearsal.Folder, $"Mô phỏng {Vietnamese.Date(span.From)} – {Vietnamese.Date(span.To)}", span.Assumption.Vietnamese, token);
            report("done", 100);
        });
        if (messages.Count == 0)
            AnsiConsole.WriteLine(await WhyNoneAsync(rehearsal.Services, span, token));
        else
            SentMails.Show(messages);
        AnsiConsole.WriteLine($"{span.Assumption}");
        AnsiConsole.WriteLine(SentMails.AsIfReleased);
        var page = Path.Combine(rehearsal.Folder, "index.html");
        AnsiConsole.WriteLine(Language.Say($"{messages.Count} thư. Hãy xem: {page}", $"{messages.Count} mails. Look at {page}"));
        return CommandLine.Done;
    }

    private static async Task<string> WhyNoneAsync(IServiceProvider services, Span span, CancellationToken token)
    {
        await using var session = await services.GetRequiredService<Database>().OpenAsync(token);
        var campaigns = await CampaignStore.AllAsync(session, token);
        if (campaigns.Count == 0)
        {
            return Language.Say(
                "Chưa có đợt thi đua nào trong cơ sở dữ liệu. Hãy nhập kế hoạch trước, bằng lệnh import.",
                "The database has no campaign yet. Import a plan first: camha import PLAN");
        }

        if (campaigns.TrueForAll(campaign => campaign.EndsOn < span.From || campaign.StartsOn > span.To))
        {
            var when = string.Join("; ", campaigns.Select(campaign =>
                $"{campaign.Name}: {Language.Say(campaign.StartsOn)} – {Language.Say(campaign.EndsOn)}"));
            return Language.Say($"Những ngày này nằm ngoài đợt thi đua ({when}).", $"These days are outside the campaign ({when}).");
        }

        var calendar = await CalendarStore.ReadAsync(session, token);
        return calendar.OnOrAfter(span.From) > span.To
            ? Language.Say("Trong những ngày này không có ngày làm việc nào.", "None of these days is a working day.")
            : Language.Say("Trong những ngày này không có gì phải nhắc hay báo cáo.", "Nothing is owed on these days.");
    }

    private sealed record Span(DateOnly From, DateOnly To, bool IsAllDone)
    {
        public Bilingual Assumption => IsAllDone
            ? new(
                "Giả định: mọi nhiệm vụ xong đúng hạn, mọi đơn vị nộp báo cáo đúng hạn. Đây là ít thư nhất có thể.",
                "Assumed: every assignment is done in time, and every unit submits in time. Fewer mails cannot be.")
            : new(
                "Giả định: từ nay không ai làm xong thêm việc gì và không ai nộp thêm báo cáo nào. Đây là nhiều thư nhất có thể; "
                    + "thêm --assume-done để xem trường hợp ngược lại.",
                "Assumed: from now on nothing more is done or submitted. More mails cannot be; --assume-done shows the opposite.");
    }
}
