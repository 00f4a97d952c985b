using System.Text.RegularExpressions;
using CamHa.Scheduler.Inbox.Cutting;

namespace CamHa.Scheduler.Inbox.Saying;

/// <summary>Where a point of a weekly report begins.</summary>
/// <param name="Point">Which one: <c>results</c>, <c>difficulties</c>, <c>proposals</c>, <c>next</c>.</param>
/// <param name="At">Where its number or label begins.</param>
/// <param name="Content">Where its text begins.</param>
internal sealed record PointOpening(string Point, int At, int Content);

/// <summary>Finds where points begin, on lines of their own or all in one line.</summary>
internal static class PointOpenings
{
    private static readonly string[] Points = ["results", "difficulties", "proposals", "next"];

    private static readonly Dictionary<string, string> Labels = WordList.Rows("point-words.tsv")
        .Select(row => (row[0], Label: Folded.Of(row[1])))
        .DistinctBy(each => each.Label)
        .ToDictionary(each => each.Label, each => each.Item1);

    private static readonly string AnyLabel =
        string.Join('|', Labels.Keys.OrderByDescending(label => label.Length).Select(Regex.Escape));

    // With a colon, with a number before it, or alone on its line. Within a line only with a colon.
    private static readonly Regex Label = new(
        $@"(?:^|\n)[ \-*•+(]*(?<mark>[1-4][.):/-]+ ?)?\**(?<label>{AnyLabel})\b"
        + $@"(?:[^\n:.;]{{0,40}}:|[ *]*(?=\n|$)|(?<=\d[.):/-]+ ?\**(?:{AnyLabel})\b) ?[-–,.]?)"
        // A line break was lost before a number.
        + $@"|(?<=[a-z])(?<mark>[1-4][.)] ?)(?<label>{AnyLabel}) ?:"
        + $@"|(?<=[.;,\n]\s?|\s)(?<mark>[1-4][.):/-]+ ?)?(?<label>{AnyLabel}) ?:",
        RegexOptions.Compiled);

    private static readonly Regex Number = new(
        @"(?:^|(?<=\n)[ \-*(]*|(?<=[ ;,.]))(?<number>[1-4])\s?[.):/-]+(?![\d])\s*", RegexOptions.Compiled);

    public static IReadOnlyList<PointOpening> Labelled(string text)
    {
        var found = new List<PointOpening>();
        foreach (Match match in Label.Matches(Folded.Of(text)))
        {
            var at = match.Groups["mark"] is { Success: true } mark ? mark.Index : match.Groups["label"].Index;
            found.Add(new(Labels[match.Groups["label"].Value], at, match.Index + match.Length));
        }

        return found;
    }

    /// <summary>The numbers 1 to 4, if they stand in their order and each once, or all four where sentences begin.</summary>
    public static IReadOnlyList<PointOpening> Numbered(string text)
    {
        var folded = Folded.Of(text);
        var matches = Number.Matches(folded);
        var found = Ordered(matches);
        var order = found.ConvertAll(opening => Array.IndexOf(Points, opening.Point));
        if (found.Count >= 2 && order[0] == 0 && order.Zip(order.Skip(1)).All(pair => pair.First < pair.Second))
            return found;
        // "đợt 1. 2. thiếu kinh phí": a figure in the middle of a sentence opens nothing.
        var opening = new List<Match>();
        foreach (var match in matches.Where(match => folded[..match.Index].TrimEnd(' ', '(') is not [.., not ('.' or ';' or '\n')]))
        {
            if (opening.Count < Points.Length && match.Groups["number"].Value[0] == '1' + opening.Count)
                opening.Add(match);
        }

        return opening.Count == Points.Length ? Ordered(opening) : [];
    }

    private static List<PointOpening> Ordered(IEnumerable<Match> matches) =>
    [
        .. matches.Select(match => new PointOpening(
            Points[match.Groups["number"].Value[0] - '1'], match.Groups["number"].Index, match.Index + match.Length)),
    ];
}
