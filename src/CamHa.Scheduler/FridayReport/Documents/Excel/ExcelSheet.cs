using System.Globalization;
using CamHa.Scheduler.Text;
using DocumentFormat.OpenXml;
using X = DocumentFormat.OpenXml.Spreadsheet;

namespace CamHa.Scheduler.FridayReport.Documents.Excel;

/// <param name="Header">The text in the header row.</param>
/// <param name="Width">In digits of the standard font, the unit of column widths.</param>
internal sealed record ExcelColumn(string Header, double Width)
{
    /// <summary>The format of the cells that are still empty.</summary>
    public ExcelStyle Empty { get; init; }

    /// <summary>Not shown; sorting and filtering take it along.</summary>
    public bool IsHidden { get; init; }

    /// <summary>What the cells below the header take; null for anything.</summary>
    public ExcelCheck? Check { get; init; }

    /// <summary>A note on the header.</summary>
    public string Note { get; init; } = "";
}

/// <summary>A conditional format of rows.</summary>
/// <param name="Formula">The condition, written for the first row below the header, such as <c>$C2="Nộp muộn"</c>.</param>
/// <param name="Tint">The colours of the rows for which it holds.</param>
internal sealed record ExcelColouring(string Formula, ExcelTint Tint);

/// <summary>Writes one sheet row by row and keeps none of them in memory.</summary>
internal sealed class ExcelSheet : IDisposable
{
    /// <summary>Excel opens no sheet with more rows.</summary>
    public const int MaxRows = 1_048_576;

    private const string Continued = "(tiếp)";
    private const uint A4 = 9;

    // Further down no note begins.
    private const int NotedRows = 40;

    private static readonly ExcelPiece[] Empty = [new("", 1)];

    private readonly OpenXmlWriter _writer;
    private readonly IReadOnlyList<ExcelColumn> _columns;
    private readonly int _marked;
    private readonly int _maxRows;
    private readonly bool _isForm;
    private readonly List<ExcelNote> _notes = [];
    private readonly List<int> _heights = [];
    private int _row;
    private int _header = 1;

    /// <param name="stream">The sheet's part of the file.</param>
    /// <param name="columns">At most 26.</param>
    /// <param name="marked">
    /// The index of the column that marks a row as a continuation of the one above. The first column is repeated, so that a
    /// filter finds both rows.
    /// </param>
    /// <param name="maxRows">Further rows are left out; the last row says so.</param>
    /// <param name="isForm">
    /// Whether people fill it in and a program reads it again: a text stays in one row, and the columns' formats, checks and notes
    /// are for rows yet to come, too.
    /// </param>
    public ExcelSheet(Stream stream, IReadOnlyList<ExcelColumn> columns, int marked = 1, int maxRows = MaxRows, bool isForm = false)
    {
        (_writer, _columns, _marked, _maxRows, _isForm) = (OpenXmlWriter.Create(stream), columns, marked, maxRows, isForm);
        _writer.WriteStartDocument(true);
        _writer.WriteStartElement(new X.Worksheet());
        _writer.WriteElement(new X.SheetProperties(new X.PageSetupProperties { FitToPage = true }));
        _writer.WriteElement(new X.SheetViews(new X.SheetView(
            new X.Pane
            {
                VerticalSplit = 1,
                TopLeftCell = "A2",
                ActivePane = X.PaneValues.BottomLeft,
                State = X.PaneStateValues.Frozen,
            },
            new X.Selection { Pane = X.PaneValues.BottomLeft, ActiveCell = "A2", SequenceOfReferences = new() { InnerText = "A2" } })
        {
            WorkbookViewId = 0,
        }));
        _writer.WriteElement(new X.SheetFormatProperties { DefaultRowHeight = 15 });
        _writer.WriteElement(new X.Columns(columns.Select(Element)));
        _writer.WriteStartElement(new X.SheetData());
    }

    /// <summary>The range from the last header down, such as <c>A1:J24</c>.</summary>
    public string Table => $"A{_header}:{Letter(_columns.Count - 1)}{_row}";

    public IReadOnlyList<ExcelNote> Notes => _notes;

    /// <summary>The columns' widths, in pixels.</summary>
    public IReadOnlyList<int> Widths => [.. _columns.Select(column => column.IsHidden ? 0 : (int)(column.Width * 7) + 5)];

