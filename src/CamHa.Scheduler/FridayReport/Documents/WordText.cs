using System.Text;
using System.Xml;
using DocumentFormat.OpenXml;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace CamHa.Scheduler.FridayReport.Documents;

/// <summary>People's text in a file that is XML: one character that XML cannot hold, and Word opens none of it.</summary>
internal static class WordText
{
    /// <summary>Line ends of every kind as <c>\n</c>; U+FFFD for control characters and halves of surrogate pairs.</summary>
    public static string Safe(string text)
    {
        text = text.ReplaceLineEndings("\n");
        var bad = FirstBad(text, 0);
        if (bad < 0)
            return text;

        var safe = new StringBuilder(text);
        for (; bad >= 0; bad = FirstBad(text, bad + 1))
            safe[bad] = '\uFFFD';
        return safe.ToString();
    }

    /// <summary>A line feed becomes a line break and a tab a tab: inside a text Word takes both for blanks.</summary>
    public static IEnumerable<OpenXmlElement> Of(string text)
    {
        var safe = Safe(text);
        var start = 0;
        while (start < safe.Length)
        {
            var length = safe.AsSpan(start).IndexOfAny('\n', '\t');
            if (length < 0)
                length = safe.Length - start;
            if (length > 0)
                yield return new W.Text(safe.Substring(start, length)) { Space = SpaceProcessingModeValues.Preserve };

            start += length;
            if (start < safe.Length)
                yield return safe[start++] == '\n' ? new W.Break() : new W.TabChar();
        }
    }

    private static int FirstBad(string text, int from)
    {
        for (var at = from; at < text.Length; at++)
        {
            if (at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]))
                at++;
            else if (!XmlConvert.IsXmlChar(text[at]))
                return at;
        }

        return -1;
    }
}
