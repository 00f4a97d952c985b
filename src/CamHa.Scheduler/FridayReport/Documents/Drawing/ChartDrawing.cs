using SkiaSharp;

namespace CamHa.Scheduler.FridayReport.Documents.Drawing;

/// <summary>A chart that can be painted on any canvas.</summary>
/// <param name="Size">In the chart's own units.</param>
/// <param name="Paint">Paints it from the canvas's corner on, without a background.</param>
public sealed record ChartDrawing(SKSize Size, Action<SKCanvas> Paint);
