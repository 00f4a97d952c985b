using System.Text.RegularExpressions;

namespace CamHa.Scheduler.FridayReport.Documents.Excel;

/// <summary>The part of a text that one row shows.</summary>
/// <param name="Text">The part.</param>
/// <param name="Lines">The number of lines it takes.</param>
internal readonly record struct ExcelPiece(string Text, int Lines);

/// <summary>Makes people's text fit for cells.</summary>
internal static partial class ExcelText
{
    /// <summary>
    /// The lines that a row of Excel's greatest height, 409 points, shows in the sheets' font. More can be neither seen nor
    /// printed, long before a cell's limit of 32,767 characters is reached.
    /// </summary>
    public const int Lines = 26;

    /// <summary>The height of a line, in points.</summary>
    public const int LineHeight = 15;

    /// <summary>The widest line of which <see cref="Lines"/> stay within a cell's 32,767 characters.</summary>
    public const int WidestLine = 600;

    /// <summary>No cell holds more characters.</summary>
    public const int Longest = 32_767;

    /// <summary>Escapes what Excel would read as an escape: it takes <c>_x0041_</c> for the letter A.</summary>
    public static string Escape(string text) =>
        text.Contains("_x", StringComparison.Ordinal) ? Escapes().Replace(text, "_x005F_") : text;

    /// <summary>Whether Excel might take the text, typed by hand, for a formula, a number or a date.</summary>
    public static bool LooksLikeMore(string text) => text.Length > 0 && !char.IsLetter(text[0]);

    /// <summary>How wide a column must be that shows the text's longest line.</summary>
    public static double WidthOf(string text) => text.Split('\n').Max(line => line.Sum(WidthOf));

    /// <summary>The text cut into pieces that each fill a row of a column of this width; joined they are the text.</summary>
    public static IReadOnlyList<ExcelPiece> Pieces(string text, double width)
    {
        // Most texts are so short that they fit whatever their letters.
        if (text.Length <= width / 2 && !text.Contains('\n'))
            return [new(text, 1)];
        var pieces = new List<ExcelPiece>();
        var (piece, line, word, lines) = (0, 0, 0, 1);
        var (filled, filledBeforeWord) = (0.0, 0.0);
        for (var at = 0; at < text.Length; at++)
        {
            var letter = text[at];
            if (letter != '\n' && filled + WidthOf(letter) > width && at > line && !char.IsLowSurrogate(letter))
            {
                // The word moves to the next line, unless it fills this one alone.
                var moves = word > line;
                NextLine(moves ? word : at, moves ? filled - filledBeforeWord : 0);
            }

            filled += WidthOf(letter);
            if (letter == ' ')
                (word, filledBeforeWord) = (at + 1, filled);
            else if (letter == '\n' && at + 1 < text.Length)
                NextLine(at + 1, 0);
        }

        pieces.Add(new(text[piece..], lines));
        return pieces;

        void NextLine(int start, double moved)
        {
            (line, word, filled, filledBeforeWord) = (start, start, moved, 0);
            if (++lines <= Lines)
                return;
            pieces.Add(new(text[piece..start], Lines));
            (piece, lines) = (start, 1);
        }
    }

    // In digits, the unit of column widths; on the wide side, as a text cut off is worse than a line too many.
    private static double WidthOf(char letter) => letter switch
    {
        '\n' => 0,
        '\t' => 8,
        ' ' or 'i' or 'l' or 't' or '.' or ',' => 0.6,
        'm' or 'w' or '—' => 1.5,
        >= '\u1100' and not (>= '\u1e00' and <= '\u206f') => 2,
        _ => char.IsUpper(letter) ? 1.4 : 0.95,
    };

    [GeneratedRegex("_(?=x[0-9A-Fa-f]{4}_)")]
    private static partial Regex Escapes();
}
