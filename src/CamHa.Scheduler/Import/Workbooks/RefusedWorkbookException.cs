namespace CamHa.Scheduler.Import.Workbooks;

/// <summary>A workbook that is not read, with the reason and the remedy.</summary>
internal sealed class RefusedWorkbookException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Null for the file as a whole.</summary>
    public string? Sheet { get; init; }

    public int Line { get; init; }

    /// <summary>The cell, such as <c>E17</c>; empty for the whole sheet.</summary>
    public string Cell { get; init; } = "";

    /// <param name="file">The workbook's name.</param>
    public ImportError Fault(string file) => new(Sheet ?? file, Line, "", Message) { Cell = Sheet is null ? "" : Cell };
}
