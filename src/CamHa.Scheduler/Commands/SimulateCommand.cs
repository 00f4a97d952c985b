using System.CommandLine;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Simulation;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace CamHa.Scheduler.Commands;

/// <summary>Simulates a span of days and shows every mail that they would bring.</summary>
internal static class SimulateCommand
{
    public static Command Create()
    {
        var from = DayOption("--from", "The first day, such as 2022-02-16.");
        var to = DayOption("--to", "The last day.");
        from.Required = to.Required = true;
        var dir = new Option<string>("--dir")
        {
            Description = "The folder for mails and pages.",
            DefaultValueFactory = _ => "camha-simulation",
        };
        var files = new Option<bool>("--files")
        {
            Description = "Makes the reports' Word, PDF and Excel files too; it takes about twice the time.",
        };
        var command = new Command(
            "simulate", "Runs the looks over a copy of the data on a virtual clock; database and mail server stay untouched.")
        {
            from,
            to,
            dir,
            files,
        };
        command.SetAction((parsed, token) => RunAsync(
            parsed.Settings(), parsed.GetValue(from), parsed.GetValue(to), parsed.GetValue(dir)!, parsed.GetValue(files), token));
        return command;
    }

    internal static Option<DateOnly> DayOption(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = result =>
        {
            if (DateOnly.TryParseExact(result.Tokens[0].Value, ["yyyy-MM-dd", "d/M/yyyy"], out var day))
            {
                if (SensibleDays.Holds(day))
                    return day;
                var (first, last) = (SensibleDays.First, SensibleDays.Last);
                result.AddError($"{name} = '{result.Tokens[0].Value}': write a day from {first:yyyy-MM-dd} to {last:yyyy-MM-dd}.");
                return default;
            }

            result.AddError($"{name} = '{result.Tokens[0].Value}': this is not a date; write 2022-06-17 or 17/6/2022.");
            return default;
        },
    };

    private static async Task<int> RunAsync(
        Settings settings, DateOnly from, DateOnly to, string dir, bool makesFiles, CancellationToken token)
    {
        if (to < from)
        {
            await Console.Error.WriteLineAsync($"--to = '{to:yyyy-MM-dd}': this is before --from, {from:yyyy-MM-dd}.");
            return CommandLine.WrongUsage;
        }

        var begin = from.ToDateTime(TimeOnly.MinValue);
        var end = to.ToDateTime(TimeOnly.MaxValue);
        IReadOnlyList<GalleryMessage> messages = [];
        await using var rehearsal = await Rehearsal.OpenAsync(settings, dir, begin, makesFiles, token);
        await Progress.ShowAsync($"{from:yyyy-MM-dd} to {to:yyyy-MM-dd}", async report =>
        {
            var days = new DayProgress(begin, end, report, start: 0, share: 90);
            await rehearsal.Services.GetRequiredService<Simulator>().RunAsync(begin, end, days, token);
            report("pages", 95);
            messages = await rehearsal.Services.GetRequiredService<Gallery>()
                .WriteAsync(rehearsal.Folder, $"Mô phỏng {from:d/M/yyyy} – {to:d/M/yyyy}", token);
            report("done", 100);
        });
        SentMails.Show(messages);
        AnsiConsole.WriteLine($"{messages.Count} mails. Look at them: {Path.Combine(rehearsal.Folder, "index.html")}");
        return CommandLine.Done;
    }
}
