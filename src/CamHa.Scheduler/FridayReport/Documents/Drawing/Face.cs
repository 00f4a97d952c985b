using System.Buffers.Binary;
using CamHa.Scheduler.Text;
using SkiaSharp;

namespace CamHa.Scheduler.FridayReport.Documents.Drawing;

/// <summary>
/// A shipped typeface and the widths of its letters. Fonts of the machine are never used: a server may have none, and the
/// same report would break its lines differently on another machine.
/// </summary>
internal sealed class Face
{
    public const int UnitsPerEm = 2048;

    public static readonly Face Sans = new("LiberationSans-Regular");
    public static readonly Face SansBold = new("LiberationSans-Bold");

    private static readonly Face[] Serifs =
        [new("LiberationSerif-Regular"), new("LiberationSerif-Bold"), new("LiberationSerif-Italic"), new("LiberationSerif-BoldItalic")];

    private readonly Lazy<Letters> _letters;

    private Face(string name) => _letters = new(() => Letters.Of(name));

    public static Face Serif(int style) => Serifs[style];

    public static int StyleOf(bool bold, bool italic) => (bold ? 1 : 0) + (italic ? 2 : 0);

    /// <summary>The glyph of a letter; 0 where the typeface has none.</summary>
    public ushort Glyph(char letter) => _letters.Value.Glyphs[letter];

    /// <summary>The width of a glyph, in <see cref="UnitsPerEm"/>.</summary>
    public ushort Advance(ushort glyph) => _letters.Value.Advances[glyph];

    public float Width(char letter, float size) => Advance(Glyph(letter)) * size / UnitsPerEm;

    /// <summary>Whether the letter is in the small font, which is enough for most Vietnamese texts.</summary>
    public static bool IsCommon(char letter) =>
        letter is <= '\u00FF'
            or 'Ă' or 'ă' or 'Đ' or 'đ' or 'Ĩ' or 'ĩ' or 'Ũ' or 'ũ' or 'Ơ' or 'ơ' or 'Ư' or 'ư' or '₫' or '→' or '≤' or '≥'
            or (>= '\u1EA0' and <= '\u1EF9')
            or (>= '\u2010' and <= '\u2026')
            or '\u0300' or '\u0301' or '\u0303' or '\u0309' or '\u0323';

    /// <summary>The font in a size, set so that letters lie exactly where their widths put them, on screen and on paper.</summary>
    public SKFont At(float size, bool isCommon) => new(isCommon ? _letters.Value.Common : _letters.Value.Whole, size)
    {
        Hinting = SKFontHinting.None,
        LinearMetrics = true,
        Subpixel = true,
        Edging = SKFontEdging.Antialias,
    };

    private sealed record Letters(SKTypeface Whole, SKTypeface Common, ushort[] Glyphs, ushort[] Advances)
    {
        public static Letters Of(string name)
        {
            using var stream = Resource.Open($"fonts/{name}.ttf");
            var file = new byte[stream.Length];
            stream.ReadExactly(file);
            var whole = Typeface(file, name);
            using var font = new SKFont(whole);
            var glyphs = new ushort[char.MaxValue + 1];
            for (var letter = 0; letter < glyphs.Length; letter++)
                glyphs[letter] = char.IsSurrogate((char)letter) ? (ushort)0 : font.GetGlyph(letter);
            var common = Enumerable.Range(0, glyphs.Length).Where(letter => IsCommon((char)letter)).Select(letter => glyphs[letter]);
            return new(whole, Typeface(FontSubset.Of(file, common), name), glyphs, AdvancesOf(whole));
        }

        private static SKTypeface Typeface(byte[] file, string name)
        {
            using var data = SKData.CreateCopy(file);
            return SKTypeface.FromData(data) ?? throw new InvalidOperationException($"The font {name} cannot be read.");
        }

        /// <summary>Read from the font's own table: measuring two thousand letters one by one takes as long as writing a report.</summary>
        private static ushort[] AdvancesOf(SKTypeface typeface)
        {
            const uint horizontalHeader = 0x68686561;
            const uint horizontalMetrics = 0x686D7478;
            var measured = BinaryPrimitives.ReadUInt16BigEndian(typeface.GetTableData(horizontalHeader).AsSpan(34));
            var metrics = typeface.GetTableData(horizontalMetrics);
            var advances = new ushort[typeface.GlyphCount];
            for (var glyph = 0; glyph < advances.Length; glyph++)
                advances[glyph] = BinaryPrimitives.ReadUInt16BigEndian(metrics.AsSpan(4 * Math.Min(glyph, measured - 1)));
            return advances;
        }
    }
}
