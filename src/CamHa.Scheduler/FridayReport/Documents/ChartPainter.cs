using SkiaSharp;

namespace CamHa.Scheduler.FridayReport.Documents;

/// <summary>
/// Charts, the same on a PDF page and as a picture. The colours are Okabe and Ito's, which colour-blind people tell apart,
/// each of another lightness, and what is bad is hatched as well: paper may be printed in grey. Every figure is written out.
/// </summary>
public static class ChartPainter
{
    internal static readonly SKColor Done = new(0x00, 0x5A, 0x8C);
    internal static readonly SKColor Quiet = new(0xD3, 0xD6, 0xD9);
    internal static readonly SKColor Bad = new(0xD5, 0x5E, 0x00);
    internal static readonly SKColor Ink = new(0x22, 0x22, 0x22);
    internal static readonly SKColor Faint = new(0x59, 0x59, 0x59);

    /// <summary>In the chart's own units, of which the width of a text takes as many.</summary>
    internal const float Width = 800;

    private const int PixelsPerUnit = 2;

    public static byte[] Png(Chart chart)
    {
        var size = Size(chart);
        using var bitmap = new SKBitmap((int)size.Width * PixelsPerUnit, (int)MathF.Ceiling(size.Height) * PixelsPerUnit, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.White);
        canvas.Scale(PixelsPerUnit);
        Paint(canvas, chart);
        canvas.Flush();
        // Flat colours pack as well without filters, and sooner.
        using var pixels = bitmap.PeekPixels()!;
        using var data = pixels.Encode(new SKPngEncoderOptions(SKPngEncoderFilterFlags.None, zLibLevel: 6))!;
        return data.ToArray();
    }

    /// <summary>As <see cref="Paint"/> needs it.</summary>
    public static SKSize Size(Chart chart) => new(Width, chart switch
    {
        UnitsChart units => UnitsPainting.Height(units),
        WeeksChart => WeeksPainting.Height,
        _ => throw new ArgumentOutOfRangeException(nameof(chart), chart, null),
    });

    /// <summary>From the canvas's corner on; the ground is the paper's.</summary>
    public static void Paint(SKCanvas canvas, Chart chart)
    {
        using var brush = new ChartBrush(canvas);
        brush.Text(Printable.Of(chart.Title).Replace('\n', ' '), Width / 2, 24, 18, Ink, SKTextAlign.Center, isBold: true, maxWidth: Width - 20);
        if (chart is UnitsChart units)
            UnitsPainting.Paint(brush, units);
        else if (chart is WeeksChart weeks)
            WeeksPainting.Paint(brush, weeks);
    }
}
