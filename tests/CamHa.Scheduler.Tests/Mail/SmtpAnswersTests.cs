using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Mail;

/// <summary>Real answers of servers, and the row of the table that each belongs to.</summary>
public sealed class SmtpAnswersTests
{
    [Theory]
    // Postfix
    [InlineData("RCPT", 550, "5.1.1 <x@xa.gov.vn>: Recipient address rejected: User unknown in local recipient table", "no such address")]
    [InlineData(
        "RCPT",
        450,
        "4.2.0 <x@xa.gov.vn>: Recipient address rejected: Greylisted, see http://postgrey.schweikert.ch/help/xa.gov.vn.html",
        "greylisted")]
    [InlineData("RCPT", 554, "5.7.1 <x@xa.gov.vn>: Relay access denied", "not allowed now")]
    [InlineData("RCPT", 454, "4.7.1 <x@xa.gov.vn>: Relay access denied", "not now")]
    [InlineData("RCPT", 450, "4.1.2 <x@xa.example>: Recipient address rejected: Domain not found", "greylisted")]
    [InlineData("RCPT", 550, "5.1.2 <x@xa.example>: Recipient address rejected: Domain not found", "no such address")]
    [InlineData(
        "RCPT",
        556,
        "5.1.10 <x@xa.example>: Recipient address rejected: Domain xa.example does not accept mail (nullMX)",
        "no such address")]
    [InlineData("RCPT", 452, "4.3.1 Insufficient system storage", "not now")]
    [InlineData("RCPT", 504, "5.5.2 <x>: Recipient address rejected: need fully-qualified address", "refused")]
    [InlineData("RCPT", 504, "5.5.2 <vm>: Helo command rejected: need fully-qualified hostname", "greeting refused")]
    [InlineData("RCPT", 450, "4.7.1 <vm.xa.example>: Helo command rejected: Host not found", "greeting refused")]
    [InlineData("RCPT", 450, "4.7.25 Client host rejected: cannot find your hostname, [203.0.113.9]", "machine refused")]
    [InlineData(
        "RCPT",
        554,
        "5.7.1 Service unavailable; Client host [203.0.113.9] blocked using zen.spamhaus.org",
        "machine refused")]
    [InlineData("DATA", 554, "5.7.1 Message rejected: a link in it is blocked using multi.surbl.org", "not allowed now")]
    [InlineData("RCPT", 550, "relaying denied", "not allowed now")]
    [InlineData("RCPT", 535, "5.7.8 Authentication credentials invalid", "login refused")]
    [InlineData("MAIL", 452, "4.3.1 Insufficient system storage", "not now")]
    [InlineData("MAIL", 552, "5.3.4 Message size exceeds fixed limit", "too large")]
    [InlineData("MAIL", 553, "5.7.1 <a@xa.gov.vn>: Sender address rejected: not owned by user nhacviec", "sender refused")]
    [InlineData("MAIL", 530, "5.7.0 Must issue a STARTTLS command first", "login refused")]
    [InlineData("DATA", 550, "5.7.1 Blocked by SpamAssassin", "not allowed now")]
    [InlineData("DATA", 451, "4.7.1 Service unavailable - try again later", "not now")]
    [InlineData("DATA", 451, "4.3.0 Error: queue file write error", "not now")]
    [InlineData("DATA", 554, "5.5.1 Error: no valid recipients", "refused")]
    [InlineData("RCPT", 421, "4.7.0 mail.xa.gov.vn Error: too many errors", "session ended")]
    // Dovecot behind it
    [InlineData("RCPT", 552, "5.2.2 <x@xa.gov.vn> Quota exceeded (mailbox for user is full)", "mailbox full")]
    [InlineData("DATA", 452, "4.2.2 <x@xa.gov.vn> Quota exceeded (mailbox for user is full)", "mailbox full")]
    // Exchange Online
    [InlineData(
        "RCPT",
        550,
        "5.4.1 Recipient address rejected: Access denied. [HK2APC01FT022.eop-APC01.prod.protection.outlook.com]",
        "refused")]
    [InlineData(
        "RCPT",
        550,
        "5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient x@xa.gov.vn not found by SMTP address lookup",
        "no such address")]
    [InlineData("RCPT", 550, "5.7.606 Access denied, banned sending IP [203.0.113.9]", "machine refused")]
    [InlineData("RCPT", 451, "4.7.500 Server busy. Please try again later from [203.0.113.9]. (S77719)", "greylisted")]
    [InlineData("RCPT", 452, "4.5.3 Too many recipients", "not now")]
    [InlineData("MAIL", 550, "5.7.60 SMTP; Client does not have permissions to send as this sender", "sender refused")]
    [InlineData(
        "MAIL",
        530,
        "5.7.57 Client not authenticated to send mail. [SI2PR01CA0012.apcprd01.prod.exchangelabs.com]",
        "login refused")]
    [InlineData("DATA", 554, "5.2.0 STOREDRV.Submission.Exception:SendAsDeniedException.MapiExceptionSendAsDenied", "sender refused")]
    [InlineData(
        "DATA",
        432,
        "4.3.2 Concurrent connections limit exceeded. Visit https://aka.ms/concurrent_sending for more information.",
        "host's limit reached")]
    [InlineData("DATA", 550, "5.7.708 Service unavailable. Access denied, traffic not accepted from this IP", "machine refused")]
    [InlineData("RCPT", 452, "4.3.1 Insufficient system resources (TSTE)", "not now")]
    [InlineData("RCPT", 554, "5.2.2 mailbox full; STOREDRV.Deliver.Exception:QuotaExceededException", "mailbox full")]
    [InlineData("RCPT", 550, "5.2.1 mailbox cannot be accessed", "no such address")]
    [InlineData("DATA", 552, "5.3.4 Message size exceeds fixed maximum message size", "too large")]
    [InlineData("DATA", 552, "5.3.4 message size limit exceeded", "too large")] // and not the host's limit: it would keep every mail
    [InlineData("DATA", 552, "Mailbox size limit exceeded", "too large")]
    [InlineData("DATA", 452, "4.5.3 Your message quota exceeded", "host's limit reached")]
    // Gmail
    [InlineData(
        "RCPT",
        550,
        "5.1.1 The email account that you tried to reach does not exist. Please try double-checking the recipient's email address. - gsmtp",
        "no such address")]
    [InlineData("RCPT", 550, "5.2.1 The email account that you tried to reach is disabled. - gsmtp", "no such address")]
    [InlineData(
        "RCPT",
        550,
        "5.2.1 The user you are trying to contact is receiving mail at a rate that prevents additional messages from being delivered. "
        + "- gsmtp",
        "not allowed now")]
    [InlineData(
        "RCPT",
        450,
        "4.2.1 The user you are trying to contact is receiving mail too quickly. Please resend your message at a later time. - gsmtp",
        "greylisted")]
    [InlineData("RCPT", 452, "4.2.2 The email account that you tried to reach is over quota. - gsmtp", "mailbox full")]
    [InlineData("RCPT", 552, "5.2.2 The recipient's inbox is out of storage space. - gsmtp", "mailbox full")]
    [InlineData("MAIL", 550, "5.4.5 Daily user sending limit exceeded. - gsmtp", "host's limit reached")]
    [InlineData("DATA", 550, "5.7.26 This mail has been blocked because the sender is unauthenticated. - gsmtp", "sender refused")]
    [InlineData(
        "DATA",
        421,
        "4.7.0 [203.0.113.9 15] Our system has detected an unusual rate of unsolicited mail. - gsmtp",
        "session ended")]
    [InlineData(
        "DATA",
        552,
        "5.7.0 This message was blocked because its content presents a potential security issue. - gsmtp",
        "too large")]
    [InlineData("MAIL", 530, "5.7.0 Authentication Required. - gsmtp", "login refused")]
    [InlineData("MAIL", 421, "4.3.0 Temporary System Problem. Try again later. - gsmtp", "session ended")]
    // Yahoo
    [InlineData(
        "MAIL",
        421,
        "4.7.0 [TSS04] Messages from 203.0.113.9 temporarily deferred due to unexpected volume or user complaints - 4.16.55.1; see "
        + "https://postmaster.yahooinc.com/error-codes",
        "session ended")]
    [InlineData("MAIL", 451, "4.7.1 [TSS04] Messages from 203.0.113.9 temporarily deferred", "not now")]
    [InlineData(
        "DATA",
        554,
        "delivery error: dd This user doesn't have a yahoo.com account (x@yahoo.com) [0] - mta4123.mail.bf1.yahoo.com",
        "refused")]
    [InlineData("RCPT", 552, "1 Requested mail action aborted, mailbox not found", "mailbox full")]
    [InlineData("DATA", 554, "Message not allowed - [PH01] Email not accepted for policy reasons", "refused")]
    // Zimbra
    [InlineData("RCPT", 550, "5.1.1 <x@xa.gov.vn>: Recipient address rejected: xa.gov.vn", "no such address")]
    [InlineData("RCPT", 452, "4.2.2 Over quota", "mailbox full")]
    [InlineData("RCPT", 451, "4.7.1 <x@xa.gov.vn>: Recipient address rejected: Temporarily rejected. Try again later.", "greylisted")]
    // MDaemon
    [InlineData("RCPT", 451, "Greylisting enabled, try again in 15 minutes", "greylisted")]
    [InlineData("RCPT", 550, "<x@xa.gov.vn>, Recipient unknown", "no such address")]
    [InlineData("RCPT", 552, "Mailbox is full", "mailbox full")]
    [InlineData("MAIL", 552, "Message exceeds maximum size of 10 MB", "too large")]
    // Others that give no enhanced code
    [InlineData("RCPT", 550, "No such user here", "no such address")]
    [InlineData("RCPT", 551, "User not local; please try <y@xa.gov.vn>", "refused")]
    [InlineData("RCPT", 553, "sorry, that domain isn't in my list of allowed rcpthosts", "not allowed now")]
    [InlineData("RCPT", 553, "sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)", "not allowed now")]
    [InlineData("RCPT", 554, "denied", "refused")]
    [InlineData("RCPT", 503, "5.5.1 bad sequence of commands", "refused")]
    [InlineData("RCPT", 450, "", "greylisted")]
    [InlineData("DATA", 450, "mailbox busy", "not now")]
    [InlineData("DATA", 550, "5.1.1 unknown after all", "refused")]
    [InlineData("DATA", 554, "5.3.4 too big for the list", "too large")]
    [InlineData("DATA", 523, "5.2.3 Message length exceeds administrative limit", "too large")]
    [InlineData("DATA", 523, "the message is too long", "too large")]
    [InlineData("MAIL", 550, "5.2.3 RESOLVER.RST.RecipSizeLimit; message too large for this recipient", "too large")]
    [InlineData("MAIL", 554, "Message too big, size limit is 10240000", "too large")]
    [InlineData("DATA", 554, "5.7.0 Message size exceeds limit", "too large")]
    // Neither the host's limit, which keeps every mail, nor a full mailbox.
    [InlineData("DATA", 550, "Message size limit exceeded", "too large")]
    [InlineData("RCPT", 552, "Message size exceeds maximum permitted", "too large")]
    [InlineData("RCPT", 552, "Mailbox size exceeds its limit", "mailbox full")]
    // A number that only looks like an enhanced code, or does not begin the text, is none.
    [InlineData("RCPT", 550, "5.7.1.2 is not my address", "refused")]
    [InlineData("RCPT", 550, "see 5.7.1 of the manual", "refused")]
    [InlineData("RCPT", 550, "5.1.1", "no such address")]
    public void An_answer_belongs_to_the_row(string stage, int code, string text, string row) =>
        Assert.Equal(row, SmtpAnswers.Of(stage, code, text).Name);

