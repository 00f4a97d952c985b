using System.Text;
using System.Text.RegularExpressions;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Inbox.Cutting;

/// <summary>
/// The difference between an answer and the mail that it answers, which we have: what was typed between the quoted lines is found,
/// and our own words are never taken for an answer, whatever a mail program did to them.
/// </summary>
internal static partial class SentDifferenceRule
{
    // Of one line of ours that was broken, such as a row of buttons.
    private const int MostPieces = 4;

    /// <param name="lines">The answer's lines.</param>
    /// <param name="cut">How its marks part them.</param>
    /// <param name="sent">The text of the mail that we sent; all its forms.</param>
    public static CutText Apply(IReadOnlyList<MailLine> lines, CutText cut, string sent)
    {
        var ours = new SentText(sent);
        var typed = cut.Text.Split('\n');
        var isOurs = ours.HoldsEach(typed);
        var above = Above(typed, isOurs, ours);
        var texts = lines.Where(line => line.Origin != LineOrigin.Signature).Select(line => line.Text).ToList();
        var inside = Inside(texts, [.. cut.Text.Split('\n').Select(Key)], ours);
        var text = string.Join('\n', above).Trim();
        var steps = new List<Bilingual>(cut.Steps);
        if (above.Count < typed.Length)
            steps.Add(new("Bỏ những dòng của thư đã gửi.", "Left out lines of the mail that was sent."));
        if (inside.Count > 0)
        {
            steps.Add(new("Tìm thấy lời đáp gõ vào giữa thư đã gửi.", "Found what was typed between the lines of the mail that was sent."));
            text = $"{text}\n\n{string.Join('\n', inside)}".Trim();
        }

        return cut with { Text = text, Steps = steps };
    }

    // Who copies the points that we ask for, and types below each, answers them.
    private static List<string> Above(string[] typed, bool[] isOurs, SentText ours)
    {
        var above = new List<string>();
        string? point = null;
        for (var at = 0; at < typed.Length; at++)
        {
            if (isOurs[at])
            {
                point = ours.Point(typed[at]);
            }
            else if (point is not null && Key(typed[at]).Length > 0)
            {
                above.Add($"{point}: {typed[at].Trim()}");
                point = null;
            }
            else
            {
                above.Add(typed[at]);
            }
        }

        return above;
    }

    // Between the first and the last line of ours, what is not ours was typed there; so was what stands below all of it.
    private static List<string> Inside(List<string> lines, HashSet<string> taken, SentText ours)
    {
        var isOurs = ours.HoldsEach(lines);
        // Where ours were copied above the quotation, they are not its beginning.
        var first = Enumerable.Range(0, lines.Count).FirstOrDefault(at => isOurs[at] && !taken.Contains(Key(lines[at])), -1);
        var last = Array.LastIndexOf(isOurs, true);
        var isWhole = lines.Where((line, at) => isOurs[at] && ours.IsEnd(line)).Any();
        var found = new List<string>();
        string? label = null;
        for (var at = Math.Max(first, 0); first >= 0 && at < lines.Count; at++)
        {
            var line = lines[at].Trim(' ', '>', '\t');
            if (Key(line).Length == 0)
                continue;
            if (isOurs[at])
            {
                label = line;
                continue;
            }

            // Where our end was cut off, only what follows at once.
            if (at > last && !isWhole && (at - last > 2 || lines[at - 1].Trim().Length == 0))
                break;
            if (taken.Contains(Key(line)) || SignatureRule.IsPhones(line))
                continue;
            var (own, rest) = ours.Parted(line);
            if (rest.Length == 0)
                continue;
            if (own.Length > 0)
                found.Add($"{Label(own) ?? own}: {rest}");
            else
                found.Add(label is not null && (ours.Point(label) ?? Label(label)) is { } named ? $"{named}: {rest}" : rest);
            label = null;
        }

        return found;
    }

    // Of our line above an answer, what says which point or assignment it is about.
    private static string? Label(string line) =>
        Numbered().Match(line) is { Success: true } point ? point.Value.TrimEnd(' ', ':')
        : Coded().Match(line) is { Success: true } code ? code.Groups[1].Value
        : null;

    private static string Key(string line) => SentText.Words(line);

    private sealed class SentText
    {
        private readonly string _all;
        private readonly HashSet<string> _lines;
        private readonly string _end;
        private readonly Dictionary<string, string> _points = [];
        private readonly HashSet<(string, string)> _pairs = [];

        // What may be typed, as our mail says: an answer in just these words is one.
        private readonly List<string> _examples;

