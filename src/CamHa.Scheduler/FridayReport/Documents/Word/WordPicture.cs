using System.Buffers.Binary;
using System.Globalization;
using CamHa.Scheduler.FridayReport.Documents.Charts;
using CamHa.Scheduler.FridayReport.Documents.Content;
using CamHa.Scheduler.FridayReport.Documents.OpenXml;
using A = DocumentFormat.OpenXml.Drawing;
using P = DocumentFormat.OpenXml.Drawing.Pictures;
using W = DocumentFormat.OpenXml.Wordprocessing;
using WP = DocumentFormat.OpenXml.Drawing.Wordprocessing;

namespace CamHa.Scheduler.FridayReport.Documents.Word;

/// <summary>A chart that is already in the file, and its place in the text.</summary>
internal sealed record WordPicture(uint Number, Chart Chart, int PixelWidth, int PixelHeight)
{
    private const int EmuPerTwip = 635;

    public string Id => string.Create(CultureInfo.InvariantCulture, $"chart{Number}");

    public static WordPicture Of(uint number, Chart chart, ReadOnlySpan<byte> png) =>
        new(number, chart, BinaryPrimitives.ReadInt32BigEndian(png[16..]), BinaryPrimitives.ReadInt32BigEndian(png[20..]));

    /// <summary>
    /// The picture, as wide as the text or as high as a page with room for its heading. A high one comes in parts, one below
    /// the other, so that it does not leave half a page empty.
    /// </summary>
    public IReadOnlyList<W.Drawing> Drawings(bool isLandscape)
    {
        var width = WordPage.TextWidth(isLandscape) * (double)EmuPerTwip;
        var highest = (WordPage.TextHeight(isLandscape) - WordPage.Twips(20)) * (double)EmuPerTwip;
        var scale = Math.Min(width / PixelWidth, highest / PixelHeight);
        var whole = ChartPainter.Size(Chart).Height;
        double[] ends = [0, .. ChartPainter.Cuts(Chart).Select(cut => cut / (double)whole), 1];
        return [.. ends.Zip(ends.Skip(1)).Select((part, at) => Drawing(
            (uint)at,
            part.First,
            part.Second,
            (long)(PixelWidth * scale),
            (long)(PixelHeight * scale * (part.Second - part.First))))];
    }

    private W.Drawing Drawing(uint part, double from, double until, long cx, long cy)
    {
        const uint mostParts = 100;
        const int whole = 100_000;
        var number = part == 0 ? Number : (Number * mostParts) + part;
        var fill = new P.BlipFill(new A.Blip { Embed = Id });
        if (until - from < 1)
            fill.Append(new A.SourceRectangle { Top = (int)(from * whole), Bottom = (int)((1 - until) * whole) });
        fill.Append(new A.Stretch(new A.FillRectangle()));
        return new(new WP.Inline(
            new WP.Extent { Cx = cx, Cy = cy },
            new WP.DocProperties
            {
                Id = number,
                Name = part == 0 ? Id : string.Create(CultureInfo.InvariantCulture, $"{Id}-{part + 1}"),
                Title = XmlText.Safe(Chart.Title),
                Description = part == 0 ? XmlText.Safe(Chart.AltText) : "Phần tiếp theo của biểu đồ trên.",
            },
            new A.Graphic(new A.GraphicData(new P.Picture(
                new P.NonVisualPictureProperties(
                    new P.NonVisualDrawingProperties { Id = number, Name = Id },
                    new P.NonVisualPictureDrawingProperties()),
                fill,
                new P.ShapeProperties(
                    new A.Transform2D(new A.Offset { X = 0, Y = 0 }, new A.Extents { Cx = cx, Cy = cy }),
                    new A.PresetGeometry(new A.AdjustValueList()) { Preset = A.ShapeTypeValues.Rectangle })))
            { Uri = "http://schemas.openxmlformats.org/drawingml/2006/picture" }))
        { DistanceFromTop = 0, DistanceFromBottom = 0, DistanceFromLeft = 0, DistanceFromRight = 0 });
    }
}
