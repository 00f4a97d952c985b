using System.CommandLine;
using System.Text.Json;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Import;
using CamHa.Scheduler.Import.Layouts;
using CamHa.Scheduler.Import.Workbooks;
using CamHa.Scheduler.Simulation;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace CamHa.Scheduler.Commands;

/// <summary>Imports a workbook or a folder of CSV files, whole or not at all.</summary>
internal static class ImportCommand
{
    public static Command Create()
    {
        var path = new Argument<string>(Language.Say("TỆP", "PATH"))
        {
            Description = Language.Say(
                $"Tệp Excel, hoặc thư mục có các tệp {string.Join(", ", ImportReader.Files)}; tệp nào không có cũng được. "
                + "Hoặc bảng không theo mẫu: Excel, Word (.docx), văn bản dán (.txt, .tsv).",
                $"A workbook, or a folder with {string.Join(", ", ImportReader.Files)}; each may be missing. "
                + "Or a table that is not in our form: Excel, Word (.docx), pasted text (.txt, .tsv)."),
        };
        var dryRun = new Option<bool>("--dry-run")
        {
            Description = Language.Say(
                "Chỉ cho xem từng chỗ sẽ thay đổi và thư nào của bảy ngày tới sẽ thêm hoặc bớt; không ghi gì.",
                "Says each change, and which mails of the next seven days come or go with it, and changes nothing."),
        };
        var endMissing = new Option<bool>("--end-missing")
        {
            Description = Language.Say(
                "Kết thúc những gì có trong cơ sở dữ liệu mà không có trong các tệp; hãy xem trước bằng --dry-run.",
                "Ends what the database has and the files leave out; see it first with --dry-run."),
        };
        var mine = new Option<bool>("--mine")
        {
            Description = Language.Say(
                "Chỗ nào tệp xuất ra đã sửa mà trên máy cũng có người sửa thì theo tệp; máy kể ra từng chỗ.",
                "Where an exported row was changed both in the file and in the database, the file counts; each such place is told."),
        };
        var map = new Option<string>("--map")
        {
            Description = Language.Say(
                "Bảng không theo mẫu (Excel, Word, văn bản dán): ok là đúng như máy hiểu; TÊN.json là tệp ghi cách hiểu để sửa, "
                + "chưa có tệp thì máy ghi ra.",
                "For a table that is not in our form (Excel, Word, pasted text): ok confirms what it is taken for; NAME.json holds it "
                + "to be corrected, and is written where it is not there."),
            HelpName = Language.Say("ok|TÊN.json", "ok|NAME.json"),
        };
        var campaign = new Option<string>("--campaign")
        {
            Description = Language.Say(
                "Với bảng không theo mẫu: mã kế hoạch, khi cơ sở dữ liệu có nhiều kế hoạch.",
                "With a table that is not in our form: the campaign's code, where there are several."),
            HelpName = Language.Say("MÃ", "CODE"),
        };
        var faults = new Option<string>(FaultsFile.Option)
        {
            Description = Language.Say(
                "Có lỗi thì ghi ra tệp này: chính tệp Excel đó, mỗi ô có lỗi được tô đỏ và có ghi chú.",
                "With faults, writes the same workbook there, with the faults as notes at red cells."),
            HelpName = Language.Say("LỖI.xlsx", "FAULTS.xlsx"),
        };
        var force = new Option<bool>("--force")
        {
            Description = Language.Say($"{FaultsFile.Option} ghi đè lên tệp đã có.", $"{FaultsFile.Option} replaces a file that is there."),
        };
        var command = new Command("import", Language.Say(
            "Nạp kế hoạch từ tệp Excel hoặc thư mục tệp CSV; báo mọi lỗi một lần, còn lỗi thì không nạp gì.",
            "Reads a workbook or a folder of CSV files; every error at once, nothing half imported."))
        {
            path,
            dryRun,
            endMissing,
            mine,
            map,
            campaign,
            faults,
            force,
            CommandLine.Json,
        };
        command.SetAction(async (parsed, token) =>
        {
            var plan = parsed.GetValue(path)!;
            var wish = new ImportWish(parsed.GetValue(dryRun), parsed.GetValue(endMissing), parsed.GetValue(mine));
            var said = parsed.GetValue(map);
            if (said is not (null or DrawnImport.Confirmed) && !said.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
            {
                await Console.Error.WriteLineAsync(LayoutAnswers.NotNamed);
                return CommandLine.WrongUsage;
            }

            var faultsTo = FaultsFile.Of(plan, parsed.GetValue(faults), parsed.GetValue(force));
            if (File.Exists(plan) && LayoutFile.IsOne(plan) && !LayoutFile.HasOursByName(plan)
                && LayoutFile.Read(plan) is { IsOurForm: false } drawn)
                return await new DrawnImport(parsed.Settings(), wish, faultsTo, parsed.GetValue(CommandLine.Json))
                    .RunAsync(drawn, said, parsed.GetValue(campaign), token);
            var source = Directory.Exists(plan) ? ImportSource.Folder(plan)
                : File.Exists(plan) && WorkbookFile.IsOne(plan) ? ImportSource.Workbook(plan)
                : null;
            if (source is null)
            {
                await Console.Error.WriteLineAsync(ImportAnswers.NoPlan(plan, File.Exists(plan)));
                return CommandLine.WrongUsage;
            }

            if ((said is not null ? "--map" : parsed.GetValue(campaign) is not null ? "--campaign" : null) is { } option)
            {
                await Console.Error.WriteLineAsync(LayoutAnswers.OnlyForDrawn(option));
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

            return await ImportAsync(parsed.Settings(), source, wish, faultsTo, parsed.GetValue(CommandLine.Json), token);
        });
        return command;
    }

    internal static async Task<int> ImportAsync(
        Settings settings, ImportSource source, ImportWish wish, FaultsFile? faultsTo, bool isJson, CancellationToken token)
    {
        ImportResult result;
        IReadOnlyList<string> times = [];
        await using (var services = await ServiceFactory.OpenAsync(settings, token))
        {
            result = await services.GetRequiredService<Importer>().ImportAsync(source, wish, token);
            if (!isJson)
                times = await SubmissionAnswers.TimesAsync(services, result.Campaign, result.Submitted, token);
        }

        var mails = result is { IsApplied: true, Dry: { } dry }
            ? await MailsOfChange.CompareAsync(settings, dry, ApplyAsync, token)
            : null;
        var (file, saidOfFile) = faultsTo?.Write(result) ?? default;
        if (isJson)
        {
            Console.WriteLine(JsonSerializer.Serialize(
                new
                {
                    result.IsApplied,
                    result.Errors,
                    result.Warnings,
                    result.Files,
                    result.Wildcards,
                    result.ChangeId,
                    Mails = mails,
                    FaultsTo = file,
                },
                JsonFormat.Options));
        }
        else
        {
            await ShowAsync(result, times, mails, wish, source.Names);
        }

        if (saidOfFile is not null)
            await (isJson || !result.IsApplied ? Console.Error : Console.Out).WriteLineAsync(saidOfFile);

        return result.IsApplied ? CommandLine.Done : CommandLine.Failed;

        Task ApplyAsync(IServiceProvider services) =>
            services.GetRequiredService<Importer>().ImportAsync(source, wish with { IsDryRun = false }, token);
    }

    private static async Task ShowAsync(
        ImportResult result, IReadOnlyList<string> times, MailChanges? mails, ImportWish wish, TableNames names)
    {
        foreach (var warning in result.Warnings)
            await Console.Error.WriteLineAsync(UpkeepAnswers.Warning(warning.ToString()));
        foreach (var error in result.Errors)
            await Console.Error.WriteLineAsync(error.ToString());
        var isFirst = result.Files.Any(file => file is { File: "campaign.csv", Added: > 0 });
        var ended = ImportAnswers.Ended(result.IsApplied, wish.IsDryRun, result.ChangeId, isFirst);
        if (!result.IsApplied)
        {
            await Console.Error.WriteLineAsync(ended);
            return;
        }

        AnsiConsole.Write(ImportAnswers.Counts(result.Files, names));
        IEnumerable<string> lines =
        [
            .. ImportAnswers.PassedOver(result.Files, names),
            .. times,
            .. ImportAnswers.Wildcards(result.Wildcards, names),
            .. wish.IsDryRun || names.SaysChanges ? result.Files.SelectMany(file => ImportAnswers.Changes(file, names)) : [],
            .. ImportAnswers.Missing(result.Files, names),
            .. mails is null ? [] : ImportAnswers.Mails(mails),
            .. mails is { Added.Count: > 0 } && isFirst
                ? [SentMails.AsIfReleased]
                : Array.Empty<string>(),
            .. result.IsLarge ? [ImportAnswers.Large] : Array.Empty<string>(),
            ended,
        ];
        foreach (var line in lines)
            Console.WriteLine(line);
    }
}
