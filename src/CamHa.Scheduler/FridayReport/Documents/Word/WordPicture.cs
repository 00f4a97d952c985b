using System.Buffers.Binary;
using System.Globalization;
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

    /// <summary>The picture, as wide as the text or as high as a page with room for its heading.</summary>
    public W.Drawing Drawing(bool isLandscape)
    {
        var width = WordPage.TextWidth(isLandscape) * (double)EmuPerTwip;
        var highest = (WordPage.TextHeight(isLandscape) - WordPage.Twips(20)) * (double)EmuPerTwip;
        var scale = Math.Min(width / PixelWidth, highest / PixelHeight);
        var (cx, cy) = ((long)(PixelWidth * scale), (long)(PixelHeight * scale));
        return new(new WP.Inline(
            new WP.Extent { Cx = cx, Cy = cy },
            new WP.DocProperties
            {
                Id = Number,
                Name = Id,
                Title = XmlText.Safe(Chart.Title),
                Description = XmlText.Safe(Chart.AltText),
            },
            new A.Graphic(new A.GraphicData(new P.Picture(
                new P.NonVisualPictureProperties(
                    new P.NonVisualDrawingProperties { Id = Number, Name = Id },
                    new P.NonVisualPictureDrawingProperties()),
                new P.BlipFill(new A.Blip { Embed = Id }, new A.Stretch(new A.FillRectangle())),
                new P.ShapeProperties(
                    new A.Transform2D(new A.Offset { X = 0, Y = 0 }, new A.Extents { Cx = cx, Cy = cy }),
                    new A.PresetGeometry(new A.AdjustValueList()) { Preset = A.ShapeTypeValues.Rectangle })))
            { Uri = "http://schemas.openxmlformats.org/drawingml/2006/picture" }))
        { DistanceFromTop = 0, DistanceFromBottom = 0, DistanceFromLeft = 0, DistanceFromRight = 0 });
    }
}
