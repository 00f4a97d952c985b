using System.CommandLine;
using System.Text.Json;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Import;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Simulation;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace CamHa.Scheduler.Commands;

/// <summary>The real plan of 2022 through the week of 13–20 June, with no configuration at all.</summary>
internal static class DemoCommand
{
    private static readonly DateTime From = new(2022, 6, 13, 7, 0, 0);
    private static readonly DateTime To = new(2022, 6, 20, 8, 0, 0);
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static Command Create()
    {
        var dir = new Option<string>("--dir")
        {
            Description = Language.Say("Thư mục để ghi, tính từ thư mục đang đứng.", "The folder to work in; from the current folder on."),
            DefaultValueFactory = _ => "camha-demo",
        };
        var command = new Command(
            "demo", Language.Say(
                "Chạy thử kế hoạch năm 2022 của xã Cẩm Hà trong tuần 13–20/6/2022 và để lại mọi thư để xem.",
                "Runs the 2022 plan of Cẩm Hà through the week of 13–20 June 2022 and leaves every mail to look at."))
        {
            dir,
        };
        command.SetAction((parsed, token) => RunAsync(parsed.GetValue(dir)!, parsed.GetValue(CommandLine.Set) ?? [], token));
        return command;
    }

    // Mails that come in lie there as files.
    private const string Mailbox = "answers";

    private static async Task<int> RunAsync(string dir, string[] assignments, CancellationToken token)
    {
        var folder = OutputFolder.Create(dir);
        var file = Path.Combine(folder, Settings.DefaultFile);
        if (!File.Exists(file))
            await File.WriteAllTextAsync(file, DefaultSettings(), token);

        var zone = CampaignClock.FindZone(new ClockOptions().TimeZone);
        var clock = new VirtualClock(new CampaignClock(TimeProvider.System, zone).Instant(From));
        await using var services = ServiceFactory.Create(Settings.Load(file, assignments), clock, add => add
            .AddSingleton(clock).AddSingleton<Timeline>().AddSingleton<Simulator>().AddSingleton<AnsweredWeek>().AddSingleton<Gallery>()
            .AddSingleton(MailKey.Public()));

        var before = 0;
        IReadOnlyList<GalleryMessage> messages = [];
        await Progress.ShowAsync(Language.Say("Tuần 13–20/6/2022", "The week of 13–20 June 2022"), async report =>
        {
            report("schema", 5);
            var database = services.GetRequiredService<Database>();
            await services.GetRequiredService<SchemaMigration>().ApplyAsync(token);
            report("import", 10);
            var imported = await services.GetRequiredService<Importer>().ImportAsync(ImportSource.DemoPlan, isDryRun: false, token);
            if (!imported.IsApplied)
                throw new StorageException(string.Join(Environment.NewLine, imported.Errors));
            await services.GetRequiredService<OutboxDecisions>().MakeForAllAsync(OutboxDecision.Release, Gesture.AtConsole(), token);
            before = await SentMails.CountAsync(database, token);
            var days = new DayProgress(From, To, report, 15, 80);
            Directory.CreateDirectory(Path.Combine(folder, Mailbox));
            await services.GetRequiredService<AnsweredWeek>().RunAsync(From, To, Path.Combine(folder, Mailbox), clock, days, token);
            report("pages", 90);
            messages = await services.GetRequiredService<Gallery>()
                .WriteAsync(folder, "Cẩm Hà, 13–20/6/2022: mọi thư của một tuần", forecast: "", token);
            report("done", 100);
        });

        SentMails.Show(messages);
        AnsiConsole.WriteLine(SentMails.AsIfReleased);
        var sent = await SentMails.CountAsync(services.GetRequiredService<Database>(), token) - before;
        var unsent = messages.Count(message => message.State != OutboxState.Sent);
        AnsiConsole.WriteLine(SentMails.Sent(sent, unsent));
        var page = Path.Combine(folder, "index.html");
        var run = $"{Invocation.Current.Command} run --config {Invocation.Quoted(Path.Combine(dir, Settings.DefaultFile))}";
        // Not wrapped: they are there to be copied.
        Console.WriteLine(Language.Say($"Xem các thư:  {page}", $"Look at them:  {page}"));
        Console.WriteLine(Language.Say($"Chạy tiếp:    {run}", $"Go on with it: {run}"));
        return CommandLine.Done;
    }

    private static string DefaultSettings() => JsonSerializer.Serialize(
        new
        {
            Storage = new { Provider = "sqlite", File = "camha.db" },
            Mail = new
            {
                Transport = "pickup",
                PickupFolder = "mail",
                From = "nhacviec@camha.example",
                FromName = "Ban Chỉ đạo NTM xã Cẩm Hà",
            },
            Inbox = new { Source = "folder", Folder = Mailbox },
            // The demo's mails are years old when they are sent; without this, retention deletes them.
            Outbox = new { KeepDays = 36_500, KeepBodiesDays = 36_500 },
        },
        Indented) + Environment.NewLine;
}
