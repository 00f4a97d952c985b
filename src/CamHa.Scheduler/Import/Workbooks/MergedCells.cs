namespace CamHa.Scheduler.Import.Workbooks;

/// <summary>Carries the value of cells that are merged downwards into each of their rows, as a reader of the sheet sees it.</summary>
internal sealed class MergedCells
{
    private readonly Queue<Merge> _coming;
    private readonly Dictionary<int, (int ToLine, string Text)> _open = [];

    public MergedCells(Sheet sheet) =>
        _coming = new(sheet.Merges.Where(merge => merge.ToLine > merge.FromLine).OrderBy(merge => merge.FromLine));

    /// <summary>Takes note of the merges that begin in a row, which is asked for from the top down.</summary>
    public void Enter(SheetRow row)
    {
        while (_coming.TryPeek(out var merge) && merge.FromLine <= row.Line)
        {
            _coming.Dequeue();
            if (merge.FromLine == row.Line)
                _open[merge.Column] = (merge.ToLine, row[merge.Column]);
        }
    }

    /// <summary>The value above, for a cell that has none of its own.</summary>
    public string Above(int line, int column) => _open.TryGetValue(column, out var merge) && line <= merge.ToLine ? merge.Text : "";
}
