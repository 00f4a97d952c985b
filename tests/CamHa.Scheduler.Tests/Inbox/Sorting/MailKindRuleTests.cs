using System.Text;
using CamHa.Scheduler.Inbox;
using CamHa.Scheduler.Inbox.Sorting;
using CamHa.Scheduler.Mail;

namespace CamHa.Scheduler.Tests.Inbox.Sorting;

public sealed class MailKindRuleTests
{
    private const string Daemon = "From: Mail Delivery System <MAILER-DAEMON@mx.example.vn>\nTo: ntm@xa.example.vn\n";

    [Theory]
    [InlineData("smtp; 550 5.1.1 <a@b.example>: User unknown", "5.1.1", "failed", FailureClass.UnknownAddress, true)]
    [InlineData("smtp; 550 5.7.1 No such user", "5.7.1", "failed", FailureClass.UnknownAddress, true)] // the words say more
    [InlineData("", "5.1.1", "failed", FailureClass.UnknownAddress, true)]
    [InlineData("", "5.1.10", "failed", FailureClass.UnknownAddress, true)] // Office 365
    [InlineData("X-Postfix; Name service error for name=b.example", "5.4.4", "failed", FailureClass.UnknownHost, true)]
    [InlineData("smtp; 552 5.2.2 mailbox is full", "5.2.2", "failed", FailureClass.Full, false)]
    [InlineData("smtp; 452 4.2.2 over quota", "4.2.2", "delayed", FailureClass.Full, false)]
    [InlineData("smtp; 450 4.1.1 user unknown, try later", "4.1.1", "failed", FailureClass.UnknownAddress, false)] // not for good
    [InlineData("smtp; 550 5.7.1 Message rejected as spam", "5.7.1", "failed", FailureClass.Policy, false)]
    [InlineData("smtp; 550 5.7.26 unauthenticated: DMARC", "5.7.26", "failed", FailureClass.Policy, false)]
    [InlineData("smtp; 554 Relay access denied", "5.0.0", "failed", FailureClass.Policy, false)]
    [InlineData("smtp; 552 5.3.4 Message size exceeds fixed limit", "5.3.4", "failed", FailureClass.Size, false)]
    [InlineData("", "4.4.7", "failed", FailureClass.Delayed, false)]
    [InlineData("smtp; 421 try again", "4.4.1", "delayed", FailureClass.Delayed, false)]
    [InlineData("smtp; 550 hộp thư không tồn tại", "5.0.0", "failed", FailureClass.UnknownAddress, true)]
    public void A_delivery_status_says_what_failed_and_whether_for_good(
        string said, string status, string action, FailureClass failure, bool isHard)
    {
        var mail = Explain(Status($"Final-Recipient: rfc822; a@b.example\nAction: {action}\nStatus: {status}\n"
            + (said.Length > 0 ? $"Diagnostic-Code: {said}\n" : "")));
        Assert.Equal(MailKind.Bounce, mail.Kind);
        var recipient = Assert.Single(mail.Recipients);
        Assert.Equal(("a@b.example", failure, isHard), (recipient.Address, recipient.Class, recipient.IsHard));
        Assert.Equal("sent-1@xa.example.vn", mail.About);
        Assert.Equal("", mail.Points?.Results ?? "");
        Assert.Empty(mail.Statements);
    }

    [Theory]
    [InlineData("delivered")]
    [InlineData("relayed")]
    [InlineData("expanded")]
    public void What_arrived_is_no_failure(string action)
    {
        var mail = Explain(Status($"Final-Recipient: rfc822; a@b.example\nAction: {action}\nStatus: 2.0.0\n"));
        Assert.Equal(MailKind.Automatic, mail.Kind);
        Assert.Empty(mail.Recipients);
    }

