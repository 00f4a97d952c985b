using AngleSharp.Dom;
using CamHa.Scheduler.Inbox.Cutting;

namespace CamHa.Scheduler.Inbox.Reading;

/// <summary>What an element of a mail's HTML is, by the names that mail programs give.</summary>
internal static class QuoteMarks
{
    private static readonly Dictionary<(string Attribute, string Value), string> Known =
        WordList.Rows("quote-marks.tsv").ToDictionary(row => (row[1], row[2]), row => row[0]);

    public static QuoteMark Of(IElement element)
    {
        if (Named(element) is { } named)
            return named;
        if (element.LocalName is "blockquote")
            return Blockquote(element);
        // Zimbra's line, where the quotation has no container of its own.
        if (element.LocalName is "hr" && element.Id is "zwchr")
            return element.Owner?.QuerySelector("[data-marker='__QUOTED_TEXT__']") is null ? QuoteMark.Rest : QuoteMark.Quote;
        // Gmail's container also holds what is typed between the quotations.
        return element.ClassList.Contains("gmail_quote") && element.QuerySelector("blockquote") is null ? QuoteMark.Quote : QuoteMark.None;
    }

    private static QuoteMark? Named(IElement element)
    {
        if (element.Attributes.Length == 0)
            return null;
        var marks = element.ClassList.Take(8).Select(name => ("class", name))
            .Append(("id", element.Id ?? ""))
            .Append(("data-marker", element.GetAttribute("data-marker") ?? ""));
        foreach (var (attribute, value) in marks)
        {
            if (value.Length > 0 && Known.TryGetValue((attribute, Plain(value)), out var mark))
                return mark switch { "quote" => QuoteMark.Quote, "rest" => QuoteMark.Rest, _ => QuoteMark.Signature };
        }

        return null;
    }

    private static QuoteMark Blockquote(IElement element)
    {
        var style = (element.GetAttribute("style") ?? "").ToLowerInvariant().Replace(" ", "", StringComparison.Ordinal);
        if (string.Equals(element.GetAttribute("type"), "cite", StringComparison.OrdinalIgnoreCase)
            || element.HasAttribute("cite")
            || element.ParentElement?.ClassList.Contains("gmail_quote") == true
            || (style.Contains("border-left", StringComparison.Ordinal) && !style.Contains("border-left:none", StringComparison.Ordinal)))
            return QuoteMark.Quote;
        // The button that indents a paragraph.
        return style.Contains("border:none", StringComparison.Ordinal) ? QuoteMark.None : QuoteMark.Indented;
    }

    private static string Plain(string name)
    {
        var plain = name.ToLowerInvariant();
        while (plain.StartsWith("x_", StringComparison.Ordinal))
            plain = plain[2..];
        return plain;
    }
}

/// <summary>What an element says of what is in it.</summary>
internal enum QuoteMark
{
    None,
    Indented,
    Signature,
    Quote,

    /// <summary>From here on everything is quoted.</summary>
    Rest,
}
