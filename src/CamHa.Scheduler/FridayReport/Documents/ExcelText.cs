using System.Text.RegularExpressions;

namespace CamHa.Scheduler.FridayReport.Documents;

/// <param name="Text">What one row shows of it.</param>
/// <param name="Lines">How many lines that takes there.</param>
internal readonly record struct ExcelPiece(string Text, int Lines);

/// <summary>Makes text fit for a cell.</summary>
internal static partial class ExcelText
{
    /// <summary>
    /// What a row of Excel's greatest height, 409 points, shows in the sheets' font: what goes beyond it can be
    /// neither seen nor printed, long before a cell's limit of 32,767 characters is reached.
    /// </summary>
    public const int Lines = 26;

    /// <summary>In points.</summary>
    public const int LineHeight = 15;

    /// <summary>The widest line for which <see cref="Lines"/> of them are still within a cell's 32,767 characters.</summary>
    public const int WidestLine = 600;

    /// <summary>As it stands in the file: Excel would read <c>_x0041_</c> as the letter A.</summary>
    public static string Escape(string text) => text.Contains("_x", StringComparison.Ordinal) ? Escapes().Replace(text, "_x005F_") : text;

    /// <summary>Whether Excel, given the text by hand, would take it for a formula, a number or a date.</summary>
    public static bool LooksLikeMore(string text) => text.Length > 0 && !char.IsLetter(text[0]);

    /// <summary>The text cut where a row of a column this wide is full; together the pieces are the text.</summary>
    public static IReadOnlyList<ExcelPiece> Pieces(string text, double width)
    {
        // Most cells are short, and fit whatever letters they are made of.
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
                // The word goes to the next line, unless it fills the line alone.
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

    // In the digits that columns are measured by, rather too wide than too narrow.
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
