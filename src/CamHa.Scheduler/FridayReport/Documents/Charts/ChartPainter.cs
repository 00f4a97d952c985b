using CamHa.Scheduler.FridayReport.Documents.Content;
using CamHa.Scheduler.FridayReport.Documents.Drawing;
using CamHa.Scheduler.Text;
using SkiaSharp;

namespace CamHa.Scheduler.FridayReport.Documents.Charts;

/// <summary>
/// Paints charts, the same on a PDF page and as a picture. What is bad is hatched as well as coloured and every figure is
/// written out, for a page printed in grey.
/// </summary>
public static class ChartPainter
{
    internal static readonly SKColor Done = Palette.InCharts.Done.ToSkia();
    internal static readonly SKColor Waiting = Palette.InCharts.Waiting.ToSkia();
    internal static readonly SKColor Quiet = Palette.InCharts.Quiet.ToSkia();
    internal static readonly SKColor Bad = Palette.InCharts.Bad.ToSkia();
    internal static readonly SKColor Ink = Palette.InCharts.Ink.ToSkia();
    internal static readonly SKColor Faint = Palette.InCharts.Faint.ToSkia();

    private const int PixelsPerUnit = 2;

    /// <summary>The chart as a picture on white, as wide as a page.</summary>
    public static byte[] Png(Chart chart) => Png(chart, ChartLayout.Page);

    /// <summary>The chart as a picture on white that can be read on a phone.</summary>
    public static byte[] PngForPhone(Chart chart) => Png(chart, ChartLayout.Phone);

    private static byte[] Png(Chart chart, ChartLayout layout)
    {
        var size = Size(chart) with { Width = layout.Width };
        using var bitmap = new SKBitmap(
            (int)size.Width * PixelsPerUnit,
            (int)MathF.Ceiling(size.Height) * PixelsPerUnit,
            SKColorType.Rgba8888,
            SKAlphaType.Opaque);
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.White);
        canvas.Scale(PixelsPerUnit);
        Paint(canvas, chart, layout);
        canvas.Flush();
        // Flat colours compress as well without filters, and faster.
        using var pixels = bitmap.PeekPixels()!;
        using var data = pixels.Encode(new SKPngEncoderOptions(SKPngEncoderFilterFlags.None, zLibLevel: 6))!;
        return data.ToArray();
    }

    /// <summary>The chart for a canvas that draws it itself, such as a PDF page.</summary>
    public static ChartDrawing Drawing(Chart chart) => new(Size(chart), canvas => Paint(canvas, chart, ChartLayout.Page));

    /// <summary>The size of a chart on paper, in its own units.</summary>
    public static SKSize Size(Chart chart) => new(ChartLayout.Page.Width, chart switch
    {
        UnitsChart units => UnitsPainting.Height(units),
        WeeksChart => WeeksPainting.Height,
        _ => throw new ArgumentOutOfRangeException(nameof(chart), chart, null),
    });

    private static void Paint(SKCanvas canvas, Chart chart, ChartLayout layout)
    {
        using var brush = new ChartBrush(canvas);
        var title = Printable.Of(chart.Title).Replace('\n', ' ');
        brush.Text(title, layout.Width / 2, 24, 18, Ink, SKTextAlign.Center, isBold: true, maxWidth: layout.Width - 20);
        if (chart is UnitsChart units)
            UnitsPainting.Paint(brush, units, layout);
        else if (chart is WeeksChart weeks)
            WeeksPainting.Paint(brush, weeks, layout);
    }
}
