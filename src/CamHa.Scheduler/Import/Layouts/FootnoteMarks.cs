using System.Text.RegularExpressions;

namespace CamHa.Scheduler.Import.Layouts;

/// <summary>
/// What points from a cell's end to a note below the table: “(*)”, “¹”, “[1]”. A number in round brackets belongs to the text, and
/// so does what makes m² of m.
/// </summary>
internal static partial class FootnoteMarks
{
    /// <summary>A text of one line without them.</summary>
    public static string Without(string text) => Marks().Replace(text, "") is { Length: > 0 } rest ? rest : text;

    // A star behind a hyphen stands for the codes that begin like that.
    [GeneratedRegex(
        @"(?:[\s,]*(?:\(\*{1,4}\)|\[(?:\d{1,2}|\*{1,4})\]|(?<![-*])\*{1,4}|[†‡]+"
        + @"|\([¹²³⁰⁴-⁹]+\)|(?<!(?:^|[\s\d(/])(?:[kcdmh]|da)?m|\b10|[¹²³⁰⁴-⁹])[¹²³⁰⁴-⁹]+))+(?=[\s.;:,]*$)")]
    private static partial Regex Marks();
}