    [Theory]
    // qmail
    [InlineData("failure notice", "Hi. This is the qmail-send program at mx.example.vn.\nI'm afraid I wasn't able to deliver your "
        + "message to the "
        + "following addresses.\n\n<a@b.example>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy "
        + "of the message.\n\n"
        + "Message-ID: <sent-1@xa.example.vn>\nTo: x@y.example\n", true)]
    // Exim
    [InlineData("Mail delivery failed: returning message to sender", "A message that you sent could not be delivered to one or more "
        + "of its\n"
        + "recipients. This is a permanent error. The following address(es) failed:\n\n  a@b.example\n    SMTP error from remote "
        + "mail server after "
        + "RCPT TO:<a@b.example>:\n    host mx.b.example [1.2.3.4]: 550 not here\n", true)]
    // Gmail
    [InlineData("Delivery Status Notification (Failure)", "** Không tìm thấy địa chỉ **\n\nThư của bạn không được gửi đến "
        + "a@b.example vì không thể tìm "
        + "thấy địa chỉ hoặc địa chỉ không thể nhận thư.\n", true)]
    [InlineData("Delivery Status Notification (Failure)", "Delivery to the following recipient failed permanently:\n\n     "
        + "a@b.example\n\nTechnical details "
        + "of permanent failure:\nThe email account that you tried to reach does not exist.\n", true)]
    // Exchange
    [InlineData("Undeliverable: x", "Your message did not reach some or all of the intended recipients.\n\nThe following "
        + "recipient(s) could not be "
        + "reached:\n\n      a@b.example on 6/15/2022 9:00 AM\n            The mailbox is full.\n", false)]
    // Office 365
    [InlineData("Undeliverable: x", "Your message to a@b.example couldn't be delivered.\n\na@b.example wasn't found at b.example.\n", true)]
    // Zimbra
    [InlineData("Undelivered Mail Returned to Sender", "This is the mail system at host mail.b.example.\n\nI'm sorry to have to "
        + "inform you that your "
        + "message could not be delivered.\n\n<a@b.example>: host mail.b.example[10.0.0.1] said: 552 5.2.2\n    Over quota (in "
        + "reply to end of "
        + "DATA command)\n", false)]
    // Yahoo
    [InlineData("Failure Notice", "Sorry, we were unable to deliver your message to the following address.\n\n<a@b.example>:\n554: "
        + "delivery error: dd "
        + "Sorry your message cannot be delivered. This mailbox is disabled (554.30).\n", true)]
    // Domino
    [InlineData("DELIVERY FAILURE: User a not listed", "Your message\n\n  Subject: x\n\nwas not delivered to:\n\n  "
        + "a@b.example\n\nbecause:\n\n  User a not "
        + "listed in Domino Directory\n", true)]
    [InlineData("Thư bị trả lại", "Thư gửi đến a@b.example không gửi được: hộp thư đầy.\n", false)]
    public void Servers_that_write_for_people_are_understood(string subject, string text, bool isHard)
    {
        var mail = Explain($"{Daemon}Subject: {subject}\nContent-Type: text/plain; charset=utf-8\n\n{text}");
        Assert.Equal(MailKind.Bounce, mail.Kind);
        var recipient = Assert.Single(mail.Recipients);
        Assert.Equal(("a@b.example", isHard), (recipient.Address, recipient.IsHard));
    }

    [Theory]
    [InlineData("Subject: Trả lời tự động: x\n", "Tôi vắng mặt đến 20/6. T04 xong.")]
    [InlineData("Subject: Automatic reply: x\n", "I am out of the office.")]
    [InlineData("Subject: Re: x\nAuto-Submitted: auto-replied\n", "Tôi đang nghỉ phép từ 13/6.")]
    [InlineData("Subject: Re: x\nPrecedence: bulk\n", "Tôi đi công tác đến 20/6.")]
    [InlineData("Subject: Re: x\nX-Auto-Response-Suppress: All\n", "Vắng mặt.")]
    [InlineData("Subject: Re: x\nReturn-Path: <>\n", "On vacation.")]
    [InlineData("Subject: Out of office\n", "I will be back on Monday, currently away from my desk.")]
    public void Whoever_is_away_has_answered_nothing(string headers, string text)
    {
        var mail = Explain($"From: a@b.example\nTo: ntm@xa.example.vn\n{headers}Content-Type: text/plain; charset=utf-8\n\n{text}");
        Assert.Equal(MailKind.Automatic, mail.Kind);
        Assert.Empty(mail.Statements);
        var away = Assert.Single(mail.Recipients);
        Assert.Equal(("a@b.example", FailureClass.Vacation, false), (away.Address, away.Class, away.IsHard));
    }

