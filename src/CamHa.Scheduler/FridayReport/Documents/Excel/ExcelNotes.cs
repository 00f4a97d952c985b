using System.Globalization;
using System.Text;
using X = DocumentFormat.OpenXml.Spreadsheet;

namespace CamHa.Scheduler.FridayReport.Documents.Excel;

/// <summary>A note that is shown where the mouse rests on a cell.</summary>
/// <param name="Row">From 0 on.</param>
/// <param name="Column">From 0 on.</param>
/// <param name="Text">What it says.</param>
internal sealed record ExcelNote(int Row, int Column, string Text);

/// <summary>A sheet's notes: their texts are one part of the file, the boxes in which they are shown another.</summary>
internal static class ExcelNotes
{
    // In pixels.
    private const int Width = 230;
    private const int LineHeight = 20;

    // Letters of the notes' font in a line of that width.
    private const int Line = 34;

    public static X.Comments Texts(IEnumerable<ExcelNote> notes) => new(
        new X.Authors(new X.Author("Hướng dẫn")),
        new X.CommentList(notes.Select(note => new X.Comment(new X.CommentText(new X.Text(ExcelText.Escape(note.Text))))
        {
            Reference = string.Create(CultureInfo.InvariantCulture, $"{(char)('A' + note.Column)}{note.Row + 1}"),
            AuthorId = 0,
        })));

    /// <param name="stream">The part.</param>
    /// <param name="notes">The notes.</param>
    /// <param name="widths">The columns' widths, in pixels.</param>
    /// <param name="heights">The heights of the first rows, in pixels.</param>
    /// <param name="sheet">The sheet's number; shapes have numbers of their own in the whole workbook.</param>
    public static void Boxes(
        Stream stream, IEnumerable<ExcelNote> notes, IReadOnlyList<int> widths, IReadOnlyList<int> heights, int sheet)
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        writer.Write(
            $"""
            <xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
            xmlns:x="urn:schemas-microsoft-com:office:excel">
            <o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{Number(sheet)}"/></o:shapelayout>
            <v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">
            <v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>

            """);
        foreach (var (at, note) in notes.Index())
            writer.Write(Box(note, (sheet * 1024) + at + 1, column => Size(widths, column, 64), row => Size(heights, row, 20)));

        writer.Write("</xml>");

        static int Size(IReadOnlyList<int> sizes, int each, int otherwise) => each < sizes.Count ? sizes[each] : otherwise;
    }

    /// <param name="note">The note.</param>
    /// <param name="number">Its own among the shapes of the workbook.</param>
    /// <param name="width">A column's width, in pixels.</param>
    /// <param name="height">A row's height, in pixels.</param>
    public static string Box(ExcelNote note, int number, Func<int, int> width, Func<int, int> height) =>
        $"""
        <v:shape id="_x0000_s{Number(number)}" type="#_x0000_t202"
        style="position:absolute;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">
        <v:fill color2="#ffffe1"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"/>
        <x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>
        <x:Anchor>{Anchor(note, width, height)}</x:Anchor><x:AutoFill>False</x:AutoFill>
        <x:Row>{Number(note.Row)}</x:Row><x:Column>{Number(note.Column)}</x:Column></x:ClientData></v:shape>

        """;

    /// <summary>Column and distance of the left side, row and distance of the top, and the same of right side and bottom.</summary>
    public static string Anchor(ExcelNote note, Func<int, int> width, Func<int, int> height)
    {
        var lines = Math.Max(2, note.Text.Split('\n').Sum(line => 1 + (line.Length / Line)));
        var (right, rightOffset) = End(width, note.Column + 1, 15 + Width);
        var (bottom, bottomOffset) = End(height, note.Row, 4 + (lines * LineHeight));
        int[] anchor = [note.Column + 1, 15, note.Row, 4, right, rightOffset, bottom, bottomOffset];
        return string.Join(", ", anchor.Select(Number));
    }

    // The cell in which a distance from the start of another ends, and what is left of it there.
    private static (int Cell, int Remainder) End(Func<int, int> size, int from, int distance)
    {
        var cell = from;
        for (; distance >= size(cell); cell++)
            distance -= size(cell);
        return (cell, distance);
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
