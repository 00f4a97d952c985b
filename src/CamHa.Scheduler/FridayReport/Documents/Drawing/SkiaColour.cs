using CamHa.Scheduler.Text;
using SkiaSharp;

namespace CamHa.Scheduler.FridayReport.Documents.Drawing;

internal static class SkiaColour
{
    private const uint Opaque = 0xFF000000;

    public static SKColor ToSkia(this Colour colour) => new(Opaque | colour.Rgb);
}
