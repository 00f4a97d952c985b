using System.Text;
using System.Text.RegularExpressions;
using CamHa.Scheduler.Import.Workbooks;
using CamHa.Scheduler.Inbox.Cutting;
using CamHa.Scheduler.Inbox.Saying;
using CamHa.Scheduler.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace CamHa.Scheduler.Inbox.Files;

/// <summary>Reads a Word document whose headings are the four points of a weekly report.</summary>
internal static partial class WordPoints
{
    // A report of a village is a page; of a longer one the file is there.
    private const int MostText = 100_000;
    private const int LongestHeading = 90;

    /// <returns>Null where it has no such headings, or cannot be read.</returns>
    public static WeeklyPoints? Read(byte[] bytes)
    {
        try
        {
            WorkbookGuard.CheckDocument(bytes);
            using var document = WordprocessingDocument.Open(new MemoryStream(bytes, writable: false), isEditable: false);
            return document.MainDocumentPart is { } part ? Points(TextOf(part)) : null;
        }
        // The reader checks little of what it reads: a byte that is wrong may be any exception. The file is there all the same.
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return null;
        }
    }

    private static WeeklyPoints? Points(string text)
    {
        // What stands above the first is a letterhead.
        var openings = PointOpenings.Labelled(text);
        return openings.Select(opening => opening.Point).Distinct().Count() < 2
            ? null
            : PointsRule.Read(text[openings[0].At..], isWeekly: false, hasFiles: false);
    }

    private static string TextOf(MainDocumentPart part)
    {
        using var reader = OpenXmlReader.Create(part);
        var text = new StringBuilder();
        while (text.Length < MostText && reader.Read())
        {
            if (!reader.IsStartElement)
                continue;
            if (reader.ElementType == typeof(AlternateContentFallback))
                reader.LoadCurrentElement();
            else if (reader.ElementType == typeof(Paragraph) && reader.LoadCurrentElement() is { } paragraph
                && !Add(text, CleanText.OneLine(LineOf(paragraph))))
                break;
        }

        return CleanText.Of(text.ToString().Truncated(MostText));
    }

    // What was deleted and waits to be accepted is another element.
    private static string LineOf(OpenXmlElement paragraph) => string.Concat(paragraph.Descendants().Select(each => each switch
    {
        DocumentFormat.OpenXml.Wordprocessing.Text words => words.Text,
        TabChar or Break => " ",
        _ => "",
    }));

    /// <returns>False where the report is over.</returns>
    private static bool Add(StringBuilder text, string line)
    {
        if (Folded.Of(line).StartsWith("noi nhan", StringComparison.Ordinal))
            return false;
        var plain = Numeral().Replace(line, "");
        var isHeading = plain.Length <= LongestHeading && !plain.Contains(':', StringComparison.Ordinal)
            && !plain.EndsWith('.') && PointOpenings.Labelled($"{plain}:") is [{ At: 0 or 3 }];
        text.Append(isHeading ? $"{plain}:" : plain).Append('\n');
        return true;
    }

    [GeneratedRegex(@"^\s*(?:[IVX]{1,4}|[A-D])\s?[.)/:-]\s*(?=\p{L})")]
    private static partial Regex Numeral();
}
