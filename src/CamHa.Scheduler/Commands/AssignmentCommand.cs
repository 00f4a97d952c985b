using System.CommandLine;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Deadlines;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Commands;

/// <summary>Moves a deadline, and says what is done and what is not.</summary>
internal static class AssignmentCommand
{
    public static Command Create() => new("assignment", Language.Say(
        "Nhiệm vụ: đổi thời hạn, quyết định đề nghị lùi hạn, ghi đơn vị báo hoàn thành, xác nhận, trả lại, mở lại.",
        "Assignments: moves a deadline, decides requests for more time, takes a report of completion, confirms, returns, reopens."))
    {
        AssignmentListCommand.Create(),
        Due(),
        Extend(),
        Report(),
        Complete(),
        Return(),
        Reopen(),
    };

    private static Command Due()
    {
        var code = Code();
        var day = new Argument<string>(Language.Say("NGÀY", "DAY"))
        {
            Description = Language.Say("Thời hạn mới, như 30/06/2026.", "The new deadline, such as 2026-06-30."),
        };
        return PlanCommand.Create(
            "due",
            Language.Say(
                "Đổi thời hạn của một nhiệm vụ; các đơn vị được báo thời hạn cũ và mới trong thư nhắc tới.",
                "Moves the deadline of an assignment; the units are told from when to when in their next mail."),
            [code, day],
            (parsed, _) =>
            {
                var due = PlanCommand.Day(Language.Say("NGÀY", "DAY"), parsed.GetValue(day)!);
                return plan => PlanOperations.MoveDueDate(plan, parsed.GetValue(code)!, due);
            });
    }

    private static Command Extend()
    {
        var code = Code();
        var approve = new Option<bool>("--approve")
        {
            Description = Language.Say("Đồng ý lùi đến ngày đơn vị xin.", "Moves the deadline to the day that was asked for."),
        };
        var refuse = new Option<bool>("--refuse")
        {
            Description = Language.Say(
                "Không đồng ý; đơn vị được báo trong thư nhắc kế tiếp, với lý do ghi bằng --reason.",
                "Leaves the deadline; the unit is told in its next mail, with what --reason says."),
        };
        var to = new Option<string?>("--to")
        {
            Description = Language.Say("Đồng ý, nhưng lùi đến ngày này.", "Moves the deadline to this day instead."),
            HelpName = Language.Say("NGÀY", "DAY"),
        };
        return PlanCommand.Create(
            "extend",
            Language.Say(
                "Quyết định đề nghị lùi hạn của đơn vị chủ trì (xem: assignment list): --approve, --to NGÀY, hoặc --refuse --reason LÝ-DO.",
                "Decides a request for more time ('assignment list' shows them): --approve, --to DAY, or --refuse --reason WHY."),
            [code, approve, refuse, to],
            (parsed, clock) =>
            {
                var day = parsed.GetValue(to) is { } typed ? PlanCommand.Day("--to", typed) : (DateOnly?)null;
                var isRefused = parsed.GetValue(refuse);
                if (isRefused == (parsed.GetValue(approve) || day is not null))
                {
                    throw new UsageException(Language.Say(
                        "ghi một trong ba: --approve, --to NGÀY, hoặc --refuse --reason LÝ-DO.",
                        "write one of --approve, --to DAY, or --refuse --reason WHY."));
                }

                var reason = PlanCommand.Why("--reason", parsed.GetValue(PlanCommand.Reason));
                return plan => isRefused
                    ? PlanOperations.RefuseExtension(plan, parsed.GetValue(code)!, clock.Now, reason)
                    : PlanOperations.ApproveExtension(plan, parsed.GetValue(code)!, clock.Now, day);
            });
    }

    private static Command Complete()
    {
        var (code, unit) = (Code(), Unit());
        var at = new Option<string?>("--at")
        {
            Description = Language.Say(
                "Lúc hoàn thành, như \"17/06/2026 10:42\"; không ghi thì là lúc đơn vị báo, đơn vị chưa báo thì là bây giờ.",
                "When it was done, such as '2026-06-17 10:42'; without it when the unit reported it, or else now."),
        };
        var progress = Progress();
        return PlanCommand.Create(
            "complete",
            Language.Say(
                "Ghi một nhiệm vụ, hoặc phần của một đơn vị, là đã hoàn thành; đơn vị đã báo hoàn thành thì là xác nhận; thôi nhắc.",
                "Records an assignment, or a unit's part, as done, which confirms what the unit has reported; the reminding ends."),
            [code, unit, at, progress],
            (parsed, clock) =>
            {
                var done = PlanCommand.Past("--at", parsed.GetValue(at), clock);
                var isAtCertain = parsed.GetValue(at) is not null;
                var said = PlanCommand.Lines("--progress", parsed.GetValue(progress));
                return plan => PlanOperations.CompleteAssignment(
                    plan, parsed.GetValue(code)!, parsed.GetValue(unit), done, said, isAtCertain);
            });
    }

