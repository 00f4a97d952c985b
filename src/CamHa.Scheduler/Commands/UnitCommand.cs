using System.CommandLine;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Commands;

/// <summary>Exempts a unit from a week's submission, or ends it.</summary>
internal static class UnitCommand
{
    public static Command Create() => new("unit", Language.Say("Đơn vị: miễn báo cáo tuần, ngừng dùng.", "Units: exempts, ends."))
    {
        Exempt(),
        End(),
    };

    private static Command Exempt()
    {
        var unit = Unit();
        var week = new Option<string[]>("--week")
        {
            Description = Language.Say(
                "Tuần, như 24/2026 hoặc 2026-W24; ghi được nhiều lần.", "The week, such as 2026-W24; may be repeated."),
            Required = true,
        };
        var end = new Option<bool>("--end")
        {
            Description = Language.Say("Thôi miễn: đơn vị lại phải nộp.", "Ends the exemption: the unit owes the week again."),
        };
        return PlanCommand.Create(
            "exempt",
            Language.Say(
                "Miễn báo cáo tuần cho một đơn vị; lý do ghi bằng --reason đứng trong báo cáo tổng hợp.",
                "Exempts a unit from a week's submission; the report says --reason."),
            [unit, week, end],
            (parsed, clock) =>
            {
                var weeks = parsed.GetValue(week)!.Select(text => PlanCommand.Week("--week", text, clock)).ToList();
                var (code, reason) = (parsed.GetValue(unit)!, PlanCommand.Why("--reason", parsed.GetValue(PlanCommand.Reason)));
                return parsed.GetValue(end)
                    ? plan => PlanOperations.ExpectUnit(plan, code, weeks)
                    : plan => PlanOperations.ExemptUnit(plan, code, weeks, reason);
            });
    }

    private static Command End()
    {
        var unit = Unit();
        return PlanCommand.Create(
            "end",
            Language.Say(
                "Ngừng dùng một đơn vị: không gửi thư, không phải nộp báo cáo tuần nữa.",
                "Ends a unit: it gets no mail and owes no submission any more."),
            [unit],
            (parsed, _) => plan => PlanOperations.EndUnit(plan, parsed.GetValue(unit)!));
    }

    private static Argument<string> Unit() => new(Language.Say("ĐƠN-VỊ", "UNIT"))
    {
        Description = Language.Say("Mã hoặc tên của đơn vị.", "The unit's code or name."),
    };
}
