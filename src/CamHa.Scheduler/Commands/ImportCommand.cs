using System.CommandLine;
using System.Text.Json;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Import;
using CamHa.Scheduler.Simulation;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace CamHa.Scheduler.Commands;

/// <summary>Imports a folder of CSV files, whole or not at all.</summary>
internal static class ImportCommand
{
    // Lines of one kind; what nobody reads to its end is counted.
    private const int Shown = 40;
    private const int WidthOfValue = 60;
    private const int DaysAhead = 7;

    public static Command Create()
    {
        var path = new Argument<string>("PATH")
        {
            Description = $"A folder with {string.Join(", ", ImportReader.Files)}; each may be missing.",
        };
        var dryRun = new Option<bool>("--dry-run")
        {
            Description = "Says each change, and which mails of the next seven days come or go with it, and changes nothing.",
        };
        var endMissing = new Option<bool>("--end-missing")
        {
            Description = "Ends what the database has and the files leave out; see it first with --dry-run.",
        };
        var command = new Command("import", "Reads a folder of CSV files; every error at once, nothing half imported.")
        {
            path,
            dryRun,
            endMissing,
            CommandLine.Json,
        };
        command.SetAction(async (parsed, token) =>
        {
            var folder = parsed.GetValue(path)!;
            if (!Directory.Exists(folder))
            {
                await Console.Error.WriteLineAsync(File.Exists(folder)
                    ? $"PATH = '{folder}': đây là một tệp. Ghi tên thư mục có các tệp csv, không ghi tên tệp."
                    : $"PATH = '{folder}': không có thư mục này. Ghi tên thư mục có các tệp csv.");
                return CommandLine.WrongUsage;
            }

            await using (var services = ServiceFactory.Create(parsed.Settings()))
            {
                // Creates a missing database, so that a first import needs no 'init'. An existing one is never upgraded by the way.
                if (!services.GetRequiredService<Database>().Exists)
                {
                    await services.GetRequiredService<EarlierDatabase>().EnsureNothingLeftAsync(token);
                    await services.GetRequiredService<SchemaMigration>().ApplyAsync(token);
                }
            }

            var wish = new ImportWish(parsed.GetValue(dryRun), parsed.GetValue(endMissing));
            return await ImportAsync(parsed.Settings(), ImportSource.Folder(folder), wish, parsed.GetValue(CommandLine.Json), token);
        });
        return command;
    }

    private static async Task<int> ImportAsync(
        Settings settings, ImportSource source, ImportWish wish, bool isJson, CancellationToken token)
    {
        ImportResult result;
        await using (var services = await ServiceFactory.OpenAsync(settings, token))
            result = await services.GetRequiredService<Importer>().ImportAsync(source, wish, token);
        var mails = wish.IsDryRun && result.IsApplied
            ? await MailsOfImport.CompareAsync(settings, source, wish, DaysAhead, token)
            : null;
        if (isJson)
        {
            Console.WriteLine(JsonSerializer.Serialize(
                new { result.IsApplied, result.Errors, result.Warnings, result.Files, result.Wildcards, Mails = mails },
                JsonFormat.Options));
        }
        else
        {
            await ShowAsync(result, mails, wish);
        }

        return result.IsApplied ? CommandLine.Done : CommandLine.Failed;
    }

    private static async Task ShowAsync(ImportResult result, MailChanges? mails, ImportWish wish)
    {
        foreach (var warning in result.Warnings)
            await Console.Error.WriteLineAsync($"Lưu ý: {warning}");
        foreach (var error in result.Errors)
            await Console.Error.WriteLineAsync(error.ToString());
        if (!result.IsApplied)
        {
            await Console.Error.WriteLineAsync("Chưa nạp gì.");
            return;
        }

        var table = new Table().Border(TableBorder.Simple).AddColumns("Tệp", "Mới", "Đổi", "Như cũ", "Kết thúc");
        foreach (var file in result.Files)
            table.AddRow(file.File, $"{file.Added}", $"{file.Changed}", $"{file.Unchanged}", $"{file.Removed}");
        AnsiConsole.Write(table);
        foreach (var file in result.Files.Where(file => file.PassedOver > 0))
            Console.WriteLine($"{file.File}: bỏ qua {file.PassedOver} dòng không có giờ nộp và nội dung (đơn vị chưa nộp).");
        ShowWildcards(result.Wildcards);
        if (wish.IsDryRun)
        {
            foreach (var file in result.Files)
                ShowChanges(file);
        }

        ShowMissing(result.Files);
        if (mails is not null)
            ShowMails(mails);
        if (mails is { Added.Count: > 0 } && result.Files.Any(file => file is { File: "campaign.csv", Added: > 0 }))
            AnsiConsole.WriteLine(SentMails.AsIfReleased);
        if (result.IsLarge)
        {
            Console.WriteLine("Lần nạp này thay đổi nhiều, nên các thư nhắc tiếp theo được giữ lại chờ người xem. Hãy xem bằng "
                + "'camha preview deadlines', rồi cho gửi trên trang theo dõi hoặc bằng 'camha outbox release --all'.");
        }

        Console.WriteLine(wish.IsDryRun ? "Chỉ xem trước: chưa nạp gì." : "Đã nạp.");
    }

