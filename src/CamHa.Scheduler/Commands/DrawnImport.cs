using System.Text.Json;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Import;
using CamHa.Scheduler.Import.Layouts;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace CamHa.Scheduler.Commands;

/// <summary>
/// Imports a table that is not in our form. What it is taken for is shown first; it is confirmed, or corrected in a file, and then
/// remembered for all tables with its headings.
/// </summary>
/// <param name="settings">Which database.</param>
/// <param name="wish">What to do.</param>
/// <param name="faultsTo">Where the faults are written to; null for nowhere.</param>
/// <param name="isJson">Whether a program reads the answer.</param>
internal sealed class DrawnImport(Settings settings, ImportWish wish, FaultsFile? faultsTo, bool isJson)
{
    public const string Confirmed = "ok";

    /// <param name="file">The file with the table.</param>
    /// <param name="map"><see cref="Confirmed"/>, or a file with what a person says; null for neither.</param>
    /// <param name="campaign">The campaign's code; null for the only one.</param>
    /// <param name="token">Cancels the import; nothing is half done.</param>
    public async Task<int> RunAsync(LayoutFile file, string? map, string? campaign, CancellationToken token)
    {
        if (file.Faults.Count > 0)
            return await RefuseAsync(file.Faults.Select(fault => fault.ToString()));
        byte[]? said = null;
        var isWritten = map is not null and not Confirmed && !File.Exists(map);
        try
        {
            said = map is null or Confirmed || isWritten ? null : await File.ReadAllBytesAsync(map, token);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return await RefuseAsync([LayoutAnswers.Failed(map!, e)]);
        }

        GuessedFile guessed;
        await using (var services = await ServiceFactory.OpenAsync(settings, token))
            guessed = await services.GetRequiredService<LayoutImport>().GuessAsync(file, campaign, said, token);
        if (guessed.Faults.Count > 0)
            return await RefuseAsync(guessed.Faults.Select(fault => $"{map}: {fault}"));
        if (guessed.Reading is not { } reading)
            return await RefuseAsync([$"{file.Name}: {LayoutWords.NoTable}"]);
        if (isWritten)
            return await WriteAsync(guessed, map!) ? CommandLine.Done : CommandLine.Failed;
        var isAsked = said is not null && !reading.Guess.IsSure;
        if ((isAsked && isJson) || (map is null && !(guessed.Remembered is not null && reading.Guess.IsSure)))
            return Show(file, guessed, reading);
        if (isAsked)
            return await ExtendAsync(guessed, map!);

        var answer = await ImportCommand.ImportAsync(settings, new LayoutSource(file, guessed), wish, faultsTo, isJson, token);
        if (answer != CommandLine.Done || wish.IsDryRun)
            return answer;
        await using (var services = await ServiceFactory.OpenAsync(settings, token))
            await services.GetRequiredService<LayoutImport>().RememberAsync(file, guessed, token);
        if (!isJson && map is not null && guessed.Map.Layout != LayoutReader.Bare)
            Console.WriteLine(LayoutAnswers.Remembered);
        return answer;
    }

    private async Task<int> RefuseAsync(IEnumerable<string> faults)
    {
        foreach (var fault in faults)
            await Console.Error.WriteLineAsync(fault);
        if (faultsTo is not null)
            await Console.Error.WriteLineAsync(faultsTo.NotWritten(ImportAnswers.OfNoCell));
        await Console.Error.WriteLineAsync(ImportAnswers.Ended(isApplied: false, isDryRun: false));
        return CommandLine.Failed;
    }

    // What the file has nothing of is added to it, and nothing that it says is lost.
    private async Task<int> ExtendAsync(GuessedFile guessed, string path)
    {
        foreach (var asked in LayoutAnswers.Asked(guessed.Reading!.Guess))
            await Console.Error.WriteLineAsync(asked);
        await WriteAsync(guessed, path, LayoutAnswers.Extended(path));
        return CommandLine.Failed;
    }

    private async Task<bool> WriteAsync(GuessedFile guessed, string path, string? said = null)
    {
        try
        {
            WholeFile.Write(path, isDurable: false, LayoutMapFile.Write(guessed.Reading!.Guess, guessed.Map));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await RefuseAsync([LayoutAnswers.Failed(path, e)]);
            return false;
        }

        Console.WriteLine(said ?? LayoutAnswers.Written(path));
        Console.WriteLine(ImportAnswers.Ended(isApplied: false, isDryRun: false));
        return true;
    }

    private int Show(LayoutFile file, GuessedFile guessed, LayoutReading reading)
    {
        if (isJson)
        {
            var isRemembered = guessed.Remembered is not null;
            Console.WriteLine(JsonSerializer.Serialize(
                new { IsApplied = false, isRemembered, file.Warnings, reading.Guess, reading.NotRead }, JsonFormat.Options));
            return CommandLine.Failed;
        }

        foreach (var warning in file.Warnings)
            Console.Error.WriteLine(UpkeepAnswers.Warning(warning.ToString()));
        if (guessed.Remembered is not null)
            Console.WriteLine(LayoutAnswers.NewTexts);
        foreach (var table in LayoutAnswers.Guess(reading.Guess))
            AnsiConsole.Write(table);
        foreach (var line in LayoutAnswers.Rows(reading).Append(LayoutAnswers.Confirm(reading.Guess.IsSure)))
            Console.WriteLine(line);
        if (faultsTo is not null)
            Console.WriteLine(faultsTo.NotWritten(ImportAnswers.NotConfirmed));
        Console.WriteLine(ImportAnswers.Ended(isApplied: false, isDryRun: false));
        return CommandLine.Failed;
    }
}
