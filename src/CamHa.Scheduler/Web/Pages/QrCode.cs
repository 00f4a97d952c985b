using System.Globalization;
using System.Text;
using QRCoder;

namespace CamHa.Scheduler.Web.Pages;

/// <summary>A QR code as a drawing in the page, which prints sharp at any size.</summary>
internal static class QrCode
{
    /// <param name="text">What it says to whoever scans it.</param>
    /// <param name="label">What it is, for whoever does not see it.</param>
    public static Html Of(string text, string label)
    {
        using var generator = new QRCodeGenerator();
        // A quarter may be dirty or torn: it hangs on a door.
        using var code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.Q);
        var path = new StringBuilder();
        for (var y = 0; y < code.ModuleMatrix.Count; y++)
        {
            for (var x = 0; x < code.ModuleMatrix[y].Length; x++)
            {
                if (code.ModuleMatrix[y][x])
                    path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
            }
        }

        var size = code.ModuleMatrix.Count;
        return Html.Of($"""
            <svg class="qr" role="img" aria-label="{label}" viewBox="0 0 {size} {size}" width="240" height="240"
            shape-rendering="crispEdges">
            <rect width="{size}" height="{size}" fill="#fff"/><path fill="#000" d="{path.ToString()}"/></svg>
            """);
    }
}
