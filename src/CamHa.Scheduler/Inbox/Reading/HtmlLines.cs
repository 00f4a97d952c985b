using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using CamHa.Scheduler.Inbox.Cutting;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Inbox.Reading;

/// <summary>The lines of an HTML text as its reader sees them: hidden text is left out, lists have their numbers.</summary>
internal static partial class HtmlLines
{
    private static readonly HashSet<string> Blocks =
    [
        "address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset", "figure", "footer", "form",
        "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "thead",
        "tfoot", "tr", "ul",
    ];

    private static readonly HashSet<string> Unseen =
        ["head", "script", "style", "template", "title", "noscript", "object", "select", "textarea", "svg", "math", "iframe", "o:p-hidden"];

    private static readonly HashSet<string> Spaced = ["p", "h1", "h2", "h3", "h4", "table", "ul", "ol", "blockquote"];

    public static List<MailLine> Of(string html, List<Bilingual> notes)
    {
        if (html.Length > MailLimits.Html)
            html = html[..MailLimits.Html];
        if (IsHostile(html))
        {
            notes.Add(new("HTML quá rối; chỉ đọc chữ.", "The HTML is too tangled; only its text is read."));
            return PlainLines.Of(BareText.Of(html));
        }

        var document = new HtmlParser().ParseDocument(html);
        return document.Body is { } body ? Walk(body) : [];
    }

    // A parser's work and depth grow with tags that are never closed.
    private static bool IsHostile(string html)
    {
        var tags = 0;
        var depth = 0;
        for (var at = html.IndexOf('<', StringComparison.Ordinal); at >= 0 && at + 2 < html.Length; at = html.IndexOf('<', at + 1))
        {
            if (++tags > MailLimits.HtmlTags)
                return true;
            var name = html[at + 1];
            if (name == '/')
                depth = Math.Max(0, depth - 1);
            else if (char.IsAsciiLetter(name) && !IsOftenLeftOpen(html.AsSpan(at + 1, Math.Min(6, html.Length - at - 1))))
                depth++;
            if (depth > MailLimits.HtmlDepth)
                return true;
        }

        return false;
    }

    private static bool IsOftenLeftOpen(ReadOnlySpan<char> tag)
    {
        var end = 0;
        while (end < tag.Length && char.IsAsciiLetterOrDigit(tag[end]))
            end++;
        Span<char> name = stackalloc char[6];
        tag[..end].ToLowerInvariant(name);
        return name[..end] is "p" or "br" or "hr" or "img" or "li" or "td" or "tr" or "meta" or "link" or "input" or "col";
    }

    private static List<MailLine> Walk(IElement body)
    {
        var writer = new LineWriter();
        var items = new Dictionary<IElement, int>();
        INode? node = body;
        var isEntering = true;
        while (node is not null)
        {
            var goesIn = false;
            if (isEntering)
                goesIn = Enter(node, writer, items);
            if (goesIn && node.FirstChild is { } child)
            {
                node = child;
                continue;
            }

            if (goesIn || !isEntering)
                Leave((IElement)node, writer);
            if (node == body)
                break;
            isEntering = node.NextSibling is not null;
            node = node.NextSibling ?? node.Parent;
        }

        return writer.Lines();
    }

    private static bool Enter(INode node, LineWriter writer, Dictionary<IElement, int> items)
    {
        if (node is IText text)
        {
            writer.Write(text.Data, isKept: text.ParentElement is { LocalName: "pre" } || IsPre(text.ParentElement));
            return false;
        }

        if (node is not IElement element || Unseen.Contains(element.LocalName) || IsHidden(element))
            return false;
        var mark = QuoteMarks.Of(element);
        if (element.LocalName == "br")
        {
            writer.Break();
            return false;
        }

        if (Blocks.Contains(element.LocalName))
            writer.Block(Spaced.Contains(element.LocalName));
        else if (element.LocalName is "td" or "th")
            writer.Cell();
        writer.Enter(mark);
        if (element.LocalName == "li")
            writer.Write(Bullet(element, items), isKept: true);
        return true;
    }

    private static void Leave(IElement element, LineWriter writer)
    {
        writer.Leave();
        if (Blocks.Contains(element.LocalName))
            writer.Block(Spaced.Contains(element.LocalName));
    }

    private static bool IsPre(IElement? element) =>
        element?.GetAttribute("style") is { } style && style.Contains("pre-wrap", StringComparison.OrdinalIgnoreCase);

    private static bool IsHidden(IElement element) =>
        element.HasAttribute("hidden") || (element.GetAttribute("style") is { Length: > 0 } style
            && (Hidden().IsMatch(style) || (Flat().IsMatch(style) && style.Contains("overflow", StringComparison.OrdinalIgnoreCase))));

    // Counted as they come: to look back from each item takes hours over a list made for it.
    private static string Bullet(IElement item, Dictionary<IElement, int> items)
    {
        if (item.ParentElement is not { LocalName: "ol" } list)
            return "- ";
        var number = items.TryGetValue(list, out var last) ? last + 1 : int.TryParse(list.GetAttribute("start"), out var start) ? start : 1;
        items[list] = number;
        return $"{number}. ";
    }

    // Nothing at all, and not 0.9 of something.
    [GeneratedRegex(
        @"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|"
        + @"(?:font-size|opacity)\s*:\s*0(?:\.0+)?(?![\d.]))",
        RegexOptions.IgnoreCase)]
    private static partial Regex Hidden();

    // It hides only what it cuts off.
    [GeneratedRegex(@"(?:^|;)\s*(?:max-)?height\s*:\s*0(?:\.0+)?(?![\d.])", RegexOptions.IgnoreCase)]
    private static partial Regex Flat();
}
