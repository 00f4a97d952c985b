using CamHa.Scheduler.Inbox.Cutting;

namespace CamHa.Scheduler.Inbox.Saying;

/// <summary>Words that mean one thing, to be found among tokens.</summary>
internal sealed class PhraseSet(IEnumerable<string> phrases)
{
    private static readonly Dictionary<string, PhraseSet> All = WordList.Rows("saying-words.tsv")
        .GroupBy(row => row[0])
        .ToDictionary(group => group.Key, group => new PhraseSet(group.Select(row => row[1])));

    private readonly ILookup<string, Token[]> _phrases =
        phrases.Select(phrase => Token.Of(phrase).ToArray()).OrderByDescending(phrase => phrase.Length).ToLookup(phrase => phrase[0].Plain);

    /// <param name="meaning">As the list names it: <c>done</c>, <c>not</c>.</param>
    public static PhraseSet That(string meaning) => All[meaning];

    /// <summary>How many tokens from there on are one of the phrases; 0 for none.</summary>
    public int Length(IReadOnlyList<Token> tokens, int at)
    {
        foreach (var phrase in _phrases[tokens[at].Plain])
        {
            if (at + phrase.Length > tokens.Count)
                continue;
            var next = 0;
            while (next < phrase.Length && tokens[at + next].Is(phrase[next]))
                next++;
            if (next == phrase.Length)
                return next;
        }

        return 0;
    }

    public bool Any(IReadOnlyList<Token> tokens, int from, int to)
    {
        for (var at = from; at < to; at++)
        {
            if (Length(tokens, at) > 0)
                return true;
        }

        return false;
    }
}