    private static Command Report()
    {
        var code = Code();
        var unit = new Option<string>("--unit")
        {
            Description = Language.Say("Mã hoặc tên của đơn vị báo.", "The code or name of the unit that reports."),
            Required = true,
        };
        var by = new Option<string?>("--by")
        {
            Description = Language.Say("Ai báo, như \"phó trưởng thôn\".", "Who reported it, such as 'the deputy head'."),
        };
        var at = new Option<string?>("--at")
        {
            Description = Language.Say(
                "Lúc báo, như \"17/06/2026 10:42\"; không ghi thì là bây giờ.",
                "When it was reported, such as '2026-06-17 10:42'; now without it."),
        };
        var progress = Progress();
        return PlanCommand.Create(
            "report",
            Language.Say(
                "Ghi một đơn vị báo xong phần việc của mình; thôi nhắc đơn vị, chờ xác nhận (complete) hoặc trả lại (return).",
                "Records that a unit has reported its part done; the unit is reminded no more, until that is confirmed or returned."),
            [code, unit, by, at, progress],
            (parsed, clock) =>
            {
                var reported = PlanCommand.Past("--at", parsed.GetValue(at), clock);
                var person = PlanCommand.Person("--by", parsed.GetValue(by));
                var text = PlanCommand.Lines("--progress", parsed.GetValue(progress)) ?? "";
                return plan => PlanOperations.ReportDone(
                    plan, parsed.GetValue(code)!, parsed.GetValue(unit)!, reported, person, text);
            });
    }

    private static Command Return()
    {
        var code = Code();
        var unit = new Option<string?>("--unit")
        {
            Description = Language.Say(
                "Mã hoặc tên của đơn vị; không ghi thì là mọi đơn vị đang chờ xác nhận.",
                "A unit's code or name; without it all whose report waits."),
        };
        return PlanCommand.Create(
            "return",
            Language.Say(
                "Trả lại việc đơn vị đã báo hoàn thành; đơn vị được báo trong lượt thư nhắc kế tiếp, với lý do ghi bằng --reason.",
                "Returns what was reported done; the unit is told in the next digests, with what --reason says."),
            [code, unit],
            (parsed, clock) =>
            {
                var reason = PlanCommand.Why("--reason", parsed.GetValue(PlanCommand.Reason));
                return plan => PlanOperations.ReturnAssignment(
                    plan, parsed.GetValue(code)!, parsed.GetValue(unit), clock.Now, reason);
            },
            WhenToldAsync);
    }

    private static async Task<string> WhenToldAsync(IServiceProvider services, CancellationToken token)
    {
        var clock = services.GetRequiredService<CampaignClock>();
        var options = services.GetRequiredService<IOptions<DeadlineOptions>>().Value;
        await using var session = await services.GetRequiredService<Database>().OpenAsync(token);
        var at = DigestTimeRule.Next(clock.WallClock(clock.Now), options.DigestAt, await CalendarStore.ReadAsync(session, token));
        return Language.Say(
            $"Đơn vị được báo việc trả lại, kèm lý do, trong thư nhắc lúc {Vietnamese.Moment(at)}.",
            FormattableString.Invariant($"The unit is told of the return, and why, in the mail of {at:yyyy-MM-dd HH:mm}."));
    }

    private static Command Reopen()
    {
        var (code, unit) = (Code(), Unit());
        return PlanCommand.Create(
            "reopen",
            Language.Say(
                "Bỏ ghi hoàn thành của một nhiệm vụ, hoặc phần của một đơn vị; nhắc tiếp.",
                "Takes back that an assignment, or a unit's part, is done; the reminding goes on."),
            [code, unit],
            (parsed, _) => plan => PlanOperations.ReopenAssignment(plan, parsed.GetValue(code)!, parsed.GetValue(unit)));
    }

    private static Option<string?> Progress() => new("--progress")
    {
        Description = Language.Say("Kết quả đạt được, như \"126/126 hộ\".", "What was achieved, such as '126 of 126'."),
    };

    private static Argument<string> Code() => new(Language.Say("MÃ", "CODE"))
    {
        Description = Language.Say("Mã nhiệm vụ, như T04.", "The assignment's code, such as T04."),
    };

    private static Option<string?> Unit() => new("--unit")
    {
        Description = Language.Say(
            "Mã hoặc tên của đơn vị; không ghi thì là cả nhiệm vụ (mọi đơn vị chủ trì).",
            "A unit's code or name; without it the whole assignment, that is all who lead it."),
    };
}
