using System.Globalization;
using System.Net;
using System.Text;
using MimeKit;

namespace CamHa.Scheduler.Simulation;

/// <summary>Writes a mail that comes in as the programs of phones and offices do, byte for byte the same each time.</summary>
internal static class DemoMail
{
    /// <param name="answer">What is typed, and with what.</param>
    /// <param name="number">Names the mail.</param>
    /// <param name="asked">The mail of ours that it answers, or that comes back; null for none.</param>
    /// <param name="to">The mailbox that is read.</param>
    /// <param name="at">When it is written.</param>
    public static byte[] Write(DemoAnswer answer, int number, MimeMessage? asked, string to, DateTimeOffset at)
    {
        var subject = answer.Program switch
        {
            "vacation" => $"Trả lời tự động: {asked?.Subject}",
            "bounce" => "Undelivered Mail Returned to Sender",
            _ => asked is null ? "Báo cáo tuần 24/2022" : $"Re: {asked.Subject}",
        };
        var more = answer.Program switch
        {
            "vacation" => "Auto-Submitted: auto-replied\n",
            "bounce" => "Auto-Submitted: auto-replied\nReturn-Path: <>\n",
            _ => "",
        };
        var answers = asked is null ? "" : $"In-Reply-To: <{asked.MessageId}>\nReferences: <{asked.MessageId}>\n";
        var mail = string.Create(CultureInfo.InvariantCulture, $"""
            From: {Encoded(answer.Name)} <{answer.From}>
            To: <{to}>
            Subject: {Encoded(subject)}
            Date: {MimeKit.Utils.DateUtils.FormatDate(at)}
            Message-ID: <{number}.{at:yyyyMMddHHmm}@mail.example>
            {more}{(answer.Program == "bounce" ? "" : answers)}MIME-Version: 1.0
            {Body(answer, asked)}
            """);
        return Encoding.UTF8.GetBytes(mail.ReplaceLineEndings("\r\n"));
    }

    private static string Body(DemoAnswer answer, MimeMessage? asked)
    {
        if (answer.Program == "bounce")
            return Bounce(answer.Text, asked);
        if (answer.Program == "vacation" || asked is null)
            return $"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{answer.Text}\n";
        var sender = asked.From.Mailboxes.First();
        var who = $"{sender.Name} <{sender.Address}>";
        var day = asked.Date.DateTime;
        var text = (asked.TextBody ?? "").ReplaceLineEndings("\n").TrimEnd();
        var head = answer.Program switch
        {
            "gmail" => Said($"Vào Th {(int)day.DayOfWeek + 1}, {day:%d} thg {day:%M}, {day:yyyy} vào lúc {day:HH:mm} {who} đã viết:"),
            "iphone" => Said($"Vào {day:%d} thg {day:%M}, {day:yyyy}, lúc {day:HH:mm}, {who} đã viết:"),
            "thunderbird" => Said($"Vào lúc {day:HH:mm dd/MM/yyyy}, {sender.Name} đã viết:"),
            "zimbra" => $"----- Thư gốc -----\n{Block(asked, who)}",
            _ => Block(asked, who),
        };
        var signature = answer.Program == "iphone" ? "\n\nĐược gửi từ iPhone của tôi" : "";
        var plain = Plain(answer, head, text, signature);
        return $"""
            Content-Type: multipart/alternative; boundary="b1"

            --b1
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: 8bit

            {plain}
            --b1
            Content-Type: text/html; charset=utf-8
            Content-Transfer-Encoding: 8bit

            {Html(answer, head, text, signature)}
            --b1--

            """;
    }

    private static string Plain(DemoAnswer answer, string head, string text, string signature)
    {
        var mark = answer.Program is "gmail" or "iphone" or "thunderbird" ? "> " : "";
        var lines = text.Split('\n').Select(line => (mark + line).TrimEnd()).ToList();
        return answer.Place switch
        {
            "below" => $"{head}\n{string.Join('\n', lines)}\n\n{answer.Text}{signature}",
            "inside" => $"{head}\n\n{string.Join('\n', Inside(lines, answer.Text))}{signature}",
            _ => $"{answer.Text}{signature}\n\n{head}\n\n{string.Join('\n', lines)}",
        };
    }

