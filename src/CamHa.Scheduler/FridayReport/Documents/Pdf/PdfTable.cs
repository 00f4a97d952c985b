using CamHa.Scheduler.FridayReport.Documents.Content;
using CamHa.Scheduler.FridayReport.Documents.Drawing;
using CamHa.Scheduler.Text;
using SkiaSharp;

namespace CamHa.Scheduler.FridayReport.Documents.Pdf;

/// <summary>Draws a table with frames; the header row is repeated on every page.</summary>
internal sealed class PdfTable
{
    private const float Size = 11;
    private const float Padding = 3;
    private const float LargestGap = 0.35f;
    private static readonly SKColor HeaderTone = Palette.InPdf.HeaderGround.ToSkia();

    private readonly PdfPages _pages;
    private readonly DataTable _table;
    private readonly float[] _edges;

    private PdfTable(PdfPages pages, DataTable table)
    {
        (_pages, _table) = (pages, table);
        _edges = new float[table.Columns.Count + 1];
        var shares = Math.Max(1, table.Columns.Sum(column => column.Share));
        for (var at = 0; at < table.Columns.Count; at++)
            _edges[at + 1] = _edges[at] + (pages.Width * table.Columns[at].Share / shares);
    }

    public static void Draw(PdfPages pages, DataTable table)
    {
        if (table.Columns.Count > 0)
            new PdfTable(pages, table).Draw();
    }

    /// <summary>The height of the header and the first row: a header at the foot of a page looks like an empty table.</summary>
    public static float Beginning(PdfPages pages, DataTable table) =>
        table.Columns.Count > 0 ? new PdfTable(pages, table).Beginning() : 0;

    private float Beginning()
    {
        var first = _table.Rows.Count == 0 ? 0 : Cells(_table.Rows[0]).Max(cell => cell.Height) + (2 * Padding);
        return Header().Max(cell => cell.Height) + Math.Clamp(first, 4 * Size, LargestGap * _pages.FullRoom);
    }

    private void Draw()
    {
        _pages.Keep(Beginning());
        DrawHeader();
        foreach (var row in _table.Rows)
        {
            PdfRow.Draw(
                _pages, Cells(row), Padding, LargestGap, (top, foot) => Frames(top, foot, at => Ground(row[at].Tone)), RepeatHeader);
        }

        _pages.Y += 8;
    }

    private List<PdfColumn> Cells(IReadOnlyList<Cell> row) =>
        [.. row.Select((cell, at) => Column(at, cell.Text, isBold: false, _table.Columns[at].Alignment))];

    private List<PdfColumn> Header() =>
        [.. _table.Columns.Select((column, at) => Column(at, column.Header, isBold: true, CellAlignment.Centre))];

    private void DrawHeader() => PdfRow.Draw(_pages, Header(), Padding, LargestGap, (top, foot) => Frames(top, foot, _ => HeaderTone));

    /// <summary>Repeats the header unless it would leave the rows too little room.</summary>
    private void RepeatHeader()
    {
        if (Header().Max(cell => cell.Height) < _pages.FullRoom / 3)
            DrawHeader();
    }

    private PdfColumn Column(int at, string text, bool isBold, CellAlignment alignment)
    {
        var width = Math.Max(Size, _edges[at + 1] - _edges[at] - (2 * Padding));
        var column = new PdfColumn(PdfPages.Left + _edges[at] + Padding, width);
        column.Add(TextLines.Of(Size, new Run(text, isBold)), alignment);
        return column;
    }

    private void Frames(float top, float foot, Func<int, SKColor?> colour)
    {
        for (var at = 0; at < _table.Columns.Count; at++)
        {
            var frame = new SKRect(PdfPages.Left + _edges[at], top, PdfPages.Left + _edges[at + 1], foot);
            if (colour(at) is { } tone)
                _pages.Fill(frame, tone);
            _pages.Frame(frame);
        }
    }

    private static SKColor? Ground(CellTone tone) => tone switch
    {
        CellTone.Good => Palette.InPdf.Good.ToSkia(),
        CellTone.Warning => Palette.InPdf.Warning.ToSkia(),
        CellTone.Bad => Palette.InPdf.Bad.ToSkia(),
        _ => null,
    };
}
