using System.CommandLine;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Inbox;
using CamHa.Scheduler.Inbox.Deciding;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Commands;

/// <summary>Applies a mail that waits, as it was understood or as a person says.</summary>
internal static class InboxApplyCommand
{
    public static Argument<long> Id() => new(Language.Say("SỐ", "N"))
    {
        Description = Language.Say("Số của thư, như lệnh camha inbox list in ra.", "The mail's number, as 'camha inbox list' shows it."),
    };

    public static Command Create()
    {
        var id = Id();
        var assignment = new Option<string[]>("--assignment")
        {
            Description = Language.Say(
                "Mã nhiệm vụ mà thư nói tới, khi thư không ghi rõ; ghi được mấy lần.",
                "The assignment that is meant where the mail does not say; may be given several times."),
        };
        var week = new Option<string?>("--week")
        {
            Description = Language.Say(
                "Tuần của báo cáo, như 24/2026; không ghi thì theo thư, hoặc tuần lúc nhận.",
                "The report's week, such as 2026-W24; without it the one that is understood."),
        };
        var unit = new Option<string?>("--unit")
        {
            Description = Language.Say(
                "Mã hoặc tên của đơn vị, khi thư không từ địa chỉ của đơn vị.",
                "The unit's code or name, where the mail does not come from its address."),
        };
        var what = new Option<string[]>("--what")
        {
            Description = Language.Say(
                "Ghi gì: done (đã xong), progress=80 (tiến độ), report (báo cáo tuần, theo nội dung thư), nothing (không phát sinh); "
                + "ghi được mấy lần. Không ghi thì theo cách máy đã hiểu.",
                "What to note: done, progress=80, report (the mail is the weekly report) or nothing (nothing to report); may be given "
                + "several times. Without it, what was understood."),
            HelpName = "done|progress=80|report|nothing",
        };
        var noMail = new Option<bool>("--no-mail")
        {
            Description = Language.Say("Không gửi thư báo nhận cho người gửi.", "Does not tell the sender."),
        };
        var command = new Command("apply", Language.Say(
            "Ghi một thư đang chờ vào kế hoạch: theo cách máy đã hiểu, hoặc theo các tùy chọn.",
            "Applies a mail that waits, as it was understood or as the options say."))
        {
            id, assignment, week, unit, what, noMail, PlanCommand.Campaign, PlanCommand.Reason, PlanCommand.DryRun, CommandLine.Json,
        };
        command.SetAction((parsed, token) =>
        {
            AppliedMail? applied = null;
            var tells = !parsed.GetValue(noMail);
            return PlanCommand.RunAsync(
                parsed,
                async (services, gesture, isDryRun) =>
                {
                    var order = new ApplyOrder
                    {
                        Campaign = parsed.GetValue(PlanCommand.Campaign),
                        Unit = parsed.GetValue(unit),
                        Week = parsed.GetValue(week) is { } typed
                            ? PlanCommand.Week("--week", typed, services.GetRequiredService<CampaignClock>()) : null,
                        Assignments = parsed.GetValue(assignment) ?? [],
                        Notes = [.. (parsed.GetValue(what) ?? []).Select(Note)],
                        Tells = tells,
                    };
                    applied = await services.GetRequiredService<InboxDesk>()
                        .ApplyAsync(parsed.GetValue(id), order, gesture, isDryRun, token);
                    return applied.Made;
                },
                token,
                parsed.GetValue(PlanCommand.DryRun) ? null : (_, _) => Task.FromResult(InboxListAnswers.Told(applied!, tells)));
        });
        return command;
    }

    private static OrderedNote Note(string typed) => OrderedNote.Read(typed) is { } note
        ? note with { Text = PlanCommand.Line("--what", note.Text, 1000)! }
        : throw new UsageException(InboxListAnswers.NoWhat(typed));
}
