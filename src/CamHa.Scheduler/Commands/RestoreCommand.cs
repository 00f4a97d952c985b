using System.CommandLine;
using System.Text.Json;
using CamHa.Scheduler.Backup;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Commands;

/// <summary>Restores the database from a backup; nothing is sent from it until a person has checked.</summary>
internal static class RestoreCommand
{
    public static Command Create()
    {
        var file = new Argument<string>(Language.Say("TỆP", "FILE"))
        {
            Description = Language.Say(
            "Tệp do lệnh camha backup ghi.", "A file that 'camha backup' has written.")
        };
        var command = new Command("restore", Language.Say(
            "Khôi phục cơ sở dữ liệu từ bản sao lưu; chưa gửi thư nào cho đến lệnh camha arm.",
            "Puts a backup in the place of the database; nothing is sent from it until 'camha arm'."))
        {
            file,
            CommandLine.Json,
        };
        command.SetAction(async (parsed, token) =>
        {
            await using var services = ServiceFactory.Create(parsed.Settings());
            var database = services.GetRequiredService<Database>();
            if (database is SqlServerDatabase server)
                return await AdviseAsync(server, services.GetRequiredService<CampaignClock>(), parsed.GetValue(file)!);
            var restored = await services.GetRequiredService<SqliteRestore>().RunAsync(parsed.GetValue(file)!, token);
            await using var session = await database.OpenAsync(token);
            var counts = await session.QueryAsync<OutboxCount>("status/outbox", null, token);
            var outbox = counts.ToDictionary(row => row.State, row => row.Messages);
            if (parsed.GetValue(CommandLine.Json))
                ShowJson(restored, outbox);
            else
                Show(restored, outbox);
            return CommandLine.Done;
        });
        return command;
    }

    private static async Task<int> AdviseAsync(SqlServerDatabase server, CampaignClock clock, string file)
    {
        await Console.Error.WriteLineAsync(UpkeepAnswers.ServerRestore(server.Description));
        var aside = FormattableString.Invariant($"{server.Name}-before-restore-{clock.WallClock(clock.Now):yyyy-MM-dd-HHmm}.bak");
        Console.WriteLine(SqlServerBackup.Restore(server.Name, file, aside));
        return CommandLine.WrongUsage;
    }

    private static void ShowJson(Restored restored, Dictionary<OutboxState, int> outbox)
    {
        var answer = new
        {
            restored.Database,
            restored.From,
            restored.KeptAside,
            restored.Applied,
            restored.Rows,
            Outbox = outbox,
        };
        Console.WriteLine(JsonSerializer.Serialize(answer, JsonFormat.Options));
    }

    private static void Show(Restored restored, Dictionary<OutboxState, int> outbox)
    {
        BackupCommand.ShowRows(restored.Rows);
        foreach (var line in UpkeepAnswers.Restored(restored, outbox))
            Console.WriteLine(line);
    }

    private sealed record OutboxCount
    {
        public OutboxState State { get; init; }

        public int Messages { get; init; }
    }
}
