namespace CamHa.Scheduler.Inbox.Saying;

/// <summary>
/// Whether a part of a sentence says that work is done. Whoever says "chưa xong", "sắp xong", "xong bước 1", "khi nào xong" says
/// no such thing; what is not clear is left to a person.
/// </summary>
internal static class CompletionRule
{
    private const int MostOfObject = 12;

    /// <param name="tokens">The part, without codes.</param>
    /// <param name="hasCode">Whether the sentence names its assignment.</param>
    /// <param name="isPast">Whether a day in it, if any, has come.</param>
    public static Completion Of(IReadOnlyList<Token> tokens, bool hasCode, bool isPast)
    {
        var result = Completion.None;
        for (var at = 0; at < tokens.Count; at++)
        {
            var length = PhraseSet.That("done").Length(tokens, at);
            if (length == 0)
                continue;
            var here = OfWord(tokens, at, at + length, hasCode, isPast);
            // One doubt outweighs all that is sure.
            result = result is Completion.NotDone || here is Completion.NotDone ? Completion.NotDone
                : result is Completion.Unsure || here is Completion.Unsure ? Completion.Unsure
                : here;
            at += length - 1;
        }

        return result;
    }

    private static Completion OfWord(IReadOnlyList<Token> tokens, int from, int to, bool hasCode, bool isPast)
    {
        if (PhraseSet.That("not").Any(tokens, 0, from))
            return Completion.NotDone;
        if (PhraseSet.That("open").Any(tokens, 0, from) || !isPast)
            return Completion.Unsure;
        var sure = PhraseSet.That("sure");
        var isSure = sure.Any(tokens, Math.Max(0, from - 4), from) || sure.Any(tokens, to, tokens.Count);
        var others = 0;
        var numbers = false;
        for (var at = to; at < tokens.Count;)
        {
            if (PhraseSet.That("own").Length(tokens, at) is > 0 and var own)
            {
                at += own;
            }
            else if (PhraseSet.That("after").Length(tokens, at) > 0)
            {
                return Completion.Unsure;
            }
            else if (PhraseSet.That("done").Length(tokens, at) is > 0 and var done)
            {
                at += done;
            }
            else if (PhraseSet.That("tail").Length(tokens, at) is > 0 and var tail)
            {
                at += tail;
            }
            else
            {
                // How far it is, is weighed elsewhere.
                var isNumber = char.IsAsciiDigit(tokens[at].Text[0]) && !tokens[at].Text.EndsWith('%');
                // A day stands after "ngày"; another number is how much.
                numbers |= isNumber && !tokens[at].Text.Contains('/', StringComparison.Ordinal) && !IsDay(tokens, at);
                var isCounted = at > to && tokens[at - 1].Text.Contains('/', StringComparison.Ordinal);
                others += isCounted || isNumber || !char.IsLetter(tokens[at].Text[0]) ? 0 : 1;
                at++;
            }
        }

        return numbers ? Completion.Unsure
            : others == 0 ? Completion.Done
            : hasCode && isSure && others <= MostOfObject ? Completion.Done
            : Completion.Unsure;
    }

    private static bool IsDay(IReadOnlyList<Token> tokens, int at) =>
        at > 0 && tokens[at - 1].Plain is "ngay" or "thang" or "nam" or "hom" or "luc";
}

/// <summary>What is said of being done.</summary>
internal enum Completion
{
    /// <summary>Nothing.</summary>
    None,
    Done,
    NotDone,

    /// <summary>Something that only a person can weigh.</summary>
    Unsure,
}