    /// <summary>The heights of the first rows, in pixels.</summary>
    public IReadOnlyList<int> Heights => _heights;

    public void Header()
    {
        _header = _row + 1;
        _notes.AddRange(
            from column in _columns.Index()
            where column.Item.Note.Length > 0
            select new ExcelNote(_row, column.Index, column.Item.Note));
        Row([.. _columns.Select(column => new ExcelCell(column.Header, null, ExcelStyle.Header))]);
    }

    /// <summary>Writes a row; a text too long for one row continues in the rows below.</summary>
    public void Row(params IReadOnlyList<ExcelCell> cells)
    {
        var pieces = cells.Select((cell, column) => Pieces(cell, _columns[column].Width)).ToList();
        var rows = pieces.Max(each => each.Count);
        for (var row = 0; row < rows; row++)
        {
            // The height is written out: not every program fits a row to its text when it opens a file.
            var lines = pieces.Max(each => row < each.Count ? each[row].Lines : 1);
            Write(cells.Select((cell, column) => Part(cell, pieces[column], column, row)), lines * ExcelText.LineHeight);
        }
    }

    /// <summary>Puts a note on the first cell of the last row.</summary>
    public void Note(string text) => _notes.Add(new(_row - 1, 0, text));

    /// <summary>Completes the sheet; no row can be added after it.</summary>
    public void Close(params IReadOnlyList<ExcelColouring> rules)
    {
        _writer.WriteEndElement();
        _writer.WriteElement(new X.AutoFilter { Reference = Table });
        var body = $"A{_header + 1}:{Letter(_columns.Count - 1)}{Math.Max(_row, _header + 1)}";
        if (rules.Count > 0)
        {
            _writer.WriteElement(new X.ConditionalFormatting(rules.Select(Rule))
            {
                SequenceOfReferences = new() { InnerText = body },
            });
        }

        if (_columns.Any(column => column.Check is not null))
        {
            var checks = _columns.Index().Where(column => column.Item.Check is not null).ToList();
            _writer.WriteElement(new X.DataValidations(checks.Select(column => Element(column.Item, Below(column.Index))))
            {
                Count = (uint)checks.Count,
            });
        }

        _writer.WriteElement(new X.PrintOptions { HorizontalCentered = true });
        _writer.WriteElement(new X.PageMargins { Left = 0.5, Right = 0.4, Top = 0.7, Bottom = 0.6, Header = 0.3, Footer = 0.3 });
        _writer.WriteElement(new X.PageSetup
        {
            PaperSize = A4,
            Orientation = X.OrientationValues.Landscape,
            FitToWidth = 1,
            FitToHeight = 0,
        });
        _writer.WriteElement(_isForm
            ? new X.HeaderFooter(new X.OddFooter("&L&\"Times New Roman,Regular\"&A&R&\"Times New Roman,Regular\"Trang &P/&N"))
            : new X.HeaderFooter(
                new X.OddHeader("&C&\"Times New Roman,Bold\"&A"),
                new X.OddFooter("&C&\"Times New Roman,Regular\"Trang &P/&N")));
        // A code such as 0123 is text on purpose; Excel would flag it.
        _writer.WriteElement(new X.IgnoredErrors(new X.IgnoredError
        {
            NumberStoredAsText = true,
            SequenceOfReferences = new() { InnerText = $"A1:{Letter(_columns.Count - 1)}{(_isForm ? MaxRows : _row)}" },
        }));
        if (_notes.Count > 0)
            _writer.WriteElement(new X.LegacyDrawing { Id = ExcelWriter.BoxesId });
        _writer.WriteEndElement();
        _writer.Close();
    }

    public void Dispose() => _writer.Dispose();

    private static X.Column Element(ExcelColumn column, int at)
    {
        var element = new X.Column { Min = (uint)at + 1, Max = (uint)at + 1, Width = column.Width };
        if (column.Empty != ExcelStyle.Plain)
            element.Style = (uint)column.Empty;
        if (column.IsHidden)
            element.Hidden = true;
        element.CustomWidth = true;
        return element;
    }

