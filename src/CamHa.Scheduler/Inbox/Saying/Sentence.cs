using System.Text.RegularExpressions;

namespace CamHa.Scheduler.Inbox.Saying;

/// <summary>A sentence of an answer.</summary>
/// <param name="Text">On one line.</param>
/// <param name="IsAlone">Whether a blank line stands before it.</param>
internal sealed partial record Sentence(string Text, bool IsAlone)
{
    private const int MostSentences = 1_000;
    private const int Longest = 1_000;

    public static IReadOnlyList<Sentence> Of(string text)
    {
        var sentences = new List<Sentence>();
        var isAlone = true;
        foreach (var line in Joined(text))
        {
            if (line.Trim().Length == 0)
            {
                isAlone = true;
                continue;
            }

            foreach (var piece in End().Split(line))
            {
                var part = piece.Trim(' ', '-', '*', '•', '+', '\t', '·');
                if (part.Length == 0)
                    continue;
                sentences.Add(new(part.Length > Longest ? part[..Longest] : part, isAlone));
                isAlone = false;
                if (sentences.Count == MostSentences)
                    return sentences;
            }
        }

        return sentences;
    }

    // Plain text is wrapped at some seventy letters, within a sentence.
    private static List<string> Joined(string text)
    {
        var lines = new List<string>();
        var last = "";
        foreach (var line in text.Split('\n'))
        {
            var goesOn = last.Length >= 55 && last[^1] is not ('.' or ';' or ':');
            if (goesOn && char.IsLower(line.TrimStart().FirstOrDefault()))
                lines[^1] = $"{lines[^1]} {line.Trim()}";
            else
                lines.Add(line);
            last = line.TrimEnd();
        }

        return lines;
    }

    // A question keeps its mark; a full stop within a number or a day ends nothing.
    [GeneratedRegex(@"(?<=[?!])\s*|;\s*|\.+(?=\s|$)|…")]
    private static partial Regex End();
}
