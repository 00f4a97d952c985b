namespace CamHa.Scheduler.Import;

/// <summary>The signs of each column of a table, with the line of the first.</summary>
internal sealed class OldTextOfColumns
{
    private readonly Dictionary<string, (OldText Signs, int Line)> _signs = [];

    public void Add(string column, int line, string text)
    {
        if (!_signs.TryGetValue(column, out var signs))
            _signs[column] = signs = (new(), 0);
        if (signs.Signs.Add(text) && signs.Line == 0)
            _signs[column] = (signs.Signs, line);
    }

    /// <summary>Whether a column must not be imported, which is one fault a column.</summary>
    public bool HasFault => _signs.Values.Any(each => each.Signs.Fault is not null);

    /// <summary>Reports the columns that are not in Unicode, and those that may not be.</summary>
    /// <returns>Whether there is a fault.</returns>
    public bool Report(TablePlace place, FaultList faults, FaultList warnings)
    {
        foreach (var (column, (signs, line)) in _signs)
        {
            if (signs.Fault is { } fault)
                faults.Add(place.At(line, column, fault));
            else if (signs.Doubt is { } doubt)
                warnings.Add(place.At(line, column, doubt));
        }

        return HasFault;
    }
}
