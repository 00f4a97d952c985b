using System.Text;
using MimeKit.Text;

namespace CamHa.Scheduler.Inbox.Reading;

/// <summary>The text of HTML that is not worth a tree: tags end words, some of them lines.</summary>
internal static class BareText
{
    public static string Of(string html)
    {
        var text = new StringBuilder();
        using var reader = new StringReader(html);
        var tokens = new HtmlTokenizer(reader) { DecodeCharacterReferences = true };
        while (tokens.ReadNextToken(out var token))
        {
            if (token is HtmlDataToken { Kind: HtmlTokenKind.Data } data)
                text.Append(data.Data);
            else if (token is HtmlTagToken { Id: HtmlTagId.Br or HtmlTagId.P or HtmlTagId.Div or HtmlTagId.TR or HtmlTagId.LI })
                text.Append('\n');
        }

        return text.ToString();
    }
}
