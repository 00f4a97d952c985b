using System.Buffers.Binary;
using System.Text;

namespace CamHa.Scheduler.FridayReport.Documents.Drawing;

/// <summary>
/// Strips a TrueType font of the outlines that Vietnamese texts do not use. Skia embeds a font whole, and four whole ones make
/// a report of a megabyte. Glyphs keep their numbers, so that only the outlines have to be rewritten.
/// </summary>
internal static class FontSubset
{
    /// <summary>The tables needed to draw text and to search it; hints, kerning and ligatures are not used.</summary>
    private static readonly string[] Kept = ["OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name"];

    public static byte[] Of(byte[] font, IEnumerable<ushort> glyphs)
    {
        var tables = Tables(font);
        var isLong = Short(tables["head"].Span[50..]) == 1;
        var count = Short(tables["maxp"].Span[4..]);
        var outlines = tables["glyf"];
        var wanted = new bool[count];
        foreach (var glyph in glyphs.Prepend((ushort)0))
            Want(glyph);

        var kept = new MemoryStream();
        var offsets = new byte[(count + 1) * 4];
        for (var glyph = 0; glyph < count; glyph++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(offsets.AsSpan(4 * glyph), (uint)kept.Length);
            if (wanted[glyph])
                kept.Write(Outline(glyph).Span);
            while (kept.Length % 4 != 0)
                kept.WriteByte(0);
        }

        BinaryPrimitives.WriteUInt32BigEndian(offsets.AsSpan(4 * count), (uint)kept.Length);
        var head = tables["head"].ToArray();
        head[51] = 1; // offsets of four bytes
        tables["head"] = head;
        tables["loca"] = offsets;
        tables["glyf"] = kept.ToArray();
        return Assemble(tables);

        ReadOnlyMemory<byte> Outline(int glyph) => outlines[Offset(glyph)..Offset(glyph + 1)];

        int Offset(int glyph) => isLong
            ? (int)BinaryPrimitives.ReadUInt32BigEndian(tables["loca"].Span[(4 * glyph)..])
            : 2 * Short(tables["loca"].Span[(2 * glyph)..]);

        // A letter with marks is composed of other glyphs.
        void Want(int glyph)
        {
            if (wanted[glyph])
                return;
            wanted[glyph] = true;
            foreach (var part in Parts(Outline(glyph).Span))
                Want(part);
        }
    }

    private static List<ushort> Parts(ReadOnlySpan<byte> outline)
    {
        const int wordArguments = 0x01, scale = 0x08, more = 0x20, twoScales = 0x40, matrix = 0x80;
        var parts = new List<ushort>();
        if (outline.IsEmpty || BinaryPrimitives.ReadInt16BigEndian(outline) >= 0)
            return parts;

        var at = 10;
        int flags;
        do
        {
            flags = Short(outline[at..]);
            parts.Add(Short(outline[(at + 2)..]));
            at += 4 + ((flags & wordArguments) != 0 ? 4 : 2)
                + ((flags & scale) != 0 ? 2 : (flags & twoScales) != 0 ? 4 : (flags & matrix) != 0 ? 8 : 0);
        }
        while ((flags & more) != 0);
        return parts;
    }

    private static SortedDictionary<string, ReadOnlyMemory<byte>> Tables(byte[] font)
    {
        var tables = new SortedDictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        for (var at = 0; at < Short(font.AsSpan(4)); at++)
        {
            var entry = font.AsSpan(12 + (16 * at), 16);
            var name = Encoding.ASCII.GetString(entry[..4]);
            var (start, length) = (BinaryPrimitives.ReadUInt32BigEndian(entry[8..]), BinaryPrimitives.ReadUInt32BigEndian(entry[12..]));
            if (Kept.Contains(name))
                tables.Add(name, font.AsMemory((int)start, (int)length));
        }

        return tables;
    }

    private static byte[] Assemble(SortedDictionary<string, ReadOnlyMemory<byte>> tables)
    {
        var powers = (int)Math.Log2(tables.Count);
        var font = new MemoryStream();
        Write(0x00010000, 4);
        Write(tables.Count, 2);
        Write(16 << powers, 2);
        Write(powers, 2);
        Write((16 * tables.Count) - (16 << powers), 2);
        var offset = 12 + (16 * tables.Count);
        foreach (var (name, table) in tables)
        {
            font.Write(Encoding.ASCII.GetBytes(name));
            Write(CheckSum(table.Span), 4);
            Write(offset, 4);
            Write(table.Length, 4);
            offset += (table.Length + 3) & ~3;
        }

        foreach (var table in tables.Values)
        {
            font.Write(table.Span);
            while (font.Length % 4 != 0)
                font.WriteByte(0);
        }

        return font.ToArray();

        void Write(long number, int bytes)
        {
            while (bytes-- > 0)
                font.WriteByte((byte)(number >> (8 * bytes)));
        }
    }

    private static uint CheckSum(ReadOnlySpan<byte> table)
    {
        var sum = 0u;
        for (var at = 0; at < table.Length; at++)
            sum += (uint)table[at] << (24 - (8 * (at % 4)));
        return sum;
    }

    private static ushort Short(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16BigEndian(bytes);
}
