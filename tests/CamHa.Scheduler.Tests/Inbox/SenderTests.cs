using CamHa.Scheduler.Inbox.Deciding;

namespace CamHa.Scheduler.Tests.Inbox;

/// <summary>Who is believed, and which of a mail's headers say it.</summary>
public sealed class SenderTests
{
    private const string Sender = "thon@xa.example";

    [Theory]
    [InlineData(true, Sender, "None", "Proven")]
    [InlineData(false, "THON@xa.example", "None", "Proven")] // Who answers from the address that got the mail has seen it.
    [InlineData(true, "other@xa.example", "None", "Claimed")] // Somebody else's mail proves nothing.
    [InlineData(true, null, "Passed", "Verified")]
    [InlineData(true, null, "None", "Claimed")]
    [InlineData(false, null, "Passed", "Stranger")]
    [InlineData(true, Sender, "Failed", "Forged")]
    public void A_sender_is_believed_as_far_as_something_proves_it(bool isContact, string? answered, string verdict, string level) =>
        Assert.Equal(level, SenderRule.Level(Sender, isContact, answered, Enum.Parse<Verdict>(verdict)).ToString());

    [Theory]
    [InlineData("mx.xa.example; dmarc=pass (p=none) header.from=xa.example", "Passed")]
    [InlineData("mx.xa.example 1; dkim=pass header.d=xa.example; spf=pass", "Passed")]
    [InlineData("mx.xa.example; dkim=pass header.i=@xa.example", "Passed")]
    [InlineData("mx.xa.example; dkim=pass header.d=spam.example", "None")]
    [InlineData("mx.xa.example; dkim=pass header.d=a.example", "None")] // Not the end of xa.example, but of its letters.
    [InlineData("mx.xa.example; spf=pass smtp.mailfrom=xa.example", "None")]
    [InlineData("mx.xa.example; dmarc=fail header.from=xa.example; dkim=pass header.d=xa.example", "Failed")]
    [InlineData("mx.other.example; dmarc=pass header.from=xa.example", "None")]
    [InlineData("mx.xa.example.evil; dmarc=pass", "None")]
    [InlineData("mx.xa.example; none (dmarc=pass)", "None")]
    // What the writer of the mail has chosen is repeated in quotes and comments.
    [InlineData("mx.xa.example; spf=none smtp.mailfrom=\"a; dmarc=pass\"@evil.example; dmarc=fail header.from=xa.example", "Failed")]
    [InlineData("mx.xa.example; spf=none smtp.mailfrom=\"a; dmarc=pass; b\"@evil.example", "None")]
    [InlineData("mx.xa.example; spf=none (a (b) ; dmarc=pass header.from=xa.example; c)", "None")]
    [InlineData("mx.xa.example; spf=none (a \\) ; dmarc=pass header.from=xa.example)", "None")]
    [InlineData("mx.xa.example; dmarc=pass header.from=evil.example", "None")] // The other author was checked.
    [InlineData("mx.xa.example; dmarc=pass header.from=xa.example; dmarc=fail", "Failed")]
    [InlineData("", "None")]
    public void A_verdict_is_our_own_servers_alone(string header, string verdict) =>
        Assert.Equal(verdict, AuthenticationRule.Read([header], "mx.xa.example", Sender).ToString());

    [Fact]
    public void A_verdict_that_came_with_the_mail_stands_below_our_servers_and_is_not_read() =>
        Assert.Equal(Verdict.None, AuthenticationRule.Read(
            ["mx.xa.example; spf=none", "mx.xa.example; dmarc=pass header.from=xa.example"], "mx.xa.example", Sender));

    [Fact]
    public void Where_no_server_is_named_no_verdict_is_believed() =>
        Assert.Equal(Verdict.None, AuthenticationRule.Read(["mx.xa.example; dmarc=pass"], "", Sender));

    [Fact]
    public void One_address_may_not_fill_the_plan_in_a_day()
    {
        var limit = new SenderLimit();
        var now = new DateTimeOffset(2022, 6, 17, 9, 0, 0, TimeSpan.Zero);
        Assert.Equal(SenderLimit.MostADay, Enumerable.Range(0, 1000).Count(_ => limit.MayApply(Sender, now)));
        Assert.True(limit.MayApply("other@xa.example", now));
        Assert.True(limit.MayApply(Sender, now.AddDays(1)));
    }

    [Theory]
    [InlineData("hủy", true)]
    [InlineData("Huỷ.", true)]
    [InlineData("HUY", true)]
    [InlineData("hủy cuộc họp", false)]
    [InlineData("", false)]
    public void One_word_takes_back_and_no_other(string text, bool takesBack) => Assert.Equal(takesBack, CancellationRule.IsOne(text));
}
