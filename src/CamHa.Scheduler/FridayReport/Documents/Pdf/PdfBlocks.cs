using CamHa.Scheduler.FridayReport.Documents.Content;
using CamHa.Scheduler.FridayReport.Documents.Drawing;

namespace CamHa.Scheduler.FridayReport.Documents.Pdf;

/// <summary>Draws the blocks of the body or of an annex, one below the other.</summary>
internal sealed class PdfBlocks
{
    private const float Size = 14;
    private const float Between = 6;
    private const float FirstIndent = 12.5f * PdfPages.Millimetre;

    // A chart may shrink to this share of its height; its words stay readable.
    private const float Smallest = 0.75f;

    private readonly PdfPages _pages;
    private readonly Func<Chart, ChartDrawing> _draw;
    private readonly bool _isAnnex;
    private int _sections;
    private int _parts;
    private float _end;

    private PdfBlocks(PdfPages pages, Func<Chart, ChartDrawing> draw, bool isAnnex) =>
        (_pages, _draw, _isAnnex) = (pages, draw, isAnnex);

    /// <param name="pages">The pages to draw on.</param>
    /// <param name="blocks">What is drawn.</param>
    /// <param name="draw">Draws a chart.</param>
    /// <param name="isAnnex">Whether headings have no numbers.</param>
    /// <param name="end">The height of what follows and is not to stand alone on a page.</param>
    public static void Draw(PdfPages pages, IReadOnlyList<Block> blocks, Func<Chart, ChartDrawing> draw, bool isAnnex, float end = 0)
    {
        var writer = new PdfBlocks(pages, draw, isAnnex);
        for (var at = 0; at < blocks.Count; at++)
        {
            if (at == blocks.Count - 1)
                writer._end = end;
            writer.Draw(blocks[at], blocks.Skip(at + 1).Take(2));
        }
    }

    private void Draw(Block block, IEnumerable<Block> after)
    {
        switch (block)
        {
            case Heading heading:
                Draw(heading, after);
                break;
            case Paragraph paragraph:
                Draw(paragraph.Runs);
                break;
            case DashList list:
                foreach (var item in list.Items)
                    Draw([new("- "), .. item.Runs], isLast: item == list.Items[^1]);
                break;
            case DataTable table:
                PdfTable.Draw(_pages, table);
                break;
            case ChartBlock chart:
                Draw(_draw(chart.Chart));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(block), block, null);
        }
    }

    private void Draw(Heading heading, IEnumerable<Block> after)
    {
        var text = Number(heading.Level) + heading.Text;
        var lines = TextLines.Of(Size, new Run(text, IsBold: true));
        var column = Column();
        column.Add(lines, CellAlignment.Left, FirstIndent);
        _pages.Y += _pages.IsAtTop ? 0 : heading.Level == 1 ? 6 : 2;
        _pages.Keep(column.Height + Between + Beginning(after, lines.Leading));
        _pages.Bookmark(heading.Level + (_isAnnex ? 1 : 0), text);
        PdfRow.Draw(_pages, [column]);
        _pages.Y += Between;
    }

    private void Draw(IReadOnlyList<Run> runs, bool isLast = true)
    {
        var column = Column();
        column.Add(TextLines.Of(Size, runs), alignment: null, FirstIndent);
        // Only a short one: a long one leaves some of its lines with what follows anyway.
        if (isLast && _end > 0 && column.Height < _pages.FullRoom / 4)
            _pages.Keep(column.Height + Between + _end);
        PdfRow.Draw(_pages, [column]);
        _pages.Y += Between;
    }

    private void Draw(ChartDrawing chart)
    {
        _pages.Keep(Least(chart));
        // Made a little smaller where it would leave much of this page empty.
        var scale = Math.Min(Height(chart), Math.Max(_pages.Room, Least(chart))) / chart.Size.Height;
        _pages.Canvas.Save();
        _pages.Canvas.Translate(PdfPages.Left + ((_pages.Width - (chart.Size.Width * scale)) / 2), _pages.Y);
        _pages.Canvas.Scale(scale);
        chart.Paint(_pages.Canvas);
        _pages.Canvas.Restore();
        _pages.Y += (chart.Size.Height * scale) + Between;
    }

    /// <summary>The height below which nothing of a chart can stand.</summary>
    private float Least(ChartDrawing chart) => Height(chart) * Smallest;

    /// <summary>Fits a chart to the width of the text, or to the page's height with room for its heading.</summary>
    private float Scale(ChartDrawing chart) => Math.Min(_pages.Width / chart.Size.Width, 0.85f * _pages.FullRoom / chart.Size.Height);

    private float Height(ChartDrawing chart) => chart.Size.Height * Scale(chart);

    /// <summary>The height of what must stay on the page with a heading: the beginning of what follows it.</summary>
    private float Beginning(IEnumerable<Block> after, float line) => after.FirstOrDefault() switch
    {
        ChartBlock chart => Least(_draw(chart.Chart)),
        DataTable table => PdfTable.Beginning(_pages, table),
        Heading => (2 * line) + Beginning(after.Skip(1), line),
        _ => 2 * line,
    };

    private string Number(int level)
    {
        if (_isAnnex)
            return "";
        if (level == 1)
        {
            _parts = 0;
            return Roman(++_sections) + ". ";
        }

        return $"{++_parts}. ";
    }

    private PdfColumn Column() => new(PdfPages.Left, _pages.Width);

    private static string Roman(int number) => number switch
    {
        >= 10 => "X" + Roman(number - 10),
        9 => "IX",
        >= 5 => "V" + Roman(number - 5),
        4 => "IV",
        > 0 => "I" + Roman(number - 1),
        _ => "",
    };
}