        public SentText(string sent)
        {
            _lines = [.. sent.Split('\n').Select(Words).Where(line => line.Length > 0)];
            _all = $" {string.Join(' ', sent.Split('\n').Select(Words).Where(line => line.Length > 0))} ";
            _end = sent.Split('\n').Select(Words).LastOrDefault(line => line.Length > 0) ?? "";
            foreach (var point in sent.Split('\n').Where(line => Numbered().IsMatch(line)).Select(line => line.Trim(' ', ':', '\r')))
                _points[Words(point)] = _points[Words(point)[2..]] = point;
            _examples = [.. Example().Matches(sent).Select(match => $" {Words(match.Value)} ").Distinct()];
            var words = Words(Example().Replace(sent, " ")).Split(' ', StringSplitOptions.RemoveEmptyEntries);
            for (var at = 1; at < words.Length; at++)
                _pairs.Add((words[at - 1], words[at]));
        }

        /// <summary>Letters and figures only: marks, stars and links come and go on the way.</summary>
        public static string Words(string line)
        {
            var words = new StringBuilder(line.Length);
            foreach (var letter in Folded.Of(line))
            {
                if (char.IsLetterOrDigit(letter))
                    words.Append(letter);
                else if (words.Length > 0 && words[^1] != ' ')
                    words.Append(' ');
            }

            return words.ToString().TrimEnd();
        }

        /// <summary>The point that a line of ours asks for, with its number or without; null for none.</summary>
        public string? Point(string line) => _points.GetValueOrDefault(Words(line));

        /// <summary>Whether a line is the last of ours.</summary>
        public bool IsEnd(string line) => _end.EndsWith(Words(line), StringComparison.Ordinal);

        public bool Holds(string line)
        {
            var words = Words(line);
            if (words.Length == 0 || IsExample(line, words))
                return false;
            if (_lines.Contains(words))
                return true;
            // One word of ours, such as "xong", may be anybody's.
            var count = words.Count(letter => letter == ' ') + 1;
            if (count >= 3 && _all.Contains($" {words} ", StringComparison.Ordinal))
                return true;
            return count >= 6 && Parted(line).Theirs.Length == 0;
        }

        /// <summary>Which of these lines are ours, also where a mail program has broken one of ours into several.</summary>
        public bool[] HoldsEach(IReadOnlyList<string> lines)
        {
            var held = lines.Select(Holds).ToArray();
            var words = lines.Select(Words).ToList();
            var longest = _lines.Max(line => (int?)line.Length) ?? 0;
            for (var from = 0; from < held.Length; from++)
            {
                var joined = words[from];
                for (int to = from + 1, pieces = 1; joined.Length > 0 && to < held.Length && pieces < MostPieces; to++)
                {
                    if (words[to].Length == 0)
                        continue;
                    joined = $"{joined} {words[to]}";
                    pieces++;
                    if (joined.Length > longest)
                        break;
                    if (joined.Count(letter => letter == ' ') >= 2 && _lines.Contains(joined))
                        Array.Fill(held, true, from, to - from + 1);
                }
            }

            return held;
        }

        private bool IsExample(string line, string words) =>
            !line.Contains('“', StringComparison.Ordinal) && !line.Contains('”', StringComparison.Ordinal)
            && _examples.Exists(each => each.Contains($" {words} ", StringComparison.Ordinal));

        /// <summary>The beginning that is ours, and the rest.</summary>
        public (string Ours, string Theirs) Parted(string line)
        {
            var all = Words(line);
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var own = _lines.Where(
                each => all.Length > each.Length && all[each.Length] == ' ' && all.StartsWith(each, StringComparison.Ordinal))
                .MaxBy(each => each.Length);
            if (own is not null)
            {
                var end = 0;
                while (end < line.Length && Words(line[..end]).Length < own.Length)
                    end++;
                return (line[..end].Trim(), line[end..].Trim(' ', ':', '-', '.', '–'));
            }

            if (colon > 0 && _lines.Contains(Words(line[..colon])))
                return (line[..colon].Trim(), line[(colon + 1)..].Trim());
            var words = all.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var known = Enumerable.Range(1, Math.Max(0, words.Length - 1)).Count(at => _pairs.Contains((words[at - 1], words[at])));
            return words.Length >= 6 && known >= (words.Length - 1) * 0.8 ? (line, "") : ("", line);
        }
    }

    [GeneratedRegex("“[^“”\n]{1,80}”")]
    private static partial Regex Example();

    [GeneratedRegex(@"^\s*[1-9][.)]\s.{2,60}$")]
    private static partial Regex Numbered();

    [GeneratedRegex(@"^[\s*•-]*([A-Za-zĐđ]{1,5}-?\d{1,4})\b")]
    private static partial Regex Coded();
}
