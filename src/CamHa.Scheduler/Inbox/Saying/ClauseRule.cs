using System.Text.RegularExpressions;

namespace CamHa.Scheduler.Inbox.Saying;

/// <summary>
/// Parts a sentence by the codes in it: "T04, T05 xong, T07 chưa". Where the words stand on both sides, nobody knows whose they are.
/// </summary>
internal static partial class ClauseRule
{
    public static IReadOnlyList<Clause> Parts(string sentence, IReadOnlyList<string> known, IReadOnlyList<string>? others = null)
    {
        var groups = Groups(sentence, AssignmentCodes.In(sentence, known, others));
        if (groups.Count == 0)
            return [new(sentence, [], Token.Of(sentence))];
        if (groups.Count == 1)
            return [Of(sentence, 0, sentence.Length, groups[0])];
        var before = HasWords(sentence[..groups[0].From]);
        var after = HasWords(sentence[groups[^1].To..]);
        if (before && after)
            return [new(sentence, [], [])];
        var clauses = new List<Clause>();
        for (var i = 0; i < groups.Count; i++)
        {
            var from = before ? (i == 0 ? 0 : groups[i - 1].To) : groups[i].From;
            var to = before ? groups[i].To : i + 1 < groups.Count ? groups[i + 1].From : sentence.Length;
            clauses.Add(Of(sentence, from, to, groups[i]));
        }

        return clauses;
    }

    private static Clause Of(string sentence, int from, int to, Group group)
    {
        // The codes leave a gap, so that the words around them stand together.
        var bare = string.Concat(
            sentence.AsSpan(from, group.From - from), new string(' ', group.To - group.From), sentence.AsSpan(group.To, to - group.To));
        return new(sentence[from..to].Trim(' ', ','), group.Codes, Token.Of(bare));
    }

    private static List<Group> Groups(string sentence, IReadOnlyList<(string Code, int At, int Length)> codes)
    {
        var groups = new List<Group>();
        foreach (var (code, at, length) in codes.OrderBy(each => each.At))
        {
            if (groups.Count > 0 && at >= groups[^1].To && Between().IsMatch(sentence[groups[^1].To..at]))
                groups[^1] = new([.. groups[^1].Codes, code], groups[^1].From, at + length);
            else if (groups.Count == 0 || at >= groups[^1].To)
                groups.Add(new([code], at, at + length));
        }

        return groups;
    }

    private static bool HasWords(string text) => Word().IsMatch(text);

    private sealed record Group(IReadOnlyList<string> Codes, int From, int To);

    [GeneratedRegex(@"^[\s,;&+/\[\]()-]*(?:(?:và|va|cùng|cung|and)\s+)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Between();

    [GeneratedRegex(@"\p{L}{2,}")]
    private static partial Regex Word();
}
