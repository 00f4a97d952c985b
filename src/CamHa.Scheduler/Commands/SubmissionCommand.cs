using System.CommandLine;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Commands;

/// <summary>Enters and withdraws weekly submissions.</summary>
internal static class SubmissionCommand
{
    public static Command Create() => new("submission", Language.Say(
        "Báo cáo tuần của các đơn vị: nhập, rút.", "The units' weekly submissions: enters, withdraws."))
    {
        Enter(),
        Withdraw(),
    };

    private static Command Enter()
    {
        var (unit, week, received) = (Unit(), Week(), Received());
        var assignments = new Option<string?>("--assignments")
        {
            Description = Language.Say(
                "Mã các nhiệm vụ được nhắc tới, như \"T02 T04\".", "The assignments it speaks of, such as 'T02 T04'."),
        };
        var results = Text("--results", "Kết quả trong tuần.", "Results of the week.");
        var difficulties = Text("--difficulties", "Khó khăn, vướng mắc.", "Difficulties.");
        var proposals = Text("--proposals", "Kiến nghị, đề xuất.", "Proposals.");
        var nextWeek = Text("--next-week", "Kế hoạch tuần tới.", "Plans for the next week.");
        var channel = Text(
            "--channel",
            "Nhận qua đâu: mail, link, zalo, phone, paper (thư, đường dẫn, điện thoại, giấy).",
            "How it came: mail, link, zalo, phone or paper.");
        var by = Text(
            "--by",
            "Ai gửi hoặc gọi báo, như \"trưởng thôn\".",
            "Who gave it or spoke, such as 'the village head'.");
        var nothing = new Option<bool>("--nothing")
        {
            Description = Language.Say(
                "Đơn vị báo không phát sinh; không cần nội dung.", "The unit says that there is nothing to report; no text is needed."),
        };
        return PlanCommand.Create(
            "enter",
            Language.Say(
                "Nhập báo cáo tuần của một đơn vị; đúng hạn hay muộn tính theo lúc nhận, không theo lúc nhập.",
                "Enters a unit's weekly submission; it is on time by when it was received."),
            [unit, week, received, assignments, results, difficulties, proposals, nextWeek, channel, by, nothing],
            (parsed, clock) =>
            {
                var row = new SubmissionRow
                {
                    Unit = parsed.GetValue(unit)!,
                    Week = PlanCommand.Week("--week", parsed.GetValue(week)!, clock),
                    SubmittedAt = PlanCommand.Past("--received", parsed.GetValue(received), clock),
                    Assignments = parsed.GetValue(assignments) ?? "",
                    Results = PlanCommand.Lines("--results", parsed.GetValue(results)) ?? "",
                    Difficulties = PlanCommand.Lines("--difficulties", parsed.GetValue(difficulties)) ?? "",
                    Proposals = PlanCommand.Lines("--proposals", parsed.GetValue(proposals)) ?? "",
                    NextWeek = PlanCommand.Lines("--next-week", parsed.GetValue(nextWeek)) ?? "",
                    Channel = parsed.GetValue(channel) is { } text ? Channel(text) : null,
                    SpokenBy = PlanCommand.Person("--by", parsed.GetValue(by)),
                    IsNothing = parsed.GetValue(nothing),
                };
                return plan => PlanOperations.EnterSubmission(plan, row, clock);
            });
    }

    private static Command Withdraw()
    {
        var (unit, week, received) = (Unit(), Week(), Received());
        return PlanCommand.Create(
            "withdraw",
            Language.Say(
                "Rút một báo cáo tuần đã nhập nhầm; không ghi --received thì là bản mới nhất của tuần.",
                "Withdraws a submission that was entered by mistake; without --received the newest of the week."),
            [unit, week, received],
            (parsed, clock) =>
            {
                var at = parsed.GetValue(received) is { } text ? PlanCommand.Past("--received", text, clock) : (DateTimeOffset?)null;
                var of = PlanCommand.Week("--week", parsed.GetValue(week)!, clock);
                return plan => PlanOperations.WithdrawSubmission(plan, parsed.GetValue(unit)!, of, at, clock);
            });
    }

    private static SubmissionChannel Channel(string text) => ChannelWords.Read(text)
        ?? throw new UsageException("--channel", ValueWords.NotOneOf(text, ChannelWords.Known));

    private static Argument<string> Unit() => new(Language.Say("ĐƠN-VỊ", "UNIT"))
    {
        Description = Language.Say("Mã hoặc tên của đơn vị.", "The unit's code or name."),
    };

    private static Option<string> Week() => new("--week")
    {
        Description = Language.Say("Tuần, như 24/2026 hoặc 2026-W24.", "The week, such as 2026-W24."),
        Required = true,
    };

    private static Option<string?> Received() => new("--received")
    {
        Description = Language.Say(
            "Lúc nhận được, như \"17/06/2026 15:00\"; không ghi thì là bây giờ.",
            "When it was received, such as '2026-06-17 15:00'; now without it."),
    };

    private static Option<string?> Text(string name, string vietnamese, string english) =>
        new(name) { Description = Language.Say(vietnamese, english) };
}
