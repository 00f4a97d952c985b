using System.Text;
using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Import;
using CamHa.Scheduler.Import.Layouts;
using CamHa.Scheduler.Import.Workbooks;
using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.Desk;

/// <summary>What a file that waits would do to the plan, by the very code of <c>camha import</c>.</summary>
internal sealed class UploadLook(WaitingUploads uploads, Importer importer, LayoutImport layouts, Database database)
    : IDisposable
{
    // One at a time: a large workbook takes memory while it is read.
    private readonly SemaphoreSlim _one = new(1);

    public void Dispose() => _one.Dispose();

    /// <param name="upload">The file.</param>
    /// <param name="wish">What to do; a dry run shows it.</param>
    /// <param name="token">Cancels it; nothing is half done.</param>
    public Task<Looked> AtAsync(Upload upload, ImportWish wish, CancellationToken token) =>
        OneAsync(() => ReadAsync(upload, wish, token), token);

    /// <summary>Only what a table is taken for.</summary>
    /// <param name="upload">The file.</param>
    /// <param name="said">What a person says of it.</param>
    /// <param name="token">Cancels it.</param>
    /// <exception cref="ChangeRefusedException">Its campaign is gone, or there are several and none was chosen.</exception>
    public Task<GuessedFile?> GuessAsync(Upload upload, string said, CancellationToken token) => OneAsync(
        async () => PlanFile.Open(uploads.PathOf(upload), upload.Name, campaign: null).Table is { } table
            ? await GuessAsync(table, await CodeAsync(upload, token), said, token) : null,
        token);

    /// <summary>The workbook with its faults as notes, to be disposed of.</summary>
    /// <param name="upload">The file.</param>
    /// <param name="faults">What is wrong with it.</param>
    /// <param name="token">Cancels it.</param>
    /// <exception cref="RefusedWorkbookException">It cannot be written into.</exception>
    public Task<MemoryStream> MarkedAsync(Upload upload, IEnumerable<ImportError> faults, CancellationToken token) => OneAsync(
        () =>
        {
            var marked = new MemoryStream();
            FaultMarks.Write(
                WorkbookFile.Bytes(uploads.PathOf(upload)),
                [.. faults.Select(fault => fault with { Message = DeskWords.Of(fault.Message) })],
                marked);
            return Task.FromResult(marked);
        },
        token);

    private async Task<T> OneAsync<T>(Func<Task<T>> work, CancellationToken token)
    {
        await _one.WaitAsync(token);
        try
        {
            return await work();
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<Looked> ReadAsync(Upload upload, ImportWish wish, CancellationToken token)
    {
        var code = await CodeAsync(upload, token);
        var file = PlanFile.Open(uploads.PathOf(upload), upload.Name, code);
        if (file.Faults.Count > 0)
            return new(new(file.Faults, [], []), TableNames.OfSheets);
        if (file.Source is { } source)
            return new(await importer.ImportAsync(source, wish, token), source.Names) { Source = source };
        var table = file.Table!;
        GuessedFile guessed;
        try
        {
            guessed = await GuessAsync(table, code, upload.Said, token);
        }
        catch (ChangeRefusedException e)
        {
            return Refused(table, e.Message);
        }

        if (guessed.Reading is not { } reading)
            return Refused(table, LayoutWords.NoTable);
        if (guessed.Faults.Count > 0 || !reading.Guess.IsSure || (guessed.Remembered is null && upload.Said.Length == 0))
            return new(null, TableNames.OfSheets) { Guessed = guessed };
        var drawn = new LayoutSource(table, guessed);
        var result = await importer.ImportAsync(drawn, wish, token);
        if (result is { IsApplied: true, IsRepeated: false } && !wish.IsDryRun)
            await layouts.RememberAsync(table, guessed, token);
        return new(result, drawn.Names) { Source = drawn, Guessed = guessed };
    }

    private Task<GuessedFile> GuessAsync(LayoutFile table, string? code, string said, CancellationToken token) =>
        layouts.GuessAsync(table, code, said.Length > 0 ? Encoding.UTF8.GetBytes(said) : null, token);

    private static Looked Refused(LayoutFile table, string why) =>
        new(new([new(table.Name, 0, "", why) { Cell = "" }], table.Warnings, []), TableNames.OfSheets);

    private async Task<string?> CodeAsync(Upload upload, CancellationToken token)
    {
        if (upload.Campaign is not { } id)
            return null;
        await using var session = await database.OpenAsync(token);
        return (await CampaignStore.FindAsync(session, id, token))?.Code;
    }
}

/// <param name="Result">What it did or would do; null where a person has to say first what its table is taken for.</param>
/// <param name="Names">What its tables and columns are called.</param>
internal sealed record Looked(ImportResult? Result, TableNames Names)
{
    /// <summary>What was imported; null where it could not be read.</summary>
    public ImportSource? Source { get; init; }

    /// <summary>What its table is taken for; null where it is in our form.</summary>
    public GuessedFile? Guessed { get; init; }
}
