using System.Security.Cryptography;
using System.Text;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace CamHa.Scheduler.Import.Workbooks;

/// <summary>The sheets of a workbook that has passed the guard. Whatever its reader throws over a damaged one is one refusal.</summary>
internal sealed class SheetReader : IDisposable
{
    private const int DaysFrom1900To1904 = 1462;
    private readonly IExcelDataReader _reader;
    private readonly WorkbookScan _scan;
    private Sheet? _sheet;

    // The reader asks the platform for code page 1252 before it is told of another.
    static SheetReader() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <exception cref="RefusedWorkbookException">It cannot be read.</exception>
    public SheetReader(byte[] bytes, WorkbookScan scan)
    {
        _scan = scan;
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
        _reader = Safely(() => ExcelReaderFactory.CreateReader(new MemoryStream(bytes, writable: false)));
        Sheets = Safely(ReadSheets);
    }

    /// <summary>The hash of the file, in lower-case hexadecimal.</summary>
    public string Sha256 { get; }

    /// <summary>In their order.</summary>
    public IReadOnlyList<Sheet> Sheets { get; }

    /// <summary>The rows of a sheet down to the last with a value. Each is there until the next is asked for.</summary>
    public IEnumerable<SheetRow> Rows(Sheet sheet)
    {
        _sheet = sheet;
        Safely(() => MoveTo(sheet.Index));
        var row = new SheetRow(this);
        // Asked for one more, the reader would look for it down to wherever the file says that it ends.
        while ((sheet.Scan is not { } scan || row.Line < scan.LastRow) && Safely(_reader.Read))
        {
            row.Line = _reader.Depth + 1;
            row.IsHidden = _reader.RowHeight == 0;
            yield return row;
        }
    }

    public void Dispose() => _reader.Dispose();

    internal string Text(int column)
    {
        try
        {
            var value = _reader.GetValue(column);
            if (value is null or string)
                return (string?)value ?? "";
            if (value is false && _sheet?.Scan?.IsTrue(_reader.Depth + 1, column) == true)
                value = true;
            if (_scan.HasUnseen1904 && value is DateTime { Year: < 9990 } day)
                value = day.AddDays(DaysFrom1900To1904);
            return CellText.Of(value, _reader.GetNumberFormatString(column));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw Refusal(e);
        }
    }

    private List<Sheet> ReadSheets()
    {
        var sheets = new List<Sheet>();
        do
        {
            var width = _reader.FieldCount;
            var scan = sheets.Count < _scan.Sheets.Count ? _scan.Sheets[sheets.Count] : null;
            sheets.Add(new(sheets.Count, _reader.Name ?? "", width)
            {
                IsHidden = _reader.VisibleState is not "visible",
                IsVeryHidden = _reader.VisibleState is "veryhidden",
                IsEmpty = width == 0 || _reader.RowCount == 0 || scan is { LastRow: 0 },
                Merges = [.. (_reader.MergeCells ?? []).Select(each => new Merge(each.FromRow + 1, each.ToRow + 1, each.FromColumn))],
                HiddenColumns = Enumerable.Range(0, width).Where(column => _reader.GetColumnWidth(column) == 0).ToHashSet(),
                Scan = scan,
            });
        }
        while (_reader.NextResult());
        return sheets;
    }

    private bool MoveTo(int index)
    {
        _reader.Reset();
        for (var at = 0; at < index; at++)
            _reader.NextResult();
        return true;
    }

    // The reader checks little of what it reads: a byte that is wrong may be any exception.
    private static T Safely<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw Refusal(e);
        }
    }

    private static RefusedWorkbookException Refusal(Exception e) =>
        new(e is InvalidPasswordException ? WorkbookWords.Password : WorkbookWords.Damaged, e);
}

/// <summary>A sheet of a workbook.</summary>
internal sealed record Sheet(int Index, string Name, int Width)
{
    public bool IsHidden { get; init; }

    /// <summary>Whether only a program can have hidden it.</summary>
    public bool IsVeryHidden { get; init; }

    public bool IsEmpty { get; init; }

    public IReadOnlyList<Merge> Merges { get; init; } = [];

    public IReadOnlySet<int> HiddenColumns { get; init; } = new HashSet<int>();

    /// <summary>Null in a file of the old format that is encrypted.</summary>
    public SheetScan? Scan { get; init; }
}

/// <summary>Cells that are shown as one, whose value is that of the first.</summary>
/// <param name="FromLine">From 1.</param>
/// <param name="ToLine">From 1.</param>
/// <param name="Column">The first, from 0.</param>
internal readonly record struct Merge(int FromLine, int ToLine, int Column);

/// <summary>The row at which a reader stands.</summary>
internal sealed class SheetRow(SheetReader reader)
{
    /// <summary>From 1.</summary>
    public int Line { get; set; }

    public bool IsHidden { get; set; }

    public string this[int column] => reader.Text(column);
}
