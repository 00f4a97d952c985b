using System.CommandLine;
using System.Text.Json;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Import;
using CamHa.Scheduler.Simulation;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Commands;

/// <summary>What the verbs share that change a plan: their options, and how a change is made and told.</summary>
internal static class PlanCommand
{
    // More than anybody types; a report of it would fill the memory.
    private const int LongestText = 1_000_000;

    public static Option<string?> Campaign { get; } = new("--campaign")
    {
        Description = Language.Say(
            "Mã của kế hoạch; chỉ cần khi có nhiều kế hoạch.", "The campaign's code; needed only where there are several."),
    };

    public static Option<string?> Reason { get; } = new("--reason")
    {
        Description = Language.Say(
            "Lý do, ghi vào sổ thay đổi; như “theo Công văn 45”.", "Why; kept in the record of changes."),
    };

    public static Option<bool> DryRun { get; } = new("--dry-run")
    {
        Description = Language.Say(
            "Chỉ cho xem chỗ sẽ thay đổi và thư nào của bảy ngày tới sẽ thêm, bớt hoặc đổi; không ghi gì.",
            "Says what would change and which mails of the next seven days come, go or change, and changes nothing."),
    };

    /// <summary>A verb that changes a plan.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does.</param>
    /// <param name="own">Its own arguments and options.</param>
    /// <param name="operation">From what was typed to the operation; throws <see cref="UsageException"/> for what cannot be read.</param>
    /// <param name="sequel">What comes of it, in words; null for nothing that needs saying.</param>
    public static Command Create(
        string name,
        string description,
        IEnumerable<Symbol> own,
        Func<ParseResult, CampaignClock, Func<PlanData, PlanEdit>> operation,
        Func<IServiceProvider, CancellationToken, Task<string>>? sequel = null) => Create(
        name,
        description,
        own,
        (parsed, services, gesture, isDryRun, token) =>
        {
            var clock = services.GetRequiredService<CampaignClock>();
            return services.GetRequiredService<PlanChanges>()
                .MakeAsync(parsed.GetValue(Campaign), gesture, operation(parsed, clock), isDryRun, token);
        },
        sequel);

    /// <summary>A verb with which more than the plan changes.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does.</param>
    /// <param name="own">Its own arguments and options.</param>
    /// <param name="change">Makes the change, or only shows it.</param>
    /// <param name="sequel">What comes of it, in words; null for nothing that needs saying.</param>
    public static Command Create(
        string name,
        string description,
        IEnumerable<Symbol> own,
        Func<ParseResult, IServiceProvider, Gesture, bool, CancellationToken, Task<ChangeMade>> change,
        Func<IServiceProvider, CancellationToken, Task<string>>? sequel = null)
    {
        var command = new Command(name, description);
        foreach (var symbol in own)
        {
            if (symbol is Argument argument)
                command.Add(argument);
            else
                command.Add((Option)symbol);
        }

        command.Add(Campaign);
        command.Add(Reason);
        command.Add(DryRun);
        command.Add(CommandLine.Json);
        command.SetAction((parsed, token) => RunAsync(
            parsed,
            (services, gesture, isDryRun) => change(parsed, services, gesture, isDryRun, token),
            token,
            sequel));
        return command;
    }

    /// <summary>Makes a change, or only shows it, and tells what it is.</summary>
    public static async Task<int> RunAsync(
        ParseResult parsed,
        Func<IServiceProvider, Gesture, bool, Task<ChangeMade>> change,
        CancellationToken token,
        Func<IServiceProvider, CancellationToken, Task<string>>? sequel = null)
    {
        try
        {
            await MakeAsync(parsed, change, sequel, token);
            return CommandLine.Done;
        }
        catch (UsageException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return CommandLine.WrongUsage;
        }
    }

