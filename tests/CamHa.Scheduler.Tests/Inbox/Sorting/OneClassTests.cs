using CamHa.Scheduler.Inbox.Sorting;
using CamHa.Scheduler.Mail;

namespace CamHa.Scheduler.Tests.Inbox.Sorting;

/// <summary>A server's answer means the same, whether it comes while a mail is sent or within one that came back.</summary>
public sealed class OneClassTests
{
    [Theory]
    [InlineData("RCPT", 550, "5.1.1 <x@xa.gov.vn>: Recipient address rejected: User unknown in local recipient table")]
    [InlineData("RCPT", 550, "5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient x@xa.gov.vn not found by SMTP address lookup")]
    [InlineData("RCPT", 552, "5.2.2 <x@xa.gov.vn> Quota exceeded (mailbox for user is full)")]
    [InlineData("RCPT", 452, "4.2.2 over quota")]
    [InlineData("MAIL", 552, "5.3.4 Message size exceeds fixed limit")]
    [InlineData("DATA", 550, "5.7.1 Blocked by SpamAssassin")]
    [InlineData("DATA", 554, "5.7.1 Message rejected: a link in it is blocked using multi.surbl.org")]
    [InlineData("DATA", 451, "4.3.0 Error: queue file write error")]
    public void Of_both_ways_the_class_and_whether_the_address_is_dead_are_the_same(string stage, int code, string said)
    {
        var sent = SmtpAnswers.FailureOf(stage, code, said);
        var returned = FailureClassRule.Of("x@xa.gov.vn", $"{code} {said}", null, isDelayed: false);
        Assert.Equal(returned.Class, sent);
        Assert.Equal(returned.IsHard, sent is FailureClass.UnknownAddress or FailureClass.UnknownHost);
    }
}
