using System.Text;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Text;
using FsCheck.Xunit;
using MimeKit;

namespace CamHa.Scheduler.Tests.Mail;

public sealed class HeaderTextTests
{
    [Theory]
    [InlineData("=?utf-8?B?VmljdGlt?=")] // was decoded by whoever read it
    [InlineData("Ban =?utf-8?Q?Gi=C3=A1m?= sát")]
    [InlineData("Thôn \"Trung\", xã <Cẩm Hà>; (mới)")]
    [InlineData("Ban \"A\", B <c>; (d) \\ e")]
    [InlineData("Ủy ban nhân dân xã Cẩm Hà và Ban Chỉ đạo Chương trình mục tiêu quốc gia xây dựng nông thôn mới")]
    [InlineData("🏡🏡🏡🏡🏡🏡🏡🏡🏡🏡🏡🏡🏡🏡🏡🏡🏡🏡🏡🏡🏡🏡🏡🏡🏡🏡🏡🏡")]
    [InlineData("plain words that go on and on and on until a second line and a third line of them are needed to hold all of it")]
    [InlineData("a-single-word-without-any-blank-that-is-longer-than-a-line-of-a-header-may-be-and-must-be-broken")]
    [InlineData("two  blanks")]
    public void What_a_header_says_is_read_as_it_was_meant(string text)
    {
        Assert.Equal(text, Parsed(HeaderText.Unstructured(HeaderId.Subject, text)).Subject);
        (string Name, string Address)[] to = [(text, "a@camha.example"), ("", "b@camha.example"), (text, "c@camha.example")];
        var mail = Parsed(HeaderText.Mailboxes(HeaderId.To, to));
        Assert.Equal(to, mail.To.Mailboxes.Select(each => (each.Name ?? "", each.Address)));
    }

    [Property(MaxTest = 500)]
    public void No_text_makes_an_encoded_word_of_more_than_75_characters_or_a_line_of_more_than_76(string? any)
    {
        var text = CleanText.HeaderLine(any).Trim();
        var vietnamese = string.Concat(text, " Đẩy nhanh tiến độ giải ngân vốn đầu tư công, ", text, " hoàn thành trước ngày 30/6/2022");
        Assert.Equal(vietnamese.Trim(), Parsed(HeaderText.Unstructured(HeaderId.Subject, vietnamese)).Subject?.Trim());
        Assert.Equal(
            vietnamese.Trim(),
            Parsed(HeaderText.Mailboxes(HeaderId.From, [(vietnamese, "a@camha.example")])).From.Mailboxes.Single().Name?.Trim());
    }

    [Fact]
    public void A_domain_of_other_letters_goes_out_in_the_form_that_servers_know()
    {
        var header = HeaderText.Mailboxes(HeaderId.To, [("Thôn", "vt@cẩmhà.vn")]);
        Assert.Contains("<vt@xn--", header.Value, StringComparison.Ordinal);
    }

    // Checks the limits on the way.
    private static MimeMessage Parsed(Header header)
    {
        var raw = Encoding.ASCII.GetString([.. header.RawField, (byte)':', .. header.RawValue]);
        foreach (var line in raw.TrimEnd().Split("\r\n"))
        {
            Assert.InRange(line.Length, 1, 76);
            Assert.NotEqual("", line.Trim());
            Assert.DoesNotContain(line.Split(' '), word => word.StartsWith("=?", StringComparison.Ordinal) && word.Length > 75);
        }

        return MimeMessage.Load(new MemoryStream(Encoding.ASCII.GetBytes(raw + "\r\n")), Xunit.TestContext.Current.CancellationToken);
    }
}
