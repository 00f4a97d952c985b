using System.CommandLine;
using System.Text.Json;
using CamHa.Scheduler.Backup;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace CamHa.Scheduler.Commands;

/// <summary>Writes the whole database into one file while the service goes on.</summary>
internal static class BackupCommand
{
    public static Command Create()
    {
        var file = new Argument<string?>(Language.Say("TỆP", "FILE"))
        {
            Description = Language.Say(
                "Tệp cần ghi, hoặc thư mục chứa nó; không ghi thì là Storage:BackupFolder/camha-NĂM-THÁNG-NGÀY-GIỜPHÚT.db.",
                "The file to write, or a folder for it; Storage:BackupFolder/camha-YYYY-MM-DD-HHMM.db where it is left out."),
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command("backup", Language.Say(
            "Sao lưu cơ sở dữ liệu vào một tệp và kiểm tra lại; dịch vụ vẫn chạy.",
            "Writes a verified copy of the database into one file, while the service goes on."))
        {
            file,
            CommandLine.Json,
        };
        command.SetAction(async (parsed, token) =>
        {
            // Works with an older schema too, so that a backup can be made before an upgrade.
            await using var services = ServiceFactory.Create(parsed.Settings());
            var database = services.GetRequiredService<Database>();
            if (database is SqlServerDatabase server)
                return await AdviseAsync(server, services.GetRequiredService<CampaignClock>(), parsed.GetValue(file));
            if (!database.Exists)
                throw UpkeepAnswers.NothingToBackUp(database.Description);
            var written = services.GetRequiredService<SqliteBackup>().Write(parsed.GetValue(file));
            if (parsed.GetValue(CommandLine.Json))
                Console.WriteLine(JsonSerializer.Serialize(written, JsonFormat.Options));
            else
                Show(written);
            return CommandLine.Done;
        });
        return command;
    }

    private static async Task<int> AdviseAsync(SqlServerDatabase server, CampaignClock clock, string? file)
    {
        await Console.Error.WriteLineAsync(UpkeepAnswers.ServerBackup(server.Description));
        var usual = FormattableString.Invariant($"{server.Name}-{clock.WallClock(clock.Now):yyyy-MM-dd-HHmm}.bak");
        Console.WriteLine(SqlServerBackup.Backup(server.Name, file ?? usual));
        return CommandLine.WrongUsage;
    }

    private static void Show(BackupWritten written)
    {
        ShowRows(written.Rows);
        Console.WriteLine(UpkeepAnswers.BackedUp(written));
    }

    internal static void ShowRows(IReadOnlyDictionary<string, long> rows)
    {
        var table = new Table().Border(TableBorder.Simple)
            .AddColumn(Language.Say("Nội dung", "Table"))
            .AddColumn(Language.Say("Số dòng", "Rows"), column => column.RightAligned());
        foreach (var (name, count) in rows)
            table.AddRow(Markup.Escape(UpkeepAnswers.Table(name)), Language.Say($"{count}", $"{count:N0}"));
        AnsiConsole.Write(table);
    }
}
