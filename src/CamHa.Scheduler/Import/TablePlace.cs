using CamHa.Scheduler.Import.Workbooks;

namespace CamHa.Scheduler.Import;

/// <summary>Where a table stands, so that its faults name their places in words of its kind.</summary>
internal sealed class TablePlace
{
    private readonly string _file;
    private readonly string? _sheet;
    private readonly IReadOnlyDictionary<string, int> _columns;
    private Func<int, string, string, ImportError>? _at;

    private TablePlace(string file, string? sheet, IReadOnlyDictionary<string, int> columns)
    {
        _file = file;
        _sheet = sheet;
        _columns = columns;
    }

    /// <summary>The file whose rows it holds.</summary>
    public string File => _file;

    public TableNames Names => _sheet is null ? TableNames.OfFiles : TableNames.OfSheets;

    public static TablePlace OfFile(string file) => new(file, null, new Dictionary<string, int>());

    /// <param name="file">The file whose rows the sheet holds.</param>
    /// <param name="sheet">As the workbook writes it.</param>
    /// <param name="columns">Where each column stands, from 0.</param>
    public static TablePlace OfSheet(string file, string sheet, IReadOnlyDictionary<string, int> columns) => new(file, sheet, columns);

    /// <param name="at">Makes a fault of line, column and message.</param>
    public static TablePlace Of(Func<int, string, string, ImportError> at) => new("", "", new Dictionary<string, int>()) { _at = at };

    /// <param name="line">0 for the whole table.</param>
    /// <param name="column">Empty for the whole line.</param>
    /// <param name="message">In the words of files.</param>
    public ImportError At(int line, string column, string message) => _at?.Invoke(line, column, message) ?? new(
        _sheet ?? _file, line, Names.Column(_file, column), Names.Say(message))
    {
        Cell = _sheet is null ? null : CellName.Of(line, _columns.TryGetValue(column, out var at) ? at : null),
    };
}
