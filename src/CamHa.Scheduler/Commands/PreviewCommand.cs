using System.CommandLine;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.FridayReport.Snapshot;
using CamHa.Scheduler.FridayReport.Wording;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Simulation;
using CamHa.Scheduler.Storage;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace CamHa.Scheduler.Commands;

/// <summary>Renders what a look would send, and sends nothing.</summary>
internal static class PreviewCommand
{
    /// <summary>The names of looks by their words on the command line.</summary>
    internal static IReadOnlyDictionary<string, string[]> Looks { get; } = new Dictionary<string, string[]>
    {
        ["deadlines"] = [LookName.Deadlines],
        ["weekly"] = [LookName.Reminders],
        ["report"] = [LookName.Report, LookName.Supplement],
    };

    public static Command Create()
    {
        var what = WhatArgument();
        var on = SimulateCommand.DayOption("--on", "The day to look on, at the look's own time; now where it is left out.");
        var unit = new Option<string?>("--unit") { Description = "Shows one unit's mails only." };
        var dir = new Option<string>("--dir")
        {
            Description = "The folder for mails and pages.",
            DefaultValueFactory = _ => "camha-preview",
        };
        var command = new Command("preview", "Shows what would be sent, and sends nothing.") { what, on, unit, dir };
        command.SetAction((parsed, token) => RunAsync(
            parsed.Settings(),
            parsed.GetValue(what)!,
            parsed.GetResult(on) is null ? null : parsed.GetValue(on),
            parsed.GetValue(unit),
            parsed.GetValue(dir)!,
            token));
        return command;
    }

    internal static Argument<string> WhatArgument()
    {
        var what = new Argument<string>("WHAT") { Description = "deadlines, weekly or report" };
        what.AcceptOnlyFromAmong([.. Looks.Keys]);
        return what;
    }

    private static async Task<int> RunAsync(Settings settings, string what, DateOnly? on, string? unit, string dir, CancellationToken token)
    {
        DateTime now;
        await using (var services = ServiceFactory.Create(settings))
        {
            var clock = services.GetRequiredService<CampaignClock>();
            now = clock.WallClock(clock.Now);
        }

        var begin = (on ?? DateOnly.FromDateTime(now)).ToDateTime(TimeOnly.MinValue);
        await using var rehearsal = await Rehearsal.OpenAsync(settings, dir, begin, makesFiles: true, token);
        var simulator = rehearsal.Services.GetRequiredService<Simulator>();
        var looks = rehearsal.Services.GetServices<ILook>().Where(look => Looks[what].Contains(look.Name)).ToList();
        foreach (var look in looks.OrderBy(look => look.Times.DefaultIfEmpty().Max()))
            await simulator.LookAsync(look, on?.ToDateTime(look.Times.DefaultIfEmpty().Max()) ?? now, token);
        var messages = await rehearsal.Services.GetRequiredService<Gallery>().WriteAsync(rehearsal.Folder, $"Xem trước: {what}", token);
        var shown = unit is null
            ? messages
            : [.. messages.Where(message => string.Equals(message.UnitCode, unit, StringComparison.OrdinalIgnoreCase))];
        if (shown.Count == 0)
        {
            AnsiConsole.WriteLine("Nothing is owed then.");
            return CommandLine.Done;
        }

        var table = new Table().Border(TableBorder.Simple).AddColumns("To", "Subject", "Outcome");
        foreach (var message in shown)
        {
            table.AddRow(
                Markup.Escape(message.Recipient),
                Markup.Escape(message.Subject),
                Markup.Escape($"{message.State} {message.StateReason}".Trim()));
        }

        AnsiConsole.Write(table);
        AnsiConsole.WriteLine(SentMails.AsIfReleased);
        if (what == "report")
            await ShowFiguresAsync(rehearsal.Services, shown, token);
        AnsiConsole.WriteLine($"Nothing was sent. Look at them: {Path.Combine(rehearsal.Folder, "index.html")}");
        return CommandLine.Done;
    }

    private static async Task ShowFiguresAsync(IServiceProvider services, IReadOnlyList<GalleryMessage> messages, CancellationToken token)
    {
        await using var session = await services.GetRequiredService<Database>().OpenAsync(token);
        var reports = messages
            .Where(message => message.Kind is NoticeKind.Report or NoticeKind.Supplement)
            .DistinctBy(message => message.MessageKey);
        foreach (var report in reports)
        {
            var model = ReportModel.Of(await ReportStore.OneAsync(session, report.CampaignId, report.Week!, report.Step, token));
            var table = new Table()
                .Border(TableBorder.Simple)
                .AddColumn(Markup.Escape(model.Title))
                .AddColumn("", column => column.RightAligned());
            foreach (var (name, figure) in new[]
            {
                ("submissions owed", model.Owing),
                ("on time", model.OnTime),
                ("late", model.Late),
                ("missing", model.Missing),
                ("exempt", model.Exempt),
                ("assignments", model.Assignments),
                ("done", model.Done),
                ("on track", model.OnTrack),
                ("overdue", model.Overdue),
            })
            {
                table.AddRow(name, $"{figure}");
            }

            AnsiConsole.Write(table);
        }
    }
}
