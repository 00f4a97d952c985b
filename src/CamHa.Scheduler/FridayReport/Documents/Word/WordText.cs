using CamHa.Scheduler.FridayReport.Documents.OpenXml;
using DocumentFormat.OpenXml;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace CamHa.Scheduler.FridayReport.Documents.Word;

/// <summary>People's text as the content of a run.</summary>
internal static class WordText
{
    /// <summary>A line feed becomes a line break and a tab a tab; within a text element Word shows both as blanks.</summary>
    public static IEnumerable<OpenXmlElement> Of(string text)
    {
        var safe = XmlText.Safe(text);
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
}
