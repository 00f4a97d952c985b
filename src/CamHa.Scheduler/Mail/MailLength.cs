using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Mail;

/// <summary>
/// Keeps the HTML text below the size at which mail programs cut it off: Gmail does at 102 kB. What stands first stays; the
/// whole goes into a file, and a line says so.
/// </summary>
/// <remarks>Templates mark where the text may end (<see cref="MayEnd"/>) and from where on it always stays.</remarks>
internal static class MailLength
{
    /// <summary>In bytes of UTF-8; leaves room for what <see cref="MimeWriter"/> adds to the names of pictures.</summary>
    public const int LongestHtml = 88_000;

    private const string MayEnd = "<!--may-end-->";
    private const string Stays = "<!--stays-->";
    private const string FileName = "toan-van.txt";

    // In bytes: a beginning shorter than this tells nothing.
    private const int LeastOfText = 100;

    /// <summary>Vietnamese letters stay letters: an escaped one takes three times the room.</summary>
    public static readonly HtmlEncoder Letters = HtmlEncoder.Create(UnicodeRanges.All);

    private const string Note = $"Thư quá dài nên chỉ nêu đến đây. Toàn văn ở tệp <b>{FileName}</b> kèm theo.";

    public static bool Fits(string html) => Encoding.UTF8.GetByteCount(html) <= LongestHtml;

    /// <summary>What both texts weigh at most as they leave, in bytes, with the file for an HTML text that is too long.</summary>
    public static long OnTheWire(string html, string text) => Fits(html)
        ? Encoded(html) + Encoded(text)
        : (3 * LongestHtml) + Encoded(text) + (Encoding.UTF8.GetByteCount(text) * 3L / 2);

    public static MailContent Fit(MailContent content)
    {
        var whole = WithoutMarks(content.Html);
        if (Fits(whole))
            return content with { Html = whole };
        return content with
        {
            Html = Cut(content, LongestHtml, Note),
            Attachments = [.. content.Attachments, MailAttachment.OfText(FileName, content.Text)],
        };
    }

    /// <summary>The HTML text's beginning, up to a place where it may end, with a note there.</summary>
    /// <param name="content">The mail.</param>
    /// <param name="longest">In bytes of UTF-8.</param>
    /// <param name="note">HTML: why it ends there.</param>
    public static string Cut(MailContent content, int longest, string note) =>
        Begun(content.Html, longest, Noted(note)) ?? OfText(content.Text, longest, Noted(note));

    /// <summary>The whole HTML text with a note near its end.</summary>
    public static string WithNote(string html, string note)
    {
        var at = html.LastIndexOf(Stays, StringComparison.Ordinal);
        if (at < 0)
            at = html.LastIndexOf("</body>", StringComparison.OrdinalIgnoreCase);
        return at < 0 ? html + Noted(note) : html.Insert(at, Noted(note));
    }

    // Quoted-printable makes three bytes of each that is not a plain letter, and ends each line of 72 with three.
    private static long Encoded(string text)
    {
        var bytes = 0L;
        foreach (var letter in text)
            bytes += letter is '=' or < ' ' ? 3 : letter < 0x80 ? 1 : letter < 0x800 || char.IsSurrogate(letter) ? 6 : 9;
        return bytes + (bytes / 20);
    }

    private static string Noted(string note) =>
        "<p class=\"soft\" style=\"margin:12px 0;background:#fdf3e3;border-left:4px solid #9a5b00;padding:10px 14px;\">"
        + $"{note}</p>\n";

    private static string WithoutMarks(string html) =>
        html.Replace(MayEnd, "", StringComparison.Ordinal).Replace(Stays, "", StringComparison.Ordinal);

    // Null where the template marks too few places.
    private static string? Begun(string html, int longest, string note)
    {
        var stays = html.LastIndexOf(Stays, StringComparison.Ordinal);
        if (stays < 0)
            return null;
        var end = note + WithoutMarks(html[stays..]);
        var room = longest - Encoding.UTF8.GetByteCount(end);
        var begun = new StringBuilder();
        foreach (var piece in html[..stays].Split(MayEnd))
        {
            room -= Encoding.UTF8.GetByteCount(piece);
            if (room < 0)
                break;
            begun.Append(piece);
        }

        return begun.Length == 0 ? null : begun.Append(end).ToString();
    }

    private static string OfText(string text, int longest, string note)
    {
        const string Before = "<!doctype html>\n<html lang=\"vi\"><head><meta charset=\"utf-8\"><title></title></head><body>\n"
            + "<div style=\"white-space:pre-wrap;\">";
        var after = $"</div>\n{note}</body></html>\n";
        var room = Math.Max(LeastOfText, longest - Encoding.UTF8.GetByteCount(Before) - Encoding.UTF8.GetByteCount(after));
        var begun = new StringBuilder(Before);
        foreach (var line in CleanText.Of(text).Split('\n'))
        {
            var encoded = Letters.Encode(line);
            if (Encoding.UTF8.GetByteCount(encoded) >= room)
            {
                // An escaped character has at most six bytes, and the sign that something is missing three.
                if (room >= LeastOfText)
                    begun.Append(Letters.Encode(line.Abbreviated((room / 6) - 1)));
                break;
            }

            begun.Append(encoded).Append('\n');
            room -= Encoding.UTF8.GetByteCount(encoded) + 1;
        }

        return begun.Append(after).ToString();
    }
}
