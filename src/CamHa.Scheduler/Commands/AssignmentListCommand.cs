using System.CommandLine;
using System.Text.Json;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Deadlines;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Commands;

/// <summary>Lists what of the assignments waits for the specialist.</summary>
internal static class AssignmentListCommand
{
    public static Command Create()
    {
        var command = new Command("list", Language.Say(
            "Liệt kê việc chờ quyết định: đơn vị báo hoàn thành chờ xác nhận, đề nghị lùi hạn.",
            "Lists what waits to be decided: reports of completion, and requests for more time."))
        {
            PlanCommand.Campaign,
            CommandLine.Json,
        };
        command.SetAction(async (parsed, token) =>
        {
            await using var services = await ServiceFactory.OpenAsync(parsed.Settings(), token);
            var clock = services.GetRequiredService<CampaignClock>();
            await using var session = await services.GetRequiredService<Database>().OpenAsync(token);
            var id = await PlanData.IdAsync(session, parsed.GetValue(PlanCommand.Campaign), token);
            var waiting = await WaitingDecisions.ReadAsync(session, id, clock.Now, token);
            if (parsed.GetValue(CommandLine.Json))
            {
                Console.WriteLine(JsonSerializer.Serialize(waiting, JsonFormat.Options));
                return CommandLine.Done;
            }

            foreach (var row in waiting.Reported)
                Console.WriteLine(Line(row, clock));
            foreach (var row in waiting.Asked)
                Console.WriteLine(Line(row, clock));
            Console.WriteLine(Ended(waiting));
            return CommandLine.Done;
        });
        return command;
    }

    private static string Line(WaitingRow row, CampaignClock clock) => Language.Say(
        $"{row.Code}  {row.UnitName} báo hoàn thành lúc {clock.Say(row.ReportedAt)}{By(row.ReportedBy)}, hạn {Vietnamese.Date(row.DueOn)}",
        $"{row.Code}  {row.UnitName} reported it done at {clock.Say(row.ReportedAt)}{By(row.ReportedBy)}, due {Language.Say(row.DueOn)}");

    private static string Line(AskedRow row, CampaignClock clock)
    {
        var why = row.Reason.Length > 0 ? $": {CleanText.OneLine(row.Reason)}" : "";
        var when = $"{Language.Say("lúc", "at")} {clock.Say(row.AskedAt)}{By(row.AskedBy)}";
        var until = row.AskedFor is { } day
            ? Language.Say($"đến {Vietnamese.Date(day)}", $"until {Language.Say(day)}")
            : Language.Say("(chưa nêu ngày)", "(names no day)");
        return Language.Say(
            $"{row.Code}  {row.UnitName} xin lùi hạn từ {Vietnamese.Date(row.DueOn)} {until}, {when}{why}",
            $"{row.Code}  {row.UnitName} asks to move {Language.Say(row.DueOn)} {until}, {when}{why}");
    }

    private static string By(string person) => person.Length > 0 ? $" ({person})" : "";

    private static string Ended(WaitingDecisions waiting) => (waiting.Reported.Count, waiting.Asked.Count) switch
    {
        (0, 0) => Language.Say("Không có việc nào chờ quyết định.", "Nothing waits to be decided."),
        (_, 0) => Language.Say(
            "Xác nhận: camha assignment complete MÃ --unit ĐƠN-VỊ; "
            + "trả lại: camha assignment return MÃ --unit ĐƠN-VỊ --reason LÝ-DO",
            "Confirm: camha assignment complete CODE --unit UNIT; "
            + "return: camha assignment return CODE --unit UNIT --reason WHY"),
        (0, _) => Language.Say(
            "Quyết định lùi hạn: camha assignment extend MÃ --approve, --to NGÀY, hoặc --refuse --reason LÝ-DO",
            "Decide on more time: camha assignment extend CODE --approve, --to DAY, or --refuse --reason WHY"),
        _ => Language.Say(
            "Xác nhận: camha assignment complete MÃ --unit ĐƠN-VỊ; "
            + "trả lại: camha assignment return MÃ --unit ĐƠN-VỊ --reason LÝ-DO; "
            + "quyết định lùi hạn: camha assignment extend MÃ --approve, --to NGÀY, hoặc --refuse --reason LÝ-DO",
            "Confirm: camha assignment complete CODE --unit UNIT; "
            + "return: camha assignment return CODE --unit UNIT --reason WHY; "
            + "decide on more time: camha assignment extend CODE --approve, --to DAY, or --refuse --reason WHY"),
    };
}