    private static string Html(DemoAnswer answer, string head, string text, string signature)
    {
        var typed = $"<div dir=\"ltr\">{Lines(answer.Text)}</div>{(signature.Length > 0 ? $"<div>{Lines(signature.Trim())}</div>" : "")}";
        var lines = text.Split('\n').Select(line => $"<div>{(line.Length == 0 ? "<br>" : WebUtility.HtmlEncode(line))}</div>").ToList();
        var quoted = string.Concat(answer.Place == "inside" ? Inside(lines, typed) : lines);
        var quotation = answer.Program switch
        {
            "gmail" => $"<div class=\"gmail_quote\"><div dir=\"ltr\" class=\"gmail_attr\">{Lines(head)}<br></div>"
                + "<blockquote class=\"gmail_quote\" style=\"margin:0 0 0 .8ex;border-left:1px solid #ccc;padding-left:1ex\">"
                + $"{quoted}</blockquote></div>",
            "iphone" => $"<div><br>{Lines(head)}<br></div><blockquote type=\"cite\">{quoted}</blockquote>",
            "thunderbird" => $"<div class=\"moz-cite-prefix\">{Lines(head)}</div><blockquote type=\"cite\">{quoted}</blockquote>",
            "zimbra" => $"<hr id=\"zwchr\" data-marker=\"__DIVIDER__\"><div data-marker=\"__HEADERS__\">{Lines(head)}</div>"
                + $"<div data-marker=\"__QUOTED_TEXT__\">{quoted}</div>",
            _ => "<div style=\"border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0 0 0\">"
                + $"<p class=\"MsoNormal\">{Lines(head)}</p></div>{quoted}",
        };
        return answer.Place switch
        {
            "below" => $"<html><body>{quotation}<br>{typed}</body></html>",
            "inside" => $"<html><body>{quotation}</body></html>",
            _ => $"<html><body>{typed}<br>{quotation}</body></html>",
        };
    }

    // Between the second paragraph of the mail and the rest of it.
    private static List<string> Inside(List<string> lines, string typed)
    {
        var blanks = lines.Index().Where(each => each.Item.Trim('>', ' ') is "" or "<div><br></div>").Select(each => each.Index).ToList();
        lines.Insert(blanks.Count > 1 ? blanks[1] + 1 : lines.Count, typed);
        return lines;
    }

    private static string Said(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Block(MimeMessage asked, string who) => Said(
        $"Từ: {who}\nĐã gửi: {asked.Date:dd/MM/yyyy HH:mm}\nTới: {asked.To}\nChủ đề: {asked.Subject}");

    private static string Bounce(string address, MimeMessage? returned) => $"""
        Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

        --b1
        Content-Type: text/plain; charset=us-ascii

        This is the mail system at host mail.camha.example.

        I'm sorry to have to inform you that your message could not
        be delivered to one or more recipients. It's attached below.

        <{address}>: host mail.camha.example said: 452 4.2.2 The mailbox is full

        --b1
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mail.camha.example

        Final-Recipient: rfc822; {address}
        Action: failed
        Status: 4.2.2
        Diagnostic-Code: smtp; 452 4.2.2 The mailbox is full

        --b1
        Content-Type: text/rfc822-headers

        Message-ID: <{returned?.MessageId}>
        To: {address}

        --b1--

        """;

    private static string Lines(string text) => WebUtility.HtmlEncode(text).Replace("\n", "<br>", StringComparison.Ordinal);

    private static string Encoded(string text) => Encoding.ASCII.GetString(MimeKit.Utils.Rfc2047.EncodeText(Encoding.UTF8, text))
        .ReplaceLineEndings("").Replace("\t", " ", StringComparison.Ordinal);
}