    [Theory]
    [InlineData("From: noreply@boxbe.example\nSubject: Re: x\n", "Please click here to have your message delivered, you are not on "
        + "the guest list.")]
    [InlineData("From: a@b.example\nSubject: Read: x\n", "Your message was read.")]
    [InlineData("From: a@b.example\nSubject: Re: x\nAuto-Submitted: auto-generated\n", "T04 xong")]
    public void A_machine_that_asks_or_confirms_is_no_failure_and_no_answer(string headers, string text)
    {
        var mail = Explain($"{headers}\n{text}");
        Assert.Equal((MailKind.Automatic, 0, 0), (mail.Kind, mail.Recipients.Count, mail.Statements.Count));
    }

    [Fact]
    public void A_reader_who_calls_a_mail_spam_is_told_of()
    {
        var mail = Explain("From: feedback@isp.example\nSubject: FW: x\nContent-Type: multipart/report; "
            + "report-type=feedback-report; boundary=x\n\n--x\n\n"
            + "This is a report.\n--x\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\nOriginal-Rcpt-To: "
            + "<a@b.example>\n--x\n"
            + "Content-Type: message/rfc822\n\nMessage-ID: <sent-1@xa.example.vn>\nTo: a@b.example\n\nx\n--x--");
        var recipient = Assert.Single(mail.Recipients);
        Assert.Equal(
            (MailKind.Feedback, "a@b.example", FailureClass.Feedback, false, "sent-1@xa.example.vn"),
            (mail.Kind, recipient.Address, recipient.Class, recipient.IsHard, mail.About));
    }

    [Theory]
    [InlineData("Subject: Re: [NTM] Nhắc hạn\n", "Đã rõ.", MailKind.Answer)]
    [InlineData("Subject: Trả lời: [NTM] Nhắc hạn\n", "Đã rõ.", MailKind.Answer)]
    [InlineData("Subject: x\nReferences: <sent-1@xa.example.vn>\n", "Đã rõ.", MailKind.Answer)]
    [InlineData("Subject: Báo cáo\n", "T04 đã xong", MailKind.Answer)]
    [InlineData("Subject: T04 xong\n", "", MailKind.Answer)] // a button that put it into the subject
    [InlineData("Subject: Mời họp\n", "Kính mời dự họp.", MailKind.Foreign)]
    [InlineData("Subject: Re: x\nList-Id: <l.example>\n", "T04 xong", MailKind.Foreign)]
    [InlineData("Subject: Undeliverable mail is a nuisance\n", "Bạn có biết?", MailKind.Foreign)] // a person
    public void An_answer_is_told_from_what_is_not_ours(string headers, string text, MailKind kind) =>
        Assert.Equal(kind, Explain($"From: a@b.example\n{headers}Content-Type: text/plain; charset=utf-8\n\n{text}").Kind);

    [Theory]
    [InlineData("Đã rõ.\n\n---------- Forwarded message ---------\nFrom: c@d.example\nDate: Wed\nSubject: x\n\nT04 xong")]
    [InlineData("Đã rõ.\n\n-- \nT04 xong")]
    [InlineData("Đã rõ.\n\n> T04 xong")]
    public void A_command_that_its_sender_did_not_type_is_none(string text) =>
        Assert.Empty(Explain($"From: a@b.example\nSubject: Re: T04\nContent-Type: text/plain; charset=utf-8\n\n{text}").Statements);

    private static string Status(string recipient) =>
        $"{Daemon}Subject: Undelivered Mail Returned to Sender\nContent-Type: multipart/report; report-type=delivery-status; "
            + $"boundary=x\n\n--x\n\n"
        + $"T04 xong\n--x\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.vn\n\n{recipient}\n--x\n"
        + "Content-Type: message/rfc822\n\nMessage-ID: <sent-1@xa.example.vn>\nTo: a@b.example\nSubject: x\n\nx\n--x--\n";

    private static Explanation Explain(string mail) => MailExplainer.Explain(Encoding.UTF8.GetBytes(mail));
}
