using System.CommandLine;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Commands;

/// <summary>Moves a deadline, and says what is done and what is not.</summary>
internal static class AssignmentCommand
{
    public static Command Create() => new("assignment", Language.Say(
        "Nhiệm vụ: đổi thời hạn, ghi hoàn thành, mở lại.", "Assignments: moves a deadline, completes, reopens."))
    {
        Due(),
        Complete(),
        Reopen(),
    };

    private static Command Due()
    {
        var code = Code();
        var day = new Argument<string>("DAY")
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
                var due = PlanCommand.Day("DAY", parsed.GetValue(day)!);
                return plan => PlanOperations.MoveDueDate(plan, parsed.GetValue(code)!, due);
            });
    }

    private static Command Complete()
    {
        var (code, unit) = (Code(), Unit());
        var at = new Option<string?>("--at")
        {
            Description = Language.Say(
                "Lúc hoàn thành, như \"17/06/2026 10:42\"; không ghi thì là bây giờ.",
                "When it was done, such as '2026-06-17 10:42'; now without it."),
        };
        var progress = new Option<string?>("--progress")
        {
            Description = Language.Say("Kết quả đạt được, như \"126/126 hộ\".", "What was achieved, such as '126 of 126'."),
        };
        return PlanCommand.Create(
            "complete",
            Language.Say(
                "Ghi một nhiệm vụ, hoặc phần của một đơn vị, là đã hoàn thành; thôi nhắc.",
                "Records an assignment, or a unit's part, as done; the reminding ends."),
            [code, unit, at, progress],
            (parsed, clock) =>
            {
                var done = PlanCommand.Past("--at", parsed.GetValue(at), clock);
                return plan => PlanOperations.CompleteAssignment(
                    plan, parsed.GetValue(code)!, parsed.GetValue(unit), done, parsed.GetValue(progress));
            });
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

    private static Argument<string> Code() => new("CODE")
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
