using System.Text;
using CamHa.Scheduler.Mail;

namespace CamHa.Scheduler.Tests.Mail;

public sealed class ReadMailTests
{
    [Fact]
    public void Nothing_in_a_mail_commands_the_terminal_that_shows_it()
    {
        var mail = Read("""
            From: =?utf-8?B?GzJKWMOj?= <a@xa.vn>
            To: =?utf-8?B?GzJKWMOj?= <b@xa.vn>
            Subject: =?utf-8?B?G1syShtdMDt4B0LDoW8gY8Ohbw==?=
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: base64

            G1szMW3EkOG7jwpow6BuZyAyDQo=
            """);
        Assert.Equal(
            ("\"2JXã\" <a@xa.vn>", "[2J]0;xBáo cáo", $"[31mĐỏ{Environment.NewLine}hàng 2"), (mail.From, mail.Subject, mail.Text));
        Assert.DoesNotContain('\e', mail.To);
    }

    [Theory]
    [InlineData("Subject: trống\r\n\r\n")]
    [InlineData("Content-Type: multipart/mixed; boundary=x\r\n\r\n--y\r\n")]
    [InlineData("Content-Type: text/html\r\n\r\n<p>chỉ HTML</p>")]
    public void A_mail_without_a_text_is_read_all_the_same(string mime) => Assert.Equal("", Read(mime).Text);

    private static ReadMail Read(string mime) => ReadMail.Of(Encoding.UTF8.GetBytes(mime.ReplaceLineEndings("\r\n")));
}
