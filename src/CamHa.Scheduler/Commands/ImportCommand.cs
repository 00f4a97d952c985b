using System.CommandLine;
using System.Text.Json;
using CamHa.Scheduler.Import;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace CamHa.Scheduler.Commands;

/// <summary>Reads a folder of CSV files into the database, whole or not at all.</summary>
internal static class ImportCommand
{
    public static Command Create()
    {
        var path = new Argument<string>("PATH") { Description = "A folder with campaign.csv, units.csv, contacts.csv, assignments.csv, submissions.csv, calendar.csv; each may be missing." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Says what would change, and changes nothing." };
        var command = new Command("import", "Reads a folder of CSV files; every error at once, nothing half imported.") { path, dryRun, CommandLine.Json };
        command.SetAction(async (parsed, token) =>
        {
            var folder = parsed.GetValue(path)!;
            if (!Directory.Exists(folder))
            {
                await Console.Error.WriteLineAsync($"PATH = '{folder}': there is no such folder. Name the folder the CSV files are in.");
                return CommandLine.WrongUsage;
            }

            await using var services = ServiceFactory.Create(parsed.Settings());
            // A first import needs no init before it: there is nothing yet that could be upgraded by mistake.
            if (!services.GetRequiredService<Database>().Exists)
                await services.GetRequiredService<SchemaMigration>().ApplyAsync(token);
            await services.DisposeAsync();
            await using var ready = await ServiceFactory.OpenAsync(parsed.Settings(), token);
            var result = await ready.GetRequiredService<Importer>().ImportAsync(ImportSource.Folder(folder), parsed.GetValue(dryRun), token);
            if (parsed.GetValue(CommandLine.Json))
                Console.WriteLine(JsonSerializer.Serialize(result, JsonFormat.Options));
            else
                await ShowAsync(result, parsed.GetValue(dryRun));
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
        Console.WriteLine(isDryRun ? "Dry run: nothing was changed." : "Imported.");
    }
}
