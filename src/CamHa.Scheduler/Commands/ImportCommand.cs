using System.CommandLine;
using System.Text.Json;
using CamHa.Scheduler.Import;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace CamHa.Scheduler.Commands;

/// <summary>Imports a folder of CSV files, whole or not at all.</summary>
internal static class ImportCommand
{
    public static Command Create()
    {
        var path = new Argument<string>("PATH")
        {
            Description = "A folder with campaign.csv, units.csv, contacts.csv, assignments.csv, submissions.csv, calendar.csv; "
                + "each may be missing.",
        };
        var dryRun = new Option<bool>("--dry-run") { Description = "Says what would change, and changes nothing." };
        var command = new Command("import", "Reads a folder of CSV files; every error at once, nothing half imported.")
        {
            path,
            dryRun,
            CommandLine.Json,
        };
        command.SetAction(async (parsed, token) =>
        {
            var folder = parsed.GetValue(path)!;
            if (!Directory.Exists(folder))
            {
                await Console.Error.WriteLineAsync($"PATH = '{folder}': there is no such folder. Name the folder the CSV files are in.");
                return CommandLine.WrongUsage;
            }

            await using var services = ServiceFactory.Create(parsed.Settings());
            // Creates a missing database, so that a first import needs no 'init'. An existing one is never upgraded by the way.
            if (!services.GetRequiredService<Database>().Exists)
            {
                await services.GetRequiredService<EarlierDatabase>().EnsureNothingLeftAsync(token);
                await services.GetRequiredService<SchemaMigration>().ApplyAsync(token);
            }

            await services.DisposeAsync();
            await using var ready = await ServiceFactory.OpenAsync(parsed.Settings(), token);
            var isDryRun = parsed.GetValue(dryRun);
            var result = await ready.GetRequiredService<Importer>().ImportAsync(ImportSource.Folder(folder), isDryRun, token);
            if (parsed.GetValue(CommandLine.Json))
                Console.WriteLine(JsonSerializer.Serialize(result, JsonFormat.Options));
            else
                await ShowAsync(result, isDryRun);
            return result.IsApplied ? CommandLine.Done : CommandLine.Failed;
        });
        return command;
    }

    private static async Task ShowAsync(ImportResult result, bool isDryRun)
    {
        foreach (var warning in result.Warnings)
            await Console.Error.WriteLineAsync($"warning: {warning}");
        foreach (var error in result.Errors)
            await Console.Error.WriteLineAsync(error.ToString());
        if (!result.IsApplied)
        {
            await Console.Error.WriteLineAsync("Nothing was imported.");
            return;
        }

        var table = new Table().Border(TableBorder.Simple).AddColumns("File", "New", "Changed", "Same", "Ended");
        foreach (var file in result.Files)
            table.AddRow(file.File, $"{file.Added}", $"{file.Changed}", $"{file.Unchanged}", $"{file.Removed}");
        AnsiConsole.Write(table);
        if (result.IsLarge)
        {
            Console.WriteLine("This changes much, so the next reminders are held until somebody has seen them: "
                + "look at them with 'camha preview deadlines', then let them go on the page or with 'camha outbox release --all'.");
        }

        Console.WriteLine(isDryRun ? "Dry run: nothing was changed." : "Imported.");
    }
}