    private static async Task MakeAsync(
        ParseResult parsed,
        Func<IServiceProvider, Gesture, bool, Task<ChangeMade>> change,
        Func<IServiceProvider, CancellationToken, Task<string>>? sequel,
        CancellationToken token)
    {
        var gesture = Gesture.AtConsole(Why("--reason", parsed.GetValue(Reason)));
        var isDryRun = parsed.GetValue(DryRun);
        await using var services = await ServiceFactory.OpenAsync(parsed.Settings(), token);
        var made = await change(services, gesture, isDryRun);
        var mails = made is { Dry: { } dry, Foreign.Count: 0 }
            ? await MailsOfChange.CompareAsync(
                parsed.Settings(), dry, copy => copy.GetRequiredService<PlanChanges>().RehearseAsync(made, token), token)
            : null;
        if (parsed.GetValue(CommandLine.Json))
        {
            Console.WriteLine(JsonSerializer.Serialize(
                new { made.Id, made.Entries, made.Warnings, made.Foreign, Mails = mails }, JsonFormat.Options));
            return;
        }

        foreach (var warning in made.Warnings)
            await Console.Error.WriteLineAsync(UpkeepAnswers.Warning(warning));
        IEnumerable<string> lines =
        [
            .. EntryLines.All(made.Entries, PlanNames.Of(made.Plan), services.GetRequiredService<CampaignClock>()),
            .. await SubmissionAnswers.TimesAsync(services, made.Campaign, Submitted(made), token),
            .. mails is null ? [] : ImportAnswers.Mails(mails),
            .. made.IsLarge ? [ImportAnswers.Large] : Array.Empty<string>(),
            ChangeAnswers.Ended(made, isDryRun),
            .. sequel is not null && made.Foreign.Count == 0 ? [await sequel(services, token)] : Array.Empty<string>(),
        ];
        foreach (var line in lines)
            Console.WriteLine(line);
    }

    private static List<Thing> Submitted(ChangeMade made) =>
    [
        .. made.Entries.Where(entry => entry is { Thing.Kind: ThingKind.Submission, Before: null })
            .Select(entry => entry.Thing)
            .Distinct()
            .Except(made.Entries.Where(entry => entry.Before is not null).Select(entry => entry.Thing)),
    ];

    /// <summary>A text that was typed, on one line; null for none.</summary>
    /// <exception cref="UsageException">It is longer than the database keeps.</exception>
    public static string? Line(string name, string? text, int longest) =>
        Fitting(name, text is null ? null : CleanText.OneLine(text), longest);

    /// <summary>The same with its line breaks.</summary>
    public static string? Lines(string name, string? text) => Fitting(name, text is null ? null : CleanText.Of(text).Trim(), LongestText);

    private static string? Fitting(string name, string? text, int longest) => text is null || text.Length <= longest
        ? text
        : throw new UsageException(name, ValueWords.TooLong(text.Length, longest));

    /// <summary>A day that was typed.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static DateOnly Day(string name, string text)
    {
        var (day, fault) = DayText.Read(TableRow.Clean(text));
        return day ?? throw new UsageException(name, fault);
    }

    /// <summary>A week that was typed.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static string Week(string name, string text, CampaignClock clock)
    {
        var (week, fault) = WeekText.Read(TableRow.Clean(text), clock);
        return week?.ToString() ?? throw new UsageException(name, fault);
    }

    /// <summary>Who spoke, as it was typed; empty for nobody.</summary>
    /// <exception cref="UsageException">It is too long.</exception>
    public static string Person(string name, string? text) => Line(name, text, 200) ?? "";

    /// <summary>A reason that others read, as it was typed; empty for none.</summary>
    /// <exception cref="UsageException">It is too long.</exception>
    public static string Why(string name, string? text) => Line(name, text, 1000) ?? "";

    /// <summary>An instant that was typed and has come: a day alone is its end, or now where that is yet to come.</summary>
    /// <exception cref="UsageException">It is none, or is yet to come.</exception>
    public static DateTimeOffset Past(string name, string? text, CampaignClock clock)
    {
        if (text is null)
            return clock.Now;
        var (at, fault) = PastText.Read(text, clock);
        return at ?? throw new UsageException(name, fault);
    }
}

/// <summary>What was typed cannot be read; nothing was done.</summary>
internal sealed class UsageException(string message) : Exception(message)
{
    public UsageException(string option, string message)
        : this($"{option}: {message}")
    {
    }
}
