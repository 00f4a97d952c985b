using System.Text;
using System.Xml;

namespace CamHa.Scheduler.FridayReport.Documents.OpenXml;

/// <summary>Makes people's text fit for XML: a single character that XML cannot hold, and Office does not open the file.</summary>
internal static class XmlText
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
