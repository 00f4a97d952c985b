using System.Runtime.InteropServices;
using CamHa.Scheduler.FridayReport.Documents.Content;
using CamHa.Scheduler.FridayReport.Documents.Drawing;

namespace CamHa.Scheduler.FridayReport.Documents.Pdf;

/// <summary>A text as glyphs, broken into lines. Widths are whole font units, so that lines break alike on every machine.</summary>
internal sealed class TextLines
{
    private readonly List<Glyph> _glyphs;

    private TextLines(List<Glyph> glyphs, float size) => (_glyphs, Size) = (glyphs, size);

    public float Size { get; }

    /// <summary>The distance from line to line.</summary>
    public float Leading => MathF.Round(Size * 1.22f, 1);

    public static TextLines Of(float size, params IReadOnlyList<Run> runs)
    {
        var glyphs = new List<Glyph>(runs.Sum(run => run.Text.Length));
        foreach (var run in runs)
        {
            var style = (byte)Face.StyleOf(run.IsBold, run.IsItalic);
            var face = Face.Serif(style);
            foreach (var letter in Printable.Of(run.Text))
            {
                var glyph = letter == '\n' ? (ushort)0 : face.Glyph(letter);
                glyphs.Add(new(
                    glyph,
                    glyph == 0 ? (ushort)0 : face.Advance(glyph),
                    style,
                    IsCommon: letter == '\n' || Face.IsCommon(letter),
                    IsSpace: letter == ' ',
                    IsLineFeed: letter == '\n'));
            }
        }

        return new(glyphs, size);
    }

    public ReadOnlySpan<Glyph> Glyphs(Line line) => CollectionsMarshal.AsSpan(_glyphs).Slice(line.Start, line.Length);

    /// <summary>Lines broken at blanks; a word wider than a line is broken anywhere.</summary>
    public IReadOnlyList<Line> Broken(float width, float firstIndent = 0)
    {
        var lines = new List<Line>();
        var room = Units(width - firstIndent);
        var start = 0;
        var used = 0;
        var word = new Place(0, 0); // the start of the current word
        for (var at = 0; at < _glyphs.Count; at++)
        {
            var glyph = _glyphs[at];
            if (glyph.IsLineFeed)
            {
                End(at, used, at + 1, isLast: true);
                continue;
            }

            if (!glyph.IsSpace && used + glyph.Advance > room && at > start)
            {
                if (word.At > start)
                    End(word.At, word.Used, word.At, isLast: false, usedAfter: used - word.Used);
                if (used + glyph.Advance > room && at > start)
                    End(at, used, at, isLast: false);
            }

            used += glyph.Advance;
            if (glyph.IsSpace)
                word = new(at + 1, used);
        }

        lines.Add(new(start, _glyphs.Count - start, used * Size / Face.UnitsPerEm, IsLast: true));
        return lines;

        void End(int end, int units, int next, bool isLast, int usedAfter = 0)
        {
            lines.Add(new(start, end - start, units * Size / Face.UnitsPerEm, isLast));
            room = Units(width);
            start = next;
            used = usedAfter;
            word = new(next, 0);
        }
    }

    /// <summary>Lines of about the same width, for an organisation's name: a single word on the second line looks like a mistake.</summary>
    public IReadOnlyList<Line> Balanced(float width)
    {
        const int mostLines = 4;
        var lines = Broken(width);
        for (var narrower = width * 0.96f; lines.Count is > 1 and <= mostLines && narrower > width / 2; narrower *= 0.96f)
        {
            var next = Broken(narrower);
            if (next.Count > lines.Count || next.Any(line => !line.IsLast && !Glyphs(line)[^1].IsSpace))
                break;
            lines = next;
        }

        return lines;
    }

    private int Units(float points) => (int)(points * Face.UnitsPerEm / Size);

    private readonly record struct Place(int At, int Used);
}

internal readonly record struct Glyph(ushort Id, ushort Advance, byte Style, bool IsCommon, bool IsSpace, bool IsLineFeed);

/// <param name="Start">The index of its first glyph.</param>
/// <param name="Length">In glyphs, blanks at the end included.</param>
/// <param name="Width">With these blanks.</param>
/// <param name="IsLast">Whether it ends the text or stands before a line feed; such a line is not justified.</param>
internal readonly record struct Line(int Start, int Length, float Width, bool IsLast);
