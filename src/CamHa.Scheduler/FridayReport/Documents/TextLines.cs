using System.Runtime.InteropServices;

namespace CamHa.Scheduler.FridayReport.Documents;

/// <summary>A text in glyphs, broken into lines. Widths are whole units of the font, so that lines break alike everywhere.</summary>
internal sealed class TextLines
{
    private readonly List<Glyph> _glyphs;

    private TextLines(List<Glyph> glyphs, float size) => (_glyphs, Size) = (glyphs, size);

    public float Size { get; }

    /// <summary>From foot to foot.</summary>
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
                glyphs.Add(new(glyph, glyph == 0 ? (ushort)0 : face.Advance(glyph), style, letter == '\n' || Face.IsCommon(letter), letter == ' ', letter == '\n'));
            }
        }

        return new(glyphs, size);
    }

    public ReadOnlySpan<Glyph> Glyphs(Line line) => CollectionsMarshal.AsSpan(_glyphs).Slice(line.Start, line.Length);

    /// <summary>At blanks; a word wider than the line is broken within.</summary>
    public IReadOnlyList<Line> Broken(float width, float firstIndent = 0)
    {
        var lines = new List<Line>();
        var room = Units(width - firstIndent);
        var start = 0;
        var used = 0;
        var word = new Place(0, 0); // where the word that is being read began
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

    /// <summary>Lines of about the same width, as an organ's name is set: one word alone on its second line looks like a slip.</summary>
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

/// <param name="Start">The first glyph.</param>
/// <param name="Length">Blanks at the end included.</param>
/// <param name="Width">With these blanks.</param>
/// <param name="IsLast">Of its text, or before a line feed: such a line is not spread over the width.</param>
internal readonly record struct Line(int Start, int Length, float Width, bool IsLast);
