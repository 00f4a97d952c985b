using System.Globalization;
using System.Net;
using System.Text;

namespace CamHa.Scheduler.Tests.Inbox;

/// <summary>Where an answer is typed.</summary>
public enum Place
{
    Above,
    Below,

    /// <summary>Between the lines of the mail that is quoted.</summary>
    Inside,
}

/// <summary>A mail program's way to quote, in text and in HTML.</summary>
/// <param name="Name">The program.</param>
/// <param name="Head">The line or block above the quotation.</param>
/// <param name="IsMarked">Whether quoted lines begin with "&gt;".</param>
/// <param name="HtmlHead">What stands before the quotation in HTML.</param>
/// <param name="HtmlOpen">What opens it.</param>
/// <param name="HtmlClose">What closes it.</param>
/// <param name="Signature">What it puts below an answer.</param>
public sealed record MailProgram(
    string Name, string Head, bool IsMarked, string HtmlHead, string HtmlOpen, string HtmlClose, string Signature = "");

/// <summary>Answers as mail programs write them, made from what is typed.</summary>
public static class Answers
{
    private const string Block = "Từ: NTM xã <ntm@xa.example.vn>\nĐã gửi: Thứ Tư, 15 tháng 6, 2022 7:30 SA\nTới: thon@xa.example.vn\n"
        + "Chủ đề: [NTM] Nhắc hạn nhiệm vụ";

    private const string EnglishBlock = "From: NTM xã <ntm@xa.example.vn>\nSent: Wednesday, June 15, 2022 7:30 AM\nTo: thon@xa.example.vn\n"
        + "Subject: [NTM] Nhắc hạn nhiệm vụ";

    public static IReadOnlyList<MailProgram> Programs { get; } =
    [
        Gmail("Gmail, vi", "Vào Th 4, 15 thg 6, 2022 lúc 07:30 NTM xã <ntm@xa.example.vn> đã viết:"),
        Gmail("Gmail, vi, wrapped in the address", "Vào Th 4, 15 thg 6, 2022 vào lúc 07:30 NTM xã <\nntm@xa.example.vn> đã viết:"),
        Gmail("Gmail, vi, 2017", "Vào 07:30 15 tháng 6, 2022, NTM xã <ntm@xa.example.vn> đã viết:"),
        Gmail("Gmail, en", "On Wed, Jun 15, 2022 at 7:30 AM NTM xã <ntm@xa.example.vn> wrote:"),
        new("Outlook, vi", Block, false, Bordered(Block), "<div>", "</div>"),
        new("Outlook, en", $"________________________________\n{EnglishBlock}", false, Bordered(EnglishBlock), "<div>", "</div>"),
        new("Outlook with a banner", $"-----Original Message-----\n{EnglishBlock}", false, Bordered(EnglishBlock), "<div>", "</div>"),
        new("Outlook on the web", Block, false, $"<hr><div id=\"x_divRplyFwdMsg\">{Lines(Block)}</div>", "<div>", "</div>"),
        new("Outlook for phones", Block, false, $"<hr><div id=\"divRplyFwdMsg\">{Lines(Block)}</div>", "<div>", "</div>",
            "Tải Outlook cho Android"),
        Cite("Apple, vi", "Vào 15 thg 6, 2022, lúc 07:30, NTM xã <ntm@xa.example.vn> đã viết:", "Được gửi từ iPhone của tôi"),
        Cite("Apple, en", "On Jun 15, 2022, at 7:30 AM, NTM xã <ntm@xa.example.vn> wrote:", "Sent from my iPhone"),
        new("Yahoo, vi", "Vào Thứ Tư, tháng 6 15, 2022, 07:30, NTM xã <ntm@xa.example.vn> đã viết:", true,
            "", "<div id=\"ydp1yahoo_quoted_1\" class=\"yahoo_quoted\"><div>Vào Thứ Tư, 15 tháng 6, 2022, NTM xã đã viết:</div>", "</div>",
            "Được gửi từ Yahoo Mail cho iPhone"),
        new("Zimbra, vi", "----- Vào 15 Tháng 6, 2022, lúc 7:30, NTM xã ntm@xa.example.vn đã viết:", false,
            $"<hr id=\"zwchr\" data-marker=\"__DIVIDER__\"><div data-marker=\"__HEADERS__\">{Lines(Block)}</div>",
            "<div data-marker=\"__QUOTED_TEXT__\">", "</div>"),
        new("Zimbra's plain page", $"----- Thư gốc -----\n{Block}", false, $"----- Thư gốc -----<br>{Lines(Block)}<br>", "<div>", "</div>"),
        new("Thunderbird, vi", "Vào lúc 07:30 15/06/2022, NTM xã đã viết:", true,
            "<div class=\"moz-cite-prefix\">Vào lúc 07:30 15/06/2022, NTM xã đã viết:</div>",
            "<blockquote type=\"cite\">", "</blockquote>"),
        Cite("K-9, vi", "Vào 15 tháng 6, 2022 07:30:00 GMT+07:00, NTM xã <ntm@xa.example.vn> đã viết:", ""),
        Cite("Roundcube, vi", "Vào ngày 2022-06-15 07:30, NTM xã viết:", ""),
        Cite("Evolution, vi", "Vào CN, ngày 15, 06 năm 2022 lúc 07:30 +0700, NTM xã viết:", ""),
        new("Samsung, vi", $"-------- Thư gốc --------\n{Block}", false, $"<div>-------- Thư gốc --------</div>{Lines(Block)}",
            "<div>", "</div>", "Được gửi từ điện thoại Samsung Galaxy của tôi"),
    ];

