using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using System.Data.Common;
using System.Text;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Installation;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Commands;

/// <summary>The commands and what they share: options, exit codes, and how failures are shown.</summary>
public static class CommandLine
{
    public const int Done = 0;
    public const int Failed = 1;

    /// <summary>Wrong usage or configuration.</summary>
    public const int WrongUsage = 2;

    public static Option<string?> Config { get; } = new("--config")
    {
        Description = Text.Language.Say(
            "Tệp thiết lập; không ghi thì là appsettings.json trong thư mục này, hoặc tệp của dịch vụ đã cài.",
            "The configuration file; appsettings.json in the current folder, or else the installed service's, if it is there."),
        Recursive = true,
    };

    public static Option<string[]> Set { get; } = new("--set")
    {
        Description = Text.Language.Say(
            "Phần:Mục=giá-trị, dùng thay cho giá trị trong tệp thiết lập, như Smtp:Host=mail.xa.gov.vn. Ghi được nhiều lần.",
            "Section:Key=value; overrides file and environment. May be repeated."),
        Recursive = true,
    };

    public static Option<string?> Lang { get; } = Language();

    public static Option<bool> Json { get; } = new("--json")
    {
        Description = Text.Language.Say(
        "In dạng JSON, cho phần mềm khác đọc.", "Prints JSON for a program to read.")
    };

    public static RootCommand Root { get; } = InLanguage(new(Text.Language.Say(
        "Thư ký của Ban Chỉ đạo: gửi thư nhắc việc và báo cáo tổng hợp chiều thứ Sáu.",
        "The committee's secretary that never forgets: reminders and the Friday report, by mail."))
    {
        Config,
        Set,
        Lang,
        DemoCommand.Create(),
        RunCommand.Create(),
        InitCommand.Create(),
        ImportCommand.Create(),
        ExportCommand.Create(),
        AssignmentCommand.Create(),
        ContactCommand.Create(),
        UnitCommand.Create(),
        SubmissionCommand.Create(),
        LinkCommand.Create(),
        ChangeCommand.Create(),
        SimulateCommand.Create(),
        PreviewCommand.Create(),
        SendNowCommand.Create(),
        StatusCommand.Create(),
        PauseCommand.Create(),
        ResumeCommand.Create(),
        OutboxCommand.Create(),
        InboxCommand.Create(),
        ReportCommand.Create(),
        DoctorCommand.Create(),
        ArmCommand.Create(),
        BackupCommand.Create(),
        RestoreCommand.Create(),
        ProtectCommand.Create(),
        ConfigureCommand.Create(),
        MailCommand.Create(),
        ServiceCommand.Create(),
        WebCommand.Create(),
        AccountCommand.Create(),
    });

    /// <summary>The language that <c>--lang</c> asks for; null where it does not, or for one that there is not.</summary>
    public static string? AskedLanguage(string[] args)
    {
        const string name = "--lang";
        var at = Array.FindLastIndex(args, word => word == name || word.StartsWith($"{name}=", StringComparison.Ordinal));
        var asked = at < 0 ? "" : args[at] != name ? args[at][(name.Length + 1)..] : args.ElementAtOrDefault(at + 1);
        return asked is Text.Language.Vietnamese or Text.Language.English ? asked : null;
    }

    public static async Task<int> RunAsync(string[] args)
    {
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        // Once more, for a process that runs several commands.
        Text.Language.Use(AskedLanguage(args));
        var parsed = Root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in UsageAnswers.Of(parsed))
                await Console.Error.WriteLineAsync(error);
            await Console.Error.WriteLineAsync(Text.Language.Say(
                $"Xem cách dùng: {Path(parsed.CommandResult)} --help", $"See '{Path(parsed.CommandResult)} --help'."));
            return WrongUsage;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                // The host has a time limit of its own for stopping, in which it finishes a job under way.
                ProcessTerminationTimeout = null,
            });
        }
        catch (SettingsException e)
        {
            return await RefuseAsync(e.Faults.Select(fault => $"{fault}"));
        }
        // A file that a setting names changed after the settings were checked.
        catch (OptionsValidationException e)
        {
            return await RefuseAsync(e.Failures);
        }
        catch (Exception e) when (Told(e) is { } words)
        {
            await Console.Error.WriteLineAsync(words);
            return Failed;
        }
        finally
        {
            await ServiceAccount.GiveDataAsync(CancellationToken.None);
        }
    }

    // Null for what only a fault of the program explains.
    private static string? Told(Exception failure) => failure switch
    {
        ActionRequiredException required => required.Told(),
        IOException or UnauthorizedAccessException => Text.Language.Say(SystemWords.Named(failure), failure.Message),
        DbException => Text.Language.Say(
            $"Cơ sở dữ liệu không làm việc tiếp được. {StorageFaults.InVietnamese(failure)} "
            + "Xem thêm: camha doctor. Việc đã làm còn nguyên, không có việc nào dở dang; lần chạy sau làm tiếp.",
            $"Storage: the database cannot go on: {StorageFaults.Says(failure)} "
            + "'camha doctor' looks for more. What was done is kept, nothing is half done, and the next run goes on from here."),
        OperationCanceledException => Text.Language.Say(
            "Đã dừng. Không có việc nào dở dang; lần chạy sau làm tiếp.",
            "Stopped. Nothing is half done; the next run goes on from here."),
        _ => null,
    };

    // As it is typed: 'camha outbox list'. The root command is named after the program.
    private static string Path(CommandResult command) =>
        command.Parent is CommandResult parent ? $"{Path(parent)} {command.Command.Name}" : "camha";

    private static RootCommand InLanguage(RootCommand root)
    {
        foreach (var option in root.Options)
        {
            if (option is HelpOption { Action: HelpAction library })
            {
                option.Description = Text.Language.Say("Cho xem cách gõ lệnh", option.Description!);
                option.Action = new BilingualHelp(library);
            }
            else if (option is VersionOption)
            {
                option.Description = Text.Language.Say("Cho xem phiên bản", option.Description!);
            }
        }

        return root;
    }

    private static Option<string?> Language()
    {
        var option = new Option<string?>("--lang")
        {
            Description = Text.Language.Say(
                "Ngôn ngữ trả lời: vi hoặc en. Không ghi thì theo máy: máy tiếng Anh trả lời tiếng Anh, còn lại tiếng Việt.",
                "The language of the answers, vi or en; English where the machine's language is, or else Vietnamese."),
            Recursive = true,
        };
        option.AcceptOnlyFromAmong(Text.Language.Vietnamese, Text.Language.English);
        return option;
    }

    private static async Task<int> RefuseAsync(IEnumerable<string> faults)
    {
        foreach (var fault in faults)
            await Console.Error.WriteLineAsync(fault);
        return WrongUsage;
    }

    public static Settings Settings(this ParseResult parsed) =>
        Configuration.Settings.Load(parsed.GetValue(Config), parsed.GetValue(Set) ?? []);
}
