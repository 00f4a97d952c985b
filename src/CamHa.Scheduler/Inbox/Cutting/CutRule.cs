using System.Text.RegularExpressions;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Inbox.Cutting;

/// <summary>
/// Parts what is new in a mail from what it quotes. Nothing is thrown away, and what stands below or between quoted lines is as
/// good as what stands above them.
/// </summary>
internal static partial class CutRule
{
    // Nobody types more; what is beyond is looked at no further.
    private const int MostLines = 4_000;

    /// <param name="lines">The mail's lines, with what its HTML says of them.</param>
    public static CutText Cut(IReadOnlyList<MailLine> lines)
    {
        var steps = new List<Bilingual>();
        var parted = Parted(lines.Take(MostLines));
        var marks = Marks(parted, steps);
        if (lines.Count > MostLines)
            steps.Add(new($"Chỉ xem {MostLines} dòng đầu.", $"Only the first {MostLines} lines are looked at."));
        Indented(parted, marks);
        Signatures(parted, marks, steps);
        var text = Joined(parted, marks, mark => mark == LineOrigin.Typed);
        var cut = Joined(parted, marks, mark => mark != LineOrigin.Typed);
        var rest = string.Join('\n', lines.Skip(MostLines).Select(line => line.Text)).Trim('\n');
        return new(text, $"{cut}\n{rest}".Trim('\n'), Joined(parted, marks, mark => mark == LineOrigin.Quoted), steps);
    }

    private static List<MailLine> Parted(IEnumerable<MailLine> lines)
    {
        var parted = new List<MailLine>();
        foreach (var line in lines)
        {
            var at = line.Origin == LineOrigin.Typed ? AttributionRule.Within(line.Text) : 0;
            if (at > 0)
            {
                parted.Add(new(line.Text[..at].TrimEnd(' ', '-')));
                parted.Add(new(line.Text[at..]));
            }
            else
            {
                parted.Add(line);
            }
        }

        return parted;
    }

    private static LineOrigin[] Marks(List<MailLine> lines, List<Bilingual> steps)
    {
        var marks = lines.Select(line => line.Origin).ToArray();
        for (var at = 0; at < lines.Count; at++)
        {
            if (lines[at].Origin is LineOrigin.Quoted or LineOrigin.Signature || lines[at].IsBlank)
                continue;
            var (span, step) = Beginning(lines, at);
            if (span == 0)
                continue;
            steps.Add(step!);
            Array.Fill(marks, LineOrigin.Quoted, at, span);
            Above(lines, marks, at);
            var next = at + span;
            while (next < lines.Count && lines[next].IsBlank)
                next++;
            // Marked lines end where the marks end; without them nobody can say where a quotation ends.
            if (next < lines.Count && lines[next].Origin is LineOrigin.Typed or LineOrigin.Signature)
            {
                Array.Fill(marks, LineOrigin.Quoted, at, lines.Count - at);
                return marks;
            }

            for (; next < lines.Count && lines[next].Origin == LineOrigin.Indented; next++)
                marks[next] = LineOrigin.Quoted;
            at = Math.Max(at + span, next) - 1;
        }

        if (steps.Count == 0 && marks.Contains(LineOrigin.Quoted))
            steps.Add(new("Phần trích dẫn do phần mềm thư đánh dấu.", "The mail program marked what is quoted."));
        return marks;
    }

    private static (int Span, Bilingual? Step) Beginning(List<MailLine> lines, int at)
    {
        var text = lines[at].Text;
        if (text.Length > 2000)
            return (0, null);
        if (IsBanner(text))
            return (1, new($"Cắt từ dòng “{text.Trim().Abbreviated(60)}”.", $"Cut at the banner '{text.Trim().Abbreviated(60)}'."));
        if (AttributionRule.Span(lines, at) is > 0 and var span)
            return (span, new($"Cắt từ dòng “{text.Trim().Abbreviated(60)}”.", $"Cut at the attribution '{text.Trim().Abbreviated(60)}'."));
        return HeaderBlockRule.Span(lines, at) is > 0 and var block
            ? (block, new($"Cắt từ khối “{text.Trim().Abbreviated(60)}”.", $"Cut at the header block '{text.Trim().Abbreviated(60)}'."))
            : (0, null);
    }

    private static bool IsBanner(string line)
    {
        var folded = Folded.Of(line);
        var match = Banner().Match(folded);
        return (match.Success && QuoteWords.Banners.Any(
                word => match.Groups[1].ValueSpan.StartsWith(word, StringComparison.Ordinal)))
            || (folded.Trim(' ', ':', '*', '>') is var bare
                && bare is "begin forwarded message" or "bat dau thu duoc chuyen tiep" or "original message");
    }

    // A line drawn above a quotation belongs to it.
    private static void Above(List<MailLine> lines, LineOrigin[] marks, int at)
    {
        for (var above = at - 1; above >= 0 && at - above <= 3; above--)
        {
            if (Drawn().IsMatch(lines[above].Text))
                Array.Fill(marks, LineOrigin.Quoted, above, at - above);
            else if (!lines[above].IsBlank)
                break;
        }
    }

    // What is indented and nobody says why is quoted where it is the last of it and something else was typed.
    private static void Indented(List<MailLine> lines, LineOrigin[] marks)
    {
        var last = Array.LastIndexOf(marks, LineOrigin.Indented);
        var isQuoted = last >= 0 && !marks.Contains(LineOrigin.Quoted)
            && lines.Where((line, at) => marks[at] == LineOrigin.Typed && !line.IsBlank).Any();
        for (var at = marks.Length - 1; at >= 0; at--)
        {
            if (marks[at] != LineOrigin.Indented)
            {
                isQuoted &= at > last;
                continue;
            }

            marks[at] = isQuoted ? LineOrigin.Quoted : LineOrigin.Typed;
        }
    }

    private static void Signatures(List<MailLine> lines, LineOrigin[] marks, List<Bilingual> steps)
    {
        var isFound = marks.Contains(LineOrigin.Signature);
        for (var from = 0; from < marks.Length; from++)
        {
            if (marks[from] != LineOrigin.Typed)
                continue;
            var to = from;
            while (to < marks.Length && marks[to] == LineOrigin.Typed)
                to++;
            var run = lines.GetRange(from, to - from).ConvertAll(line => line.Text);
            var start = SignatureRule.Start(run, isFirst: from == 0);
            if (start < run.Count)
            {
                isFound = true;
                Array.Fill(marks, LineOrigin.Signature, from + start, run.Count - start);
            }

            from = to;
        }

        if (isFound)
            steps.Add(new("Bỏ chữ ký cuối thư.", "Left the signature out."));
    }

    private static string Joined(List<MailLine> lines, LineOrigin[] marks, Func<LineOrigin, bool> isTaken)
    {
        var taken = new List<string>();
        for (var at = 0; at < lines.Count; at++)
        {
            // A blank line stands once where something was taken from between.
            if (isTaken(marks[at]) && (!lines[at].IsBlank || (taken.Count > 0 && taken[^1].Length > 0)))
                taken.Add(lines[at].IsBlank ? "" : lines[at].Text.TrimEnd());
        }

        return string.Join('\n', taken).Trim('\n');
    }

    [GeneratedRegex(@"^[\s>*_]*[-=_–—*]{2,}\s*(\p{L}[\p{L}' ]+?)\s*(?:[-=_*]{2,}.*|:)$")]
    private static partial Regex Banner();

    [GeneratedRegex(@"^\s*(?:_{5,}|-{5,}|={3,})\s*$")]
    private static partial Regex Drawn();
}
