using CamHa.Scheduler.FridayReport.Documents.Drawing;
using SkiaSharp;

namespace CamHa.Scheduler.FridayReport.Documents.Charts;

/// <summary>Draws the few shapes that charts are made of.</summary>
internal sealed class ChartBrush(SKCanvas canvas) : IDisposable
{
    private readonly SKPaint _fill = new() { IsAntialias = true };
    private readonly SKPaint _stroke = new() { IsAntialias = true, Style = SKPaintStyle.Stroke };

    /// <summary>Draws one line of text, cut with an ellipsis at <paramref name="maxWidth"/>.</summary>
    public void Text(
        string text,
        float x,
        float baseline,
        float size,
        SKColor colour,
        SKTextAlign align = SKTextAlign.Left,
        bool isBold = false,
        float maxWidth = float.MaxValue)
    {
        var face = isBold ? Face.SansBold : Face.Sans;
        var fitting = Fitting(text, face, size, maxWidth);
        using var font = face.At(size, fitting.All(Face.IsCommon));
        _fill.Color = colour;
        canvas.DrawText(fitting, x, baseline, align, font, _fill);
    }

    public void Bar(SKRect bar, SKColor colour, bool isHatched = false)
    {
        if (bar.Width <= 0 || bar.Height <= 0)
            return;
        _fill.Color = colour;
        canvas.DrawRect(bar, _fill);
        if (!isHatched)
            return;

        canvas.Save();
        canvas.ClipRect(bar);
        for (var x = bar.Left - bar.Height; x < bar.Right; x += 6)
            Line(x, bar.Bottom, x + bar.Height, bar.Top, SKColors.White, 1.4f);
        canvas.Restore();
    }

    public void Line(float fromX, float fromY, float toX, float toY, SKColor colour, float thickness)
    {
        _stroke.Color = colour;
        _stroke.StrokeWidth = thickness;
        canvas.DrawLine(fromX, fromY, toX, toY, _stroke);
    }

    public void Frame(SKRect frame, SKColor colour, float thickness)
    {
        _stroke.Color = colour;
        _stroke.StrokeWidth = thickness;
        canvas.DrawRect(frame, _stroke);
    }

    public void Dot(float x, float y, float radius, SKColor colour)
    {
        _fill.Color = colour;
        canvas.DrawCircle(x, y, radius, _fill);
    }

    public void Diamond(float x, float y, float radius, SKColor colour)
    {
        _fill.Color = colour;
        canvas.Save();
        canvas.RotateDegrees(45, x, y);
        var half = radius * 0.7f;
        canvas.DrawRect(new(x - half, y - half, x + half, y + half), _fill);
        canvas.Restore();
    }

    public void Dispose()
    {
        _fill.Dispose();
        _stroke.Dispose();
    }

    private static string Fitting(string text, Face face, float size, float maxWidth)
    {
        var beforeEllipsis = 0;
        var width = 0f;
        for (var at = 0; at < text.Length; at++)
        {
            width += face.Width(text[at], size);
            if (width > maxWidth)
                return text[..beforeEllipsis].TrimEnd() + "…";
            if (width + face.Width('…', size) <= maxWidth)
                beforeEllipsis = at + 1;
        }

        return text;
    }
}