    private static void ShowWildcards(IReadOnlyList<WildcardCatch> wildcards) => ShowList(
        "Dấu * trong assignments.csv là các đơn vị:",
        [
            .. from each in wildcards
               group each by each.Pattern.ToUpperInvariant() into same
               let lines = string.Join(", ", same.Select(each => each.Line).Distinct())
               select $"{same.First().Pattern} = {string.Join(", ", same.First().Units)} (dòng {lines})",
        ]);

    private static void ShowMissing(IReadOnlyList<FileChanges> files)
    {
        var missing = files.Where(file => file.Missing.Count > 0).ToList();
        if (missing.Count == 0)
            return;
        foreach (var file in missing)
            Console.WriteLine($"Có trong cơ sở dữ liệu, không có trong {file.File}, vẫn giữ nguyên: {Together(file.Missing)}.");
        Console.WriteLine(
            "Kết thúc tất cả những gì vừa kể: chạy lại với --end-missing. Chỉ kết thúc một dòng: ghi dòng đó vào tệp, cột active là 0.");
    }

    private static void ShowMails(MailChanges mails)
    {
        Console.WriteLine(mails is { Added.Count: 0, Changed.Count: 0, Removed.Count: 0 }
            ? $"Thư trong {DaysAhead} ngày tới: không đổi ({mails.Before} thư)."
            : $"Thư trong {DaysAhead} ngày tới: đang là {mails.Before}, sau khi nạp là {mails.After}.");
        ShowList("Thêm:", [.. mails.Added.Select(MailLine)]);
        ShowList("Đổi nội dung:", [.. mails.Changed.Select(MailLine)]);
        ShowList("Không còn:", [.. mails.Removed.Select(MailLine)]);
    }

    private static void ShowChanges(FileChanges file)
    {
        if (file.Rows.Count == 0)
            return;
        Console.WriteLine($"Thay đổi trong {file.File}:");
        var (added, ended) = (RowsWith(file, change => change.Before.Length == 0), RowsWith(file, change => change.After.Length == 0));
        if (added.Count > 0)
            Console.WriteLine($"  mới: {Together(added)}");
        if (ended.Count > 0)
            Console.WriteLine($"  kết thúc: {Together(ended)}");
        ShowLines([
            .. from change in file.Rows
               where change.Column.Length > 0
               select $"{change.Row}, {change.Column}: {Value(change.Before)} → {Value(change.After)}",
        ]);
    }

    private static List<string> RowsWith(FileChanges file, Func<RowChange, bool> which) =>
        [.. file.Rows.Where(change => change.Column.Length == 0 && which(change)).Select(change => change.Row)];

    private static string Together(IReadOnlyList<string> rows) =>
        string.Join(", ", rows.Take(Shown)) + (rows.Count > Shown ? $" và {rows.Count - Shown} dòng nữa" : "");

    private static string Value(string text) => text.Length == 0 ? "(trống)" : CleanText.OneLine(text).Abbreviated(WidthOfValue);

    private static string MailLine(MailOfImport mail) => $"{mail.Day:dd/MM} {mail.Recipient}: {mail.Subject}";

    private static void ShowList(string title, IReadOnlyList<string> lines)
    {
        if (lines.Count == 0)
            return;
        Console.WriteLine(title);
        ShowLines(lines);
    }

    private static void ShowLines(IReadOnlyList<string> lines)
    {
        foreach (var line in lines.Take(Shown))
            Console.WriteLine($"  {line}");
        if (lines.Count > Shown)
            Console.WriteLine($"  và {lines.Count - Shown} dòng nữa");
    }
}
