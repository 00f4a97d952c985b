using System.Globalization;
using SkiaSharp;
using static CamHa.Scheduler.FridayReport.Documents.ChartPainter;

namespace CamHa.Scheduler.FridayReport.Documents;

/// <summary>A bar a unit, and its figures in columns behind it: a figure in a narrow bar could not be read.</summary>
internal static class UnitsPainting
{
    /// <summary>More bars than these say nothing to anyone who is not looking for one of them; the annex has them all.</summary>
    private const int MostBars = 30;

    private const float Head = 76;
    private const float Step = 24;
    private const float NamesUntil = 282;
    private const float BarsFrom = 290;
    private const float BarsUntil = 560;
    private const float FirstColumn = 600;
    private const float ColumnStep = 80;

    public static float Height(UnitsChart chart) =>
        Head + (Math.Min(Math.Max(1, chart.Bars.Count), MostBars) * Step) + (chart.Bars.Count > MostBars ? 30 : 10);

    public static void Paint(ChartBrush brush, UnitsChart chart)
    {
        var bars = chart.Bars.Count > MostBars
            ? chart.Bars.OrderByDescending(bar => bar.Overdue).Take(MostBars).ToList()
            : chart.Bars;
        Legend(brush, 0, "Hoàn thành", Done);
        Legend(brush, 1, "Trong hạn", Quiet);
        Legend(brush, 2, "Quá hạn", Bad, isHatched: true);

        var most = Math.Max(1L, bars.Select(bar => (long)bar.Done + bar.OnTrack + bar.Overdue).DefaultIfEmpty().Max());
        for (var at = 0; at < bars.Count; at++)
            Paint(brush, bars[at], Head + (at * Step), (BarsUntil - BarsFrom) / most);
        brush.Line(BarsFrom, Head - 4, BarsFrom, Head + (bars.Count * Step), Faint, 1);

        if (chart.Bars.Count > MostBars)
            brush.Text($"{MostBars} trong {chart.Bars.Count.ToString(CultureInfo.InvariantCulture)} đơn vị, nhiều việc quá hạn nhất trước", Width / 2, Head + (bars.Count * Step) + 20, 14, Faint, SKTextAlign.Center);
    }

    private static void Legend(ChartBrush brush, int column, string word, SKColor colour, bool isHatched = false)
    {
        var x = FirstColumn + (column * ColumnStep);
        brush.Bar(new(x - 14, 38, x + 14, 50), colour, isHatched);
        brush.Text(word, x, 66, 13, Ink, SKTextAlign.Center);
    }

    private static void Paint(ChartBrush brush, UnitBar bar, float top, float unit)
    {
        brush.Text(Printable.Of(bar.Name).Replace('\n', ' '), NamesUntil, top + 15, 14, Ink, SKTextAlign.Right, maxWidth: NamesUntil - 4);
        var x = BarsFrom;
        (int Count, SKColor Colour)[] parts = [(bar.Done, Done), (bar.OnTrack, Quiet), (bar.Overdue, Bad)];
        for (var column = 0; column < parts.Length; column++)
        {
            var (count, colour) = parts[column];
            brush.Bar(new(x, top + 2, x + (count * unit), top + Step - 4), colour, isHatched: colour == Bad);
            x += count * unit;
            brush.Text(count.ToString(CultureInfo.InvariantCulture), FirstColumn + (column * ColumnStep), top + 15, 14, count == 0 ? Faint : Ink, SKTextAlign.Center, isBold: colour == Bad && count > 0);
        }
    }
}
