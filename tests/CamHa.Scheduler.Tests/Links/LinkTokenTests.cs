using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Links;

namespace CamHa.Scheduler.Tests.Links;

/// <summary>The secret part of a link.</summary>
public sealed class LinkTokenTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(each => (byte)each)];
    private static readonly LinkedUnit Unit = new() { UnitId = 7, CampaignId = 3 };
    private static readonly MailLink Mail = new(7, IsoWeek.Parse("2026-W49"), 2);

    [Fact]
    public void A_units_token_is_the_same_each_time_and_another_for_another_unit_campaign_count_or_key()
    {
        var token = LinkToken.OfUnit(Key, Unit, 1);
        Assert.Equal(token, LinkToken.OfUnit(Key, Unit, 1));
        Assert.Matches("^[A-Za-z0-9_-]{27}$", token);
        string[] others =
        [
            LinkToken.OfUnit(Key, Unit with { UnitId = 8 }, 1), LinkToken.OfUnit(Key, Unit with { CampaignId = 4 }, 1),
            LinkToken.OfUnit(Key, Unit, 2), LinkToken.OfUnit([.. Key.Reverse()], Unit, 1),
        ];
        Assert.Equal(4, others.Except([token]).Distinct().Count());
    }

    [Fact]
    public void A_mails_token_says_what_it_is_for_and_is_believed_only_whole()
    {
        var token = LinkToken.OfMail(Key, Mail);
        Assert.Matches("^[A-Za-z0-9_-]{32}$", token);
        Assert.Equal(Mail, LinkToken.ReadMail(Key, token));
        Assert.Null(LinkToken.ReadMail([.. Key.Reverse()], token));
        for (var at = 0; at < token.Length; at++)
            Assert.Null(LinkToken.ReadMail(Key, token.Remove(at, 1).Insert(at, token[at] == 'A' ? "B" : "A")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("=")]
    [InlineData("????????????????????????????????")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void What_is_no_token_is_none(string text) => Assert.Null(LinkToken.ReadMail(Key, text));

    [Fact]
    public void A_log_holds_too_little_of_a_token_to_use_it() => Assert.Equal("Abcd…", LinkToken.Brief("AbcdEFGHIJKLMNOPQRSTUVWXYZ0"));
}
