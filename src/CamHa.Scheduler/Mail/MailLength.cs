using System.Net;
using System.Text;
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

    private const string Note =
        "<p class=\"soft\" style=\"margin:12px 0;background:#fdf3e3;border-left:4px solid #9a5b00;padding:10px 14px;\">"
        + $"Thư quá dài nên chỉ nêu đến đây. Toàn văn ở tệp <b>{FileName}</b> kèm theo.</p>\n";

    public static bool Fits(string html) => Encoding.UTF8.GetByteCount(html) <= LongestHtml;

    public static MailContent Fit(MailContent content)
    {
        var whole = WithoutMarks(content.Html);
        if (Fits(whole))
            return content with { Html = whole };
        return content with
        {
            Html = Begun(content.Html) ?? OfText(content.Text),
            Attachments = [.. content.Attachments, MailAttachment.OfText(FileName, content.Text)],
        };
    }

    private static string WithoutMarks(string html) =>
        html.Replace(MayEnd, "", StringComparison.Ordinal).Replace(Stays, "", StringComparison.Ordinal);

    // Null where the template marks too few places.
    private static string? Begun(string html)
    {
        var stays = html.LastIndexOf(Stays, StringComparison.Ordinal);
        if (stays < 0)
            return null;
        var end = Note + WithoutMarks(html[stays..]);
        var room = LongestHtml - Encoding.UTF8.GetByteCount(end);
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

    private static string OfText(string text)
    {
        // An escaped character has at most six bytes.
        var begun = WebUtility.HtmlEncode(CleanText.Of(text).Truncated((LongestHtml - 2_000) / 6));
        return "<!doctype html>\n<html lang=\"vi\"><head><meta charset=\"utf-8\"><title></title></head><body>\n"
            + $"<div style=\"white-space:pre-wrap;\">{begun}</div>\n{Note}</body></html>\n";
    }
}