    /// <summary>The mail, as bytes.</summary>
    /// <param name="program">Who wrote it.</param>
    /// <param name="typed">What was typed.</param>
    /// <param name="quoted">The mail that is answered.</param>
    /// <param name="place">Where it was typed.</param>
    /// <param name="form">"text", "html" or "both".</param>
    /// <param name="after">Below which line of the quoted mail, where it is typed inside.</param>
    public static byte[] Mail(MailProgram program, string typed, string quoted, Place place, string form, string after = "")
    {
        var text = Text(program, typed, quoted, place, after);
        var html = Html(program, typed, quoted, place, after);
        var mail = new StringBuilder();
        mail.Append("From: thon@xa.example.vn\nTo: ntm@xa.example.vn\nDate: Wed, 15 Jun 2022 09:00:00 +0700\n");
        mail.Append("Subject: Re: [NTM] Việc của đơn vị\nIn-Reply-To: <1@xa.example.vn>\nMIME-Version: 1.0\n");
        if (form == "both")
        {
            mail.Append("Content-Type: multipart/alternative; boundary=b1\n\n--b1\nContent-Type: text/plain; charset=utf-8\n\n");
            mail.Append(text).Append("\n--b1\nContent-Type: text/html; charset=utf-8\n\n").Append(html).Append("\n--b1--\n");
        }
        else
        {
            mail.Append(CultureInfo.InvariantCulture, $"Content-Type: text/{(form == "html" ? "html" : "plain")}; charset=utf-8\n\n");
            mail.Append(form == "html" ? html : text);
        }

        return Encoding.UTF8.GetBytes(mail.ToString());
    }

    private static string Text(MailProgram program, string typed, string quoted, Place place, string after)
    {
        var mark = program.IsMarked ? "> " : "";
        var lines = quoted.Split('\n').Select(line => $"{mark}{line}".TrimEnd()).ToList();
        if (place == Place.Inside)
            lines.Insert(lines.FindIndex(line => line.Contains(after, StringComparison.Ordinal)) + 1, typed);
        var quotation = $"{program.Head}\n\n{string.Join('\n', lines)}";
        var signature = program.Signature.Length > 0 ? $"\n\n{program.Signature}" : "";
        return place switch
        {
            Place.Above => $"{typed}{signature}\n\n{quotation}\n",
            Place.Below => $"{quotation}\n\n{typed}{signature}\n",
            _ => $"{quotation}{signature}\n",
        };
    }

    private static string Html(MailProgram program, string typed, string quoted, Place place, string after)
    {
        var lines = quoted.Split('\n').Select(line => $"<div>{(line.Length == 0 ? "<br>" : WebUtility.HtmlEncode(line))}</div>").ToList();
        var answer = $"<div dir=\"ltr\">{WebUtility.HtmlEncode(typed).Replace("\n", "<br>", StringComparison.Ordinal)}</div>";
        if (place == Place.Inside)
            lines.Insert(lines.FindIndex(line => WebUtility.HtmlDecode(line).Contains(after, StringComparison.Ordinal)) + 1, answer);
        var quotation = $"{program.HtmlHead}{program.HtmlOpen}{string.Concat(lines)}{program.HtmlClose}";
        var signature = program.Signature.Length > 0 ? $"<div><br></div><div>{program.Signature}</div>" : "";
        return "<html><head><style>p { margin: 0 }</style></head><body>" + (place switch
        {
            Place.Above => $"{answer}{signature}<br>{quotation}",
            Place.Below => $"{quotation}<br>{answer}{signature}",
            _ => $"{quotation}{signature}",
        }) + "</body></html>";
    }

    private static MailProgram Gmail(string name, string head) => new(
        name,
        head,
        true,
        $"<div class=\"gmail_quote gmail_quote_container\"><div dir=\"ltr\" class=\"gmail_attr\">{WebUtility.HtmlEncode(head)}<br></div>",
        "<blockquote class=\"gmail_quote\" style=\"margin:0 0 0 .8ex;border-left:1px solid #ccc;padding-left:1ex\">",
        "</blockquote></div>");

    private static MailProgram Cite(string name, string head, string signature) => new(
        name, head, true, $"<div>{WebUtility.HtmlEncode(head)}</div>", "<blockquote type=\"cite\">", "</blockquote>", signature);

    private static string Bordered(string block) =>
        $"<div style=\"border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0 0 0\"><p class=\"MsoNormal\">{Lines(block)}</p></div>";

    private static string Lines(string block) =>
        WebUtility.HtmlEncode(block).Replace("\n", "<br>", StringComparison.Ordinal);
}
