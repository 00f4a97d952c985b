using System.Globalization;
using CamHa.Scheduler.FridayReport.Documents.Content;
using CamHa.Scheduler.FridayReport.Documents.Drawing;
using CamHa.Scheduler.FridayReport.Snapshot;
using SkiaSharp;
using static CamHa.Scheduler.FridayReport.Documents.Charts.ChartPainter;

namespace CamHa.Scheduler.FridayReport.Documents.Charts;

/// <summary>A bar for each unit, with its figures in columns beside it: within a narrow bar they could not be read.</summary>
internal static class UnitsPainting
{
    private const float Head = 76;
    private const float Step = 24;

    private static readonly Part[] Parts =
    [
        new(AssignmentState.Done, Done, bar => bar.Done),
        new(AssignmentState.Waiting, Waiting, bar => bar.Waiting),
        new(AssignmentState.OnTrack, Quiet, bar => bar.OnTrack),
        new(AssignmentState.Overdue, Bad, bar => bar.Overdue, IsHatched: true),
    ];

    public static float Height(UnitsChart chart) => Head + (Math.Max(1, chart.Shown.Count) * Step) + (chart.Remark.Length > 0 ? 30 : 10);

    public static void Paint(ChartBrush brush, UnitsChart chart, ChartLayout layout)
    {
        var bars = chart.Shown;
        var parts = chart.HasWaiting ? Parts : [.. Parts.Where(part => part.State != AssignmentState.Waiting)];
        if (chart.HasWaiting)
            layout = layout.WithFourColumns;
        for (var column = 0; column < parts.Length; column++)
            Legend(brush, layout, column, parts[column], inTwoLines: chart.HasWaiting);

        var most = Math.Max(1L, chart.Longest);
        for (var at = 0; at < bars.Count; at++)
            Paint(brush, layout, parts, bars[at], Head + (at * Step), (layout.BarsUntil - layout.BarsFrom) / most);
        brush.Line(layout.BarsFrom, Head - 4, layout.BarsFrom, Head + (bars.Count * Step), Faint, 1);

        brush.Text(chart.Remark, layout.Width / 2, Head + (bars.Count * Step) + 20, 14, Faint, SKTextAlign.Center);
    }

    private static void Legend(ChartBrush brush, ChartLayout layout, int column, Part part, bool inTwoLines)
    {
        var x = layout.FirstColumn + (column * layout.ColumnStep);
        var word = part.State.Word();
        if (!inTwoLines)
        {
            brush.Bar(new(x - 14, 38, x + 14, 50), part.Colour, part.IsHatched);
            brush.Text(word, x, 66, 13, Ink, SKTextAlign.Center);
            return;
        }

        var middle = word.LastIndexOf(' ');
        brush.Bar(new(x - 14, 32, x + 14, 42), part.Colour, part.IsHatched);
        brush.Text(word[..middle], x, 55, 13, Ink, SKTextAlign.Center);
        brush.Text(word[(middle + 1)..], x, 68, 13, Ink, SKTextAlign.Center);
    }

    private static void Paint(ChartBrush brush, ChartLayout layout, Part[] parts, UnitBar bar, float top, float unit)
    {
        var name = Printable.Of(bar.Name).Replace('\n', ' ');
        brush.Text(name, layout.NamesUntil, top + 15, 14, Ink, SKTextAlign.Right, maxWidth: layout.NamesUntil - 4);
        var x = layout.BarsFrom;
        for (var column = 0; column < parts.Length; column++)
        {
            var part = parts[column];
            var count = part.Count(bar);
            brush.Bar(new(x, top + 2, x + (count * unit), top + Step - 4), part.Colour, part.IsHatched);
            x += count * unit;
            brush.Text(
                Words(count),
                layout.FirstColumn + (column * layout.ColumnStep),
                top + 15,
                14,
                count == 0 ? Faint : Ink,
                SKTextAlign.Center,
                isBold: part.IsHatched && count > 0);
        }
    }

    private static string Words(int count) => count.ToString(CultureInfo.InvariantCulture);

    private sealed record Part(AssignmentState State, SKColor Colour, Func<UnitBar, int> Count, bool IsHatched = false);
}
