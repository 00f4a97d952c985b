namespace CamHa.Scheduler.Inbox.Saying;

/// <summary>What a sentence says of one or several assignments.</summary>
/// <param name="Text">The words, with their codes.</param>
/// <param name="Codes">Those that it names.</param>
/// <param name="Tokens">The words without the codes.</param>
internal sealed record Clause(string Text, IReadOnlyList<string> Codes, List<Token> Tokens)
{
    /// <summary>Whether it is a heading: codes and nothing else.</summary>
    public bool IsOnlyCodes => Codes.Count > 0 && !Tokens.Exists(token => char.IsLetterOrDigit(token.Text[0]));

    /// <summary>Its parts between commas and words like "nhưng". What says that nothing is in the way is left out.</summary>
    public IEnumerable<List<Token>> Split()
    {
        var part = new List<Token>();
        for (var at = 0; at < Tokens.Count;)
        {
            var free = PhraseSet.That("free").Length(Tokens, at);
            var parting = free > 0 ? 0 : PhraseSet.That("part").Length(Tokens, at);
            if (parting > 0 || Tokens[at].Text is "," or "(" or ")")
            {
                if (part.Count > 0)
                    yield return part;
                // "còn vướng": the word also counts.
                part = parting > 0 ? Tokens.GetRange(at, parting) : [];
                at += Math.Max(1, parting);
            }
            else if (free > 0)
            {
                at += free;
            }
            else
            {
                if (Tokens[at].Text != ":")
                    part.Add(Tokens[at]);
                at++;
            }
        }

        if (part.Count > 0)
            yield return part;
    }
}
