using System.Text;
using CamHa.Scheduler.FridayReport.Documents.Content;
using CamHa.Scheduler.FridayReport.Documents.Drawing;
using CamHa.Scheduler.Text;
using SkiaSharp;

namespace CamHa.Scheduler.FridayReport.Documents.Pdf;

/// <summary>The pages of a file, filled from top to bottom. Once the next page is begun, nothing can be added to the last.</summary>
internal sealed class PdfPages : IDisposable
{
    public const float Millimetre = 72 / 25.4f;

    /// <summary>The left margin, wider than the right one because reports are bound.</summary>
    public const float Left = 30 * Millimetre;

    private const float Top = 20 * Millimetre;
    private const float Foot = 20 * Millimetre;
    private const float Outside = 15 * Millimetre;
    private const float ShortSide = 210 * Millimetre;
    private const float LongSide = 297 * Millimetre;

    private readonly SKDynamicMemoryWStream _stream = new();
    private readonly SKDocument _document;
    private readonly SKTextBlobBuilder _builder = new();
    private readonly Dictionary<(int Style, float Size, bool IsCommon), SKFont> _fonts = [];
    private readonly SKPaint _ink = new() { Color = SKColors.Black, IsAntialias = true };
    private readonly SKPaint _rule = new() { Color = SKColors.Black, IsAntialias = true, Style = SKPaintStyle.Stroke, StrokeWidth = 0.6f };
    private readonly List<Bookmark> _bookmarks = [];
    private SKCanvas _canvas = null!;
    private float _height;

    public PdfPages()
    {
        _document = SKDocument.CreatePdf(_stream);
        NewPage(isLandscape: false);
    }

    public SKCanvas Canvas => _canvas;

    public int Count { get; private set; }

    public bool IsLandscape { get; private set; }

    /// <summary>Where the next block begins, from the top of the page.</summary>
    public float Y { get; set; }

    public float Room => _height - Foot - Y;

    public float FullRoom => _height - Foot - Top;

    public bool IsAtTop => Y <= Top;

    public float Width { get; private set; }

    public void NewPage() => NewPage(IsLandscape);

    public void NewPage(bool isLandscape)
    {
        if (Count > 0)
            _document.EndPage();
        IsLandscape = isLandscape;
        var width = isLandscape ? LongSide : ShortSide;
        _height = isLandscape ? ShortSide : LongSide;
        _canvas = _document.BeginPage(width, _height);
        Width = width - Left - Outside;
        Y = Top;
        Count++;
        if (Count > 1)
        {
            var number = TextLines.Of(13, new Run($"{Count}"));
            Draw(number, number.Broken(Width)[0], Left, 9 * Millimetre, Width, CellAlignment.Centre);
        }
    }

    /// <summary>
    /// Starts a new page where less than <paramref name="height"/> is left, even for what is higher than a page.
    /// </summary>
    public void Keep(float height)
    {
        if (height > Room && !IsAtTop)
            NewPage();
    }

    /// <summary>Adds an entry to the outline that leads here.</summary>
    public void Bookmark(int level, string title)
    {
        const int longest = 200;
        var words = Printable.Of(title).Replace('\n', ' ');
        var bookmark = new Bookmark(level, $"b{_bookmarks.Count + 1}", words.Abbreviated(longest));
        using var name = SKData.CreateCopy(Encoding.ASCII.GetBytes(bookmark.Name + '\0'));
        _canvas.DrawNamedDestinationAnnotation(new(Left, Y), name);
        _bookmarks.Add(bookmark);
    }

    /// <summary>Draws one line of a text, with the blanks at its end: copied text would run together without them.</summary>
    /// <param name="text">The text the line belongs to.</param>
    /// <param name="line">The line.</param>
    /// <param name="x">The left edge of the room for the line.</param>
    /// <param name="top">The upper edge of the line.</param>
    /// <param name="width">The width of the room.</param>
    /// <param name="alignment">Null for justified text.</param>
    public void Draw(TextLines text, Line line, float x, float top, float width, CellAlignment? alignment = CellAlignment.Left)
    {
        var glyphs = text.Glyphs(line);
        if (glyphs.Length == 0)
            return;

        var inked = glyphs.Length;
        while (inked > 0 && glyphs[inked - 1].IsSpace)
            inked--;
        var unit = text.Size / Face.UnitsPerEm;
        var free = width - line.Width;
        var blanks = 0;
        for (var at = 0; at < glyphs.Length; at++)
        {
            if (at >= inked)
                free += glyphs[at].Advance * unit;
            else if (glyphs[at].IsSpace)
                blanks++;
        }

        // A line too short for its width, before a very long word, would be torn apart: it stays ragged.
        var spread = alignment is null && !line.IsLast && blanks > 0 && free / blanks < text.Size ? free / blanks : 0;
        var pen = x + alignment switch { CellAlignment.Centre => free / 2, CellAlignment.Right => free, _ => 0 };
        var baseline = top + (text.Leading * 0.5f) + (text.Size * 0.33f);
        for (var start = 0; start < glyphs.Length;)
        {
            var (style, isCommon) = (glyphs[start].Style, glyphs[start].IsCommon);
            var end = start + 1;
            while (end < glyphs.Length && glyphs[end].Style == style && glyphs[end].IsCommon == isCommon)
                end++;
            var run = _builder.AllocateHorizontalRun(Font(style, text.Size, isCommon), end - start, baseline);
            var ids = run.Glyphs;
            var positions = run.Positions;
            for (var at = start; at < end; at++)
            {
                ids[at - start] = glyphs[at].Id;
                positions[at - start] = pen;
                pen += (glyphs[at].Advance * unit) + (glyphs[at].IsSpace ? spread : 0);
            }

            start = end;
        }

        using var blob = _builder.Build();
        if (blob is not null)
            _canvas.DrawText(blob, 0, 0, _ink);
    }

    public void Rule(float fromX, float toX, float y) => _canvas.DrawLine(fromX, y, toX, y, _rule);

    public void Frame(SKRect frame) => _canvas.DrawRect(frame, _rule);

    public void Fill(SKRect area, SKColor colour)
    {
        using var paint = new SKPaint { Color = colour };
        _canvas.DrawRect(area, paint);
    }

    public byte[] Finish(string title, string author, DateTime asOf)
    {
        _document.EndPage();
        _document.Close();
        var file = new byte[_stream.BytesWritten];
        _stream.CopyTo(file);
        _stream.Dispose(); // a large file would be in memory three times below
        return PdfOutline.Append(file, _bookmarks, title, author, asOf);
    }

    public void Dispose()
    {
        foreach (var font in _fonts.Values)
            font.Dispose();
        _builder.Dispose();
        _ink.Dispose();
        _rule.Dispose();
        _document.Dispose();
        _stream.Dispose();
    }

    private SKFont Font(int style, float size, bool isCommon)
    {
        if (!_fonts.TryGetValue((style, size, isCommon), out var font))
            _fonts.Add((style, size, isCommon), font = Face.Serif(style).At(size, isCommon));
        return font;
    }
}

/// <param name="Level">1 for the outermost.</param>
/// <param name="Name">The name of the destination within the file.</param>
/// <param name="Title">The title the reader sees.</param>
internal sealed record Bookmark(int Level, string Name, string Title);
