using System.Text;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Tests.Infrastructure;
using MimeKit;

namespace CamHa.Scheduler.Tests.Mail;

public sealed class MailLengthTests
{
    private const int Longest = 90_000;

    [Fact]
    public async Task A_week_of_long_texts_is_not_cut_off_by_the_mail_program()
    {
        await using var service = await Service.StartAsync();
        var sentence = string.Concat(Enumerable.Repeat("Vận động nhân dân hiến đất làm đường. ", 300));
        foreach (var column in new[] { "Results", "Difficulties", "Proposals", "NextWeek" })
            await service.ExecuteAsync($"UPDATE WeeklySubmission SET {column} = '{sentence}'");
        await service.RunAsync(Service.Start, new DateTime(2022, 6, 17, 17, 0, 0));
        var mail = service.Transport.Mails.Last(mail => mail.Recipient == "bcd-ntm@camha.example");
        Assert.InRange(Encoding.UTF8.GetByteCount(mail.Html), Longest / 10, Longest);
        Assert.Contains("[…] (toàn văn trong tệp báo cáo kèm theo)", mail.Html, StringComparison.Ordinal);
        Assert.Contains("được rút gọn trong thư này; toàn văn trong tệp báo cáo kèm theo.", mail.Html, StringComparison.Ordinal);
        Assert.Contains("Trân trọng.", mail.Html, StringComparison.Ordinal);
        // The text alone is cut by nobody.
        Assert.Contains(sentence.Trim(), mail.Text, StringComparison.Ordinal);
        // What asks for a decision stands before what was reported.
        Assert.Matches("(?s)Đề xuất, kiến nghị.*Báo cáo của các đơn vị", mail.Html);
    }

    [Fact]
    public async Task A_digest_of_many_long_deadlines_ends_where_it_says_so_and_the_rest_is_in_a_file()
    {
        await using var service = await Service.StartAsync();
        await service.ExecuteAsync("""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60)
            INSERT INTO Assignment (CampaignId, Code, Title, DueOn)
            SELECT 1, 'N' || i, 'Nhiệm vụ thứ ' || i || ' ' || printf('%.*c', 1200, 'x'), '2022-06-24' FROM n
            """);
        await service.ExecuteAsync("""
            INSERT INTO AssignmentUnit (AssignmentId, UnitId, Part)
            SELECT a.Id, u.Id, 'Lead' FROM Assignment AS a, Unit AS u WHERE a.Code LIKE 'N%' AND u.Code = 'DTN'
            """);
        await service.RunAsync(Service.Start, new DateTime(2022, 6, 17, 9, 0, 0));
        var mail = service.Transport.Mails.First(mail =>
            mail.Recipient == "doan-xa@camha.example" && mail.Html.Contains("<b>N10</b>", StringComparison.Ordinal));
        Assert.InRange(Encoding.UTF8.GetByteCount(mail.Html), Longest / 2, Longest);
        Assert.Contains("chỉ nêu đến đây. Toàn văn ở tệp <b>toan-van.txt</b> kèm theo.", mail.Html, StringComparison.Ordinal);
        Assert.EndsWith("</html>", mail.Html.Trim(), StringComparison.Ordinal);
        Assert.Equal(Count(mail.Html, "<table"), Count(mail.Html, "</table>"));
        Assert.DoesNotContain("<!--", mail.Html, StringComparison.Ordinal);
        var file = Assert.Single(mail.Message.Attachments.OfType<MimePart>(), part => part.FileName == "toan-van.txt");
        using var content = new MemoryStream();
        await file.Content!.DecodeToAsync(content, Service.Token);
        Assert.Equal([0xEF, 0xBB, 0xBF], content.ToArray()[..3]);
        Assert.Contains("N60 - Nhiệm vụ thứ 60 x", Encoding.UTF8.GetString(content.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_template_without_marks_is_replaced_by_its_text_where_it_is_too_long()
    {
        var fitted = MailLength.Fit(new()
        {
            Subject = "",
            Html = $"<p>{new string('đ', 60_000)}</p>",
            Text = string.Concat(Enumerable.Repeat("<b>&\"đ", 40_000)),
        });
        Assert.InRange(Encoding.UTF8.GetByteCount(fitted.Html), 1_000, Longest);
        Assert.Contains("toan-van.txt", fitted.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>&", fitted.Html, StringComparison.Ordinal);
        Assert.Equal("toan-van.txt", Assert.Single(fitted.Attachments).Name);
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(5_000)]
    [InlineData(20_000)]
    public void A_text_instead_of_a_template_fills_its_room_and_ends_at_a_line(int longest)
    {
        var line = "Ban Phát triển thôn Xuân Hòa đã nộp, còn 2 nhiệm vụ & 3 kiến nghị.";
        var text = string.Concat(Enumerable.Repeat(line + "\n", 1_000));
        var html = MailLength.Cut(new() { Subject = "", Html = $"<p>{new string('đ', 60_000)}</p>", Text = text }, longest, "Chỉ đến đây.");
        Assert.InRange(Encoding.UTF8.GetByteCount(html), longest - 200, longest);
        Assert.Contains("Ban Phát triển thôn Xuân Hòa đã nộp, còn 2 nhiệm vụ &amp; 3 kiến nghị.\n", html, StringComparison.Ordinal);
        Assert.Matches("(\n|…)</div>\n<p [^>]*>Chỉ đến đây", html);
    }

    [Fact]
    public void A_usual_mail_goes_whole_and_without_a_file()
    {
        var fitted = MailLength.Fit(new() { Subject = "", Html = "<p>a</p><!--may-end--><p>b</p><!--stays-->c", Text = "" });
        Assert.Equal(("<p>a</p><p>b</p>c", 0), (fitted.Html, fitted.Attachments.Count));
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
