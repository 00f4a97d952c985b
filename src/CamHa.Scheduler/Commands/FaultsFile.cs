using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Import;
using CamHa.Scheduler.Import.Workbooks;

namespace CamHa.Scheduler.Commands;

/// <summary>The same workbook with the faults of its import, for whoever corrects it.</summary>
internal sealed class FaultsFile
{
    public const string Option = "--faults-to";
    private readonly string _workbook;
    private readonly string _path;

    private FaultsFile(string workbook, string path) => (_workbook, _path) = (workbook, path);

    /// <summary>Finds out whether it can be written, before anything is imported.</summary>
    /// <param name="plan">What is imported.</param>
    /// <param name="path">The file to write; null for none.</param>
    /// <param name="mayReplace">Whether a file that is there is replaced.</param>
    /// <exception cref="SettingsException">It cannot; the message says why, and the remedy.</exception>
    public static FaultsFile? Of(string plan, string? path, bool mayReplace)
    {
        if (path is null || !(File.Exists(plan) || Directory.Exists(plan)))
            return null;
        var extension = Path.GetExtension(plan).ToLowerInvariant();
        if (Directory.Exists(plan) || extension is not (".xlsx" or ".xlsm"))
            throw Fault(path, WorkbookFile.IsOne(plan) ? WorkbookWords.NotMarked : ImportAnswers.OnlyForWorkbooks);
        if (Path.GetFullPath(path).Equals(Path.GetFullPath(plan), OperatingSystem.IsLinux()
            ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase))
            throw Fault(path, ImportAnswers.PlanItself);
        // A workbook with macros is opened by its own ending only.
        OutputFile.Check(Option, path, extension, mayReplace);
        return new(plan, path);
    }

    /// <summary>Writes it, where there are faults.</summary>
    /// <returns>Its path, or null where it is not written; and what is said of it.</returns>
    public (string? Path, string Said) Write(ImportResult result)
    {
        if (result.IsApplied)
            return (null, ImportAnswers.NoFaults(_path, File.Exists(_path)));
        try
        {
            var bytes = WorkbookFile.Bytes(_workbook);
            OutputFile.Write(Option, _path, stream => FaultMarks.Write(bytes, result.Errors, stream));
            return (_path, ImportAnswers.FaultsWritten(_path));
        }
        catch (RefusedWorkbookException e)
        {
            return (null, NotWritten(e.Message));
        }
    }

    public string NotWritten(string why) => ImportAnswers.FaultsNotWritten(_path, why);

    private static SettingsException Fault(string path, string words) =>
        new([new($"{Option} = '{path}': {words}", $"{Option} = '{path}': {words}")]);
}