    private static X.DataValidation Element(ExcelColumn column, string cells)
    {
        var check = column.Check!;
        var element = new X.DataValidation { AllowBlank = true, SequenceOfReferences = new() { InnerText = cells } };
        if (check.List is { } list)
        {
            element.Type = X.DataValidationValues.List;
            element.AppendChild(new X.Formula1(list));
        }
        else if (check.Days is var (first, last))
        {
            // Up to the end of the last day.
            element.Type = X.DataValidationValues.Date;
            element.Operator = X.DataValidationOperatorValues.Between;
            element.AppendChild(new X.Formula1(Serial(first)));
            element.AppendChild(new X.Formula2(Serial(last.AddDays(1))));
        }

        if (check.Message.Length > 0)
        {
            element.ShowErrorMessage = true;
            element.ErrorStyle = check.IsStrict ? X.DataValidationErrorStyleValues.Stop : X.DataValidationErrorStyleValues.Warning;
            element.ErrorTitle = column.Header;
            element.Error = check.Message;
        }

        return element;
    }

    private static string Serial(DateOnly day) =>
        day.ToDateTime(TimeOnly.MinValue).ToOADate().ToString(CultureInfo.InvariantCulture);

    private string Below(int column) => $"{Letter(column)}{_header + 1}:{Letter(column)}{MaxRows}";

    private IReadOnlyList<ExcelPiece> Pieces(ExcelCell cell, double width) => cell.Style switch
    {
        _ when cell.Text.Length == 0 => Empty,
        ExcelStyle.Text or ExcelStyle.Code when _isForm => [Whole(CleanText.Of(cell.Text), width)],
        ExcelStyle.Text or ExcelStyle.Header => ExcelText.Pieces(CleanText.Of(cell.Text), width),
        ExcelStyle.Title => [new(CleanText.Of(cell.Text), 2)],
        _ => [.. ExcelText.Pieces(CleanText.Of(cell.Text), ExcelText.WidestLine).Select(piece => piece with { Lines = 1 })],
    };

    private static ExcelPiece Whole(string text, double width) =>
        new(text, Math.Min(ExcelText.Pieces(text, width).Sum(piece => piece.Lines), ExcelText.Lines));

    private static X.ConditionalFormattingRule Rule(ExcelColouring rule, int at) => new(new X.Formula(rule.Formula))
    {
        Type = X.ConditionalFormatValues.Expression,
        FormatId = (uint)rule.Tint,
        Priority = at + 1,
    };

    private ExcelCell Part(ExcelCell cell, IReadOnlyList<ExcelPiece> pieces, int column, int row)
    {
        if (row == 0)
            return cell with { Text = pieces[0].Text };
        var piece = row < pieces.Count ? pieces[row].Text : "";
        if (column == 0 && piece.Length == 0)
            return cell with { Text = pieces[0].Text };
        var text = column != _marked ? piece : piece.Length == 0 ? Continued : $"{Continued} {piece}";
        return new(text, null, cell.Number is null ? cell.Style : ExcelStyle.Text);
    }

    private void Write(IEnumerable<ExcelCell> cells, int height)
    {
        if (_row == _maxRows)
            return;
        if (++_row == _maxRows)
            cells = ["Còn nữa: trang tính Excel không chứa được thêm dòng."];
        if (_row <= NotedRows)
            _heights.Add(height * 96 / 72);
        var number = _row.ToString(CultureInfo.InvariantCulture);
        _writer.WriteElement(new X.Row(cells.Select((cell, column) => Element(cell, Letter(column) + number)))
        {
            RowIndex = (uint)_row,
            Height = height,
        });
    }

    private static X.Cell Element(ExcelCell cell, string reference)
    {
        var element = new X.Cell { CellReference = reference, StyleIndex = (uint)cell.Style };
        if (cell.Number is { } number)
        {
            element.CellValue = new(number.ToString(CultureInfo.InvariantCulture));
        }
        else if (cell.Text.Length > 0)
        {
            element.DataType = X.CellValues.InlineString;
            element.InlineString = new(new X.Text(ExcelText.Escape(cell.Text)) { Space = SpaceProcessingModeValues.Preserve });
            if (cell.Style is ExcelStyle.Text or ExcelStyle.Line or ExcelStyle.Item && ExcelText.LooksLikeMore(cell.Text))
                element.StyleIndex = (uint)cell.Style + 1;
        }

        return element;
    }

    private static string Letter(int column) => ((char)('A' + column)).ToString();
}