    [Fact]
    public void Every_code_at_every_stage_has_a_row_that_the_table_shows()
    {
        string[] enhanced = ["", "5.1.1 ", "5.2.1 ", "5.2.2 ", "5.3.4 ", "5.7.1 ", "4.2.2 ", "4.7.1 ", "5.999.999 "];
        foreach (var stage in new[] { "MAIL", "RCPT", "DATA" })
            foreach (var code in Enumerable.Range(400, 200))
                foreach (var each in enhanced)
                    Assert.Contains(SmtpAnswers.Of(stage, code, $"{each}words").Name, SmtpAnswers.Table.Select(row => row.Name));
    }

    [Fact]
    public void Only_an_answer_for_good_ends_a_message_and_only_at_RCPT_an_address()
    {
        foreach (var stage in new[] { "MAIL", "RCPT", "DATA" })
        {
            foreach (var code in Enumerable.Range(400, 200))
            {
                var outcome = SmtpAnswers.Of(stage, code, "words").Outcome;
                Assert.False(code < 500 && outcome is DeliveryOutcome.Refused or DeliveryOutcome.AddressRefused, $"{stage} {code}");
                Assert.False(stage != "RCPT" && outcome == DeliveryOutcome.AddressRefused, $"{stage} {code}");
            }
        }
    }

    [Fact]
    public void The_operators_guide_shows_the_table_as_it_is()
    {
        string[] table =
        [
            "| name | known by | what happens | who gets to know |",
            "|---|---|---|---|",
            .. SmtpAnswers.Table.Select(row => $"| {row.Name} | {row.Sign} | {row.Then} | {row.Told} |"),
        ];
        var guide = File.ReadAllText(Path.Combine(Repository.Root, "docs", "delivery.md")).ReplaceLineEndings("\n");
        var wanted = string.Join('\n', table);
        Assert.True(
            guide.Contains($"\n\n{wanted}\n\n", StringComparison.Ordinal),
            $"docs/delivery.md should have this table, and nothing else in it:\n\n{wanted}\n");
    }
}
