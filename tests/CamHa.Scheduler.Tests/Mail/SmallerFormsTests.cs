using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Tests.Infrastructure;
using MimeKit;

namespace CamHa.Scheduler.Tests.Mail;

/// <summary>What becomes of any mail that a server refuses for its size.</summary>
public sealed class SmallerFormsTests
{
    private const string Line = "Vận động nhân dân hiến đất làm đường; ";

    [Theory]
    [InlineData(16 * 1024, false)]
    [InlineData(16 * 1024, true)]
    [InlineData(100_000, true)]
    [InlineData(1_000_000, true)]
    public async Task Whatever_a_mail_is_one_of_its_forms_fits(int most, bool isMarked)
    {
        await using var service = await Service.StartAsync();
        var mark = isMarked ? "<!--may-end-->" : "";
        var content = new MailContent
        {
            Subject = "Nhắc việc",
            Html = "<html><body>" + string.Concat(Enumerable.Repeat($"{mark}<p>{Line}<img src=\"cid:x\"></p>", 9_000))
                + (isMarked ? "<!--stays-->" : "") + "<p>Trân trọng.</p></body></html>",
            Text = string.Concat(Enumerable.Repeat(Line, 20_000)),
            Attachments =
            [
                new("lon.pdf", "application/pdf", new byte[2_000_000]),
                new("x.png", "image/png", new byte[90_000]) { ContentId = "x" },
            ],
            ReplyTo = ["ntm@camha.example"],
        };
        var forms = SmallerForms.Of(content, most).Select(form => Write(service, form)).ToList();
        var fits = forms.First(mime => mime.Length <= most);
        using var mail = MimeMessage.Load(new MemoryStream(fits), Service.Token);
        Assert.Contains("hiến đất", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("hiến đất", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Contains("chỉ nêu đến đây và không kèm tệp", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("chỉ nêu đến đây và không kèm tệp", mail.HtmlBody, StringComparison.Ordinal);
        // A text that is cut off has lost its own line about whom to ask.
        Assert.EndsWith("đề nghị liên hệ chuyên trách, thư ntm@camha.example.", mail.TextBody?.TrimEnd(), StringComparison.Ordinal);
        Assert.Contains("đề nghị liên hệ chuyên trách, thư ntm@camha.example.", mail.HtmlBody, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Empty(mail.Attachments);
    }

    [Fact]
    public async Task The_files_are_left_out_first_and_the_mail_names_them()
    {
        await using var service = await Service.StartAsync();
        var content = new MailContent
        {
            Subject = "Nhắc việc",
            Html = $"<html><body><p>{Line}</p></body></html>",
            Text = Line,
            Attachments = [new("lon.pdf", "application/pdf", new byte[200_000])],
        };
        using var mail = MimeMessage.Load(
            new MemoryStream(Write(service, SmallerForms.Of(content, 100_000).First())), Service.Token);
        Assert.Empty(mail.Attachments);
        Assert.Contains("không kèm tệp (lon.pdf)", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("không kèm tệp (lon.pdf)", mail.HtmlBody, StringComparison.Ordinal);
    }

    private static byte[] Write(Service service, MailContent content) =>
        service.Get<MimeWriter>().Write("1@camha.example", [], content, DateTimeOffset.UnixEpoch);
}
