using System.CommandLine;
using System.Text.Json;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Commands;

/// <summary>Shows the record of changes, and undoes a change as a whole.</summary>
internal static class ChangeCommand
{
    // Entries of a change, to say in a line what it is.
    private const int MostRead = 200;

    public static Command Create() => new("change", Language.Say(
        "Sổ thay đổi: ai đã sửa gì, lúc nào, trước và sau; hoàn tác.", "The record of changes: who changed what, and undoing it."))
    {
        List(),
        Show(),
        Undo(),
    };

    private static Command List()
    {
        var assignment = new Option<string?>("--assignment")
        {
            Description = Language.Say("Chỉ của một nhiệm vụ, ghi mã.", "Only of the assignment with this code."),
        };
        var unit = new Option<string?>("--unit")
        {
            Description = Language.Say("Chỉ của một đơn vị, ghi mã hoặc tên.", "Only of this unit, by code or name."),
        };
        var last = new Option<int>("--last")
        {
            Description = Language.Say("Bao nhiêu lần sửa mới nhất.", "How many of the newest."),
            DefaultValueFactory = _ => 20,
        };
        var command = new Command("list", Language.Say("Liệt kê các lần sửa, mới nhất trước.", "Lists the changes, newest first."))
        {
            PlanCommand.Campaign,
            assignment,
            unit,
            last,
            CommandLine.Json,
        };
        command.SetAction(async (parsed, token) =>
        {
            var most = parsed.GetValue(last);
            if (most < 1)
            {
                await Console.Error.WriteLineAsync(OutboxAnswers.TooFew(most));
                return CommandLine.WrongUsage;
            }

            await using var services = await ServiceFactory.OpenAsync(parsed.Settings(), token);
            await using var session = await services.GetRequiredService<Database>().OpenAsync(token);
            var gestures = await ReadAsync(
                session, parsed.GetValue(PlanCommand.Campaign), parsed.GetValue(assignment), parsed.GetValue(unit), most, token);
            if (parsed.GetValue(CommandLine.Json))
            {
                Console.WriteLine(JsonSerializer.Serialize(gestures, JsonFormat.Options));
                return CommandLine.Done;
            }

            var clock = services.GetRequiredService<CampaignClock>();
            var names = new Dictionary<int, PlanNames>();
            foreach (var gesture in gestures)
                Console.WriteLine(ChangeAnswers.Row(gesture, clock, await BriefAsync(session, gesture, names, clock, token)));
            Console.WriteLine(gestures.Count == 0 ? ChangeAnswers.None : ChangeAnswers.Listed(gestures.Count, most));
            return CommandLine.Done;
        });
        return command;
    }

    private static async Task<List<RecordedGesture>> ReadAsync(
        DatabaseSession session, string? campaign, string? assignment, string? unit, int last, CancellationToken token)
    {
        if (campaign is null && assignment is null && unit is null)
            return await ChangeRecord.ListAsync(session, null, "", "", last, token);
        var id = await PlanData.IdAsync(session, campaign, token);
        return await ChangeRecord.ListAsync(
            session,
            id,
            assignment is null ? "" : await PlanFinder.AssignmentCodeAsync(session, id, assignment, token),
            unit is null ? "" : await PlanFinder.UnitCodeAsync(session, id, unit, token),
            last,
            token);
    }

    // Null where there is more than can be said in a line.
    private static async Task<string?> BriefAsync(
        DatabaseSession session, RecordedGesture gesture, Dictionary<int, PlanNames> names, CampaignClock clock, CancellationToken token)
    {
        var entries = await ChangeRecord.FirstEntriesAsync(session, gesture.Id, MostRead + 1, token);
        if (entries.Count is 0 or > MostRead)
            return null;
        if (!names.TryGetValue(gesture.CampaignId, out var known))
            names[gesture.CampaignId] = known = await PlanNames.ReadAsync(session, gesture.CampaignId, token);
        return EntryLines.Brief(entries, known, clock);
    }

    private static Command Show()
    {
        var id = Id();
        var command = new Command("show", Language.Say(
            "Xem một lần sửa: từng chỗ, trước và sau.", "Shows one change: each field, before and after."))
        {
            id,
            CommandLine.Json,
        };
        command.SetAction(async (parsed, token) =>
        {
            await using var services = await ServiceFactory.OpenAsync(parsed.Settings(), token);
            await using var session = await services.GetRequiredService<Database>().OpenAsync(token);
            if (await ChangeRecord.OneAsync(session, parsed.GetValue(id), token) is not { } gesture)
            {
                await Console.Error.WriteLineAsync(ChangeWords.NoGesture(parsed.GetValue(id)));
                return CommandLine.WrongUsage;
            }

            var entries = await ChangeRecord.EntriesAsync(session, gesture.Id, token);
            if (parsed.GetValue(CommandLine.Json))
            {
                Console.WriteLine(JsonSerializer.Serialize(new { Gesture = gesture, Entries = entries }, JsonFormat.Options));
                return CommandLine.Done;
            }

            var clock = services.GetRequiredService<CampaignClock>();
            Console.WriteLine(ChangeAnswers.Row(gesture, clock));
            var names = await PlanNames.ReadAsync(session, gesture.CampaignId, token);
            foreach (var line in EntryLines.All(entries, names, clock))
                Console.WriteLine(line);
            return CommandLine.Done;
        });
        return command;
    }

    private static Command Undo()
    {
        var id = Id();
        var command = new Command("undo", Language.Say(
            "Hoàn tác cả một lần sửa, khi chưa có gì sửa tiếp lên đó; việc hoàn tác cũng được ghi sổ.",
            "Undoes a change as a whole, while nothing later has changed the same; that is recorded, too."))
        {
            id,
            PlanCommand.Reason,
            PlanCommand.DryRun,
            CommandLine.Json,
        };
        command.SetAction((parsed, token) => PlanCommand.RunAsync(
            parsed,
            async (services, gesture, isDryRun) =>
            {
                await EnsureThereAsync(services.GetRequiredService<Database>(), parsed.GetValue(id), token);
                return await services.GetRequiredService<PlanChanges>().UndoAsync(parsed.GetValue(id), gesture, isDryRun, token);
            },
            token));
        return command;
    }

    // As 'change show' answers it.
    private static async Task EnsureThereAsync(Database database, long id, CancellationToken token)
    {
        await using var session = await database.OpenAsync(token);
        if (await ChangeRecord.OneAsync(session, id, token) is null)
            throw new UsageException(ChangeWords.NoGesture(id));
    }

    private static Argument<long> Id() => new(Language.Say("SỐ", "ID"))
    {
        Description = Language.Say(
            "Số của lần sửa, như lệnh camha change list in ra.", "The change's number, as 'camha change list' shows it."),
    };
}
