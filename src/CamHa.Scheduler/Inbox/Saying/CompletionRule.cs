namespace CamHa.Scheduler.Inbox.Saying;

/// <summary>
/// Whether words say that work is done. They do where every one of them is known to go with that: whoever says "chưa xong", "coi như
/// xong", "họp xong", "xong bước 1", "xong, trừ hồ sơ" says no such thing, and what is not clear is left to a person.
/// </summary>
internal static class CompletionRule
{
    /// <param name="parts">The parts of a sentence, without codes.</param>
    /// <param name="isPast">Whether a day in it, if any, has come.</param>
    public static Completion Of(IEnumerable<List<Token>> parts, bool isPast)
    {
        var all = parts.ToList();
        var said = all.ConvertAll(part => Of(part, isPast));
        // One doubt outweighs all that is sure.
        return said.Contains(Completion.NotDone) ? Completion.NotDone
            : said.Contains(Completion.Unsure) ? Completion.Unsure
            : !said.Contains(Completion.Done) ? Completion.None
            : all.Where((part, at) => said[at] == Completion.None).Any(IsDoubt) ? Completion.Unsure
            : Completion.Done;
    }

    /// <summary>Whether a part says that something is left: "còn 5 hộ", "trừ phần hồ sơ", "nhưng thiếu ảnh".</summary>
    public static bool Limits(List<Token> part) =>
        PhraseSet.That("except").Any(part, 0, part.Count) || (part.Count > PhraseSet.That("part").Length(part, 0)
            && PhraseSet.That("part").Length(part, 0) > 0);

    private static bool IsDoubt(List<Token> part) =>
        Limits(part) || PhraseSet.That("open").Any(part, 0, part.Count) || PhraseSet.That("not").Any(part, 0, part.Count);

    private static Completion Of(List<Token> tokens, bool isPast)
    {
        var result = Completion.None;
        for (var at = 0; at < tokens.Count; at++)
        {
            var length = PhraseSet.That("done").Length(tokens, at);
            if (length == 0)
                continue;
            var here = OfWord(tokens, at, at + length, isPast);
            result = result is Completion.NotDone || here is Completion.NotDone ? Completion.NotDone
                : result is Completion.Unsure || here is Completion.Unsure ? Completion.Unsure
                : here;
            at += length - 1;
        }

        return result;
    }

    private static Completion OfWord(List<Token> tokens, int from, int to, bool isPast)
    {
        if (PhraseSet.That("not").Any(tokens, 0, from))
            return Completion.NotDone;
        var isKnown = isPast && IsKnown(tokens, 0, from, isBefore: true) && IsKnown(tokens, to, tokens.Count, isBefore: false);
        // "Hôm nay xong", "tháng 7 xong" may be a promise, "hôm nay đã xong" is none.
        var isOpen = PhraseSet.That("today").Any(tokens, 0, tokens.Count) || IsDayWithoutMonth(tokens);
        return isKnown && (!isOpen || PhraseSet.That("sure").Any(tokens, 0, tokens.Count))
            ? Completion.Done
            : Completion.Unsure;
    }

    private static bool IsKnown(List<Token> tokens, int from, int to, bool isBefore)
    {
        for (var at = from; at < to;)
        {
            var length = isBefore ? Known(tokens, at, "who", "unit", "sure", "own", "tail", "today", "done")
                : PhraseSet.That("own").Length(tokens, at) is > 0 and var own ? own
                : PhraseSet.That("after").Length(tokens, at) > 0 ? 0
                : Known(tokens, at, "done", "tail", "today");
            // "Cơ bản" is no "cô", "xin báo cáo" no "xin".
            if (isBefore && PhraseSet.That("open").Length(tokens, at) is > 0 and var open && open >= length)
                return false;
            if (length == 0 && (IsDayOrShare(tokens, at) || (isBefore && IsName(tokens, at)) || !char.IsLetterOrDigit(tokens[at].Text[0])))
                length = 1;
            if (length == 0)
                return false;
            at += length;
        }

        return true;
    }

    private static int Known(List<Token> tokens, int at, params ReadOnlySpan<string> meanings)
    {
        var longest = 0;
        foreach (var meaning in meanings)
            longest = Math.Max(longest, PhraseSet.That(meaning).Length(tokens, at));
        return longest;
    }

    // A day, how far it is and the number of an assignment say nothing against it; another number is how much is done.
    private static bool IsDayOrShare(List<Token> tokens, int at)
    {
        var token = tokens[at];
        if (!char.IsAsciiDigit(token.Text[0]))
            return IsOfDay(token) ? at + 1 < tokens.Count && char.IsAsciiDigit(tokens[at + 1].Text[0])
                : at > 0 && tokens[at - 1].Text.Contains('/', StringComparison.Ordinal) && ProgressRule.IsCounted(token.Plain);
        return token.Text.EndsWith('%') || token.Text.Contains('/', StringComparison.Ordinal)
            || (at > 0 && (IsOfDay(tokens[at - 1]) || tokens[at - 1].Plain is "so" or "vu"));
    }

    private static bool IsDayWithoutMonth(List<Token> tokens) => tokens.Zip(tokens.Skip(1)).Any(pair =>
        IsOfDay(pair.First) && char.IsAsciiDigit(pair.Second.Text[0]) && !pair.Second.Text.Contains('/', StringComparison.Ordinal)
        && !pair.Second.Text.Contains('-', StringComparison.Ordinal) && !pair.Second.Text.Contains('.', StringComparison.Ordinal));

    private static bool IsOfDay(Token token) => token.Plain is "ngay" or "thang" or "nam" or "luc";

    // "Thôn Tiến Thắng", "tổ 3": the name of whoever has done it.
    private static bool IsName(List<Token> tokens, int at)
    {
        var first = at;
        while (first > 0 && at - first < 5 && (tokens[first].IsCapital || (first == at && char.IsAsciiDigit(tokens[at].Text[0]))))
            first--;
        return first < at && PhraseSet.That("unit").Any(tokens, first, first + 1);
    }
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
