using System.Text.RegularExpressions;
using CamHa.Scheduler.Tests.Infrastructure;
using MimeKit;

namespace CamHa.Scheduler.Tests.Outbox;

/// <summary>Mails of a unit with much to do, or of a campaign of many units: they count all of it and show the most urgent.</summary>
public sealed partial class LongMailTests : IAsyncLifetime
{
    private const string Unit = "ubnd@camha.example";
    private Service _service = null!;

    public async ValueTask InitializeAsync() => _service = await Service.StartAsync();

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task A_digest_shows_the_sixty_most_urgent_of_a_section_and_how_many_more_the_list_holds()
    {
        await _service.ExecuteAsync("""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 70)
            INSERT INTO Assignment (CampaignId, Code, Title, DueOn)
            SELECT 1, printf('L%02d', i), 'Việc số ' || i, '2022-06-17' FROM n
            """);
        await _service.ExecuteAsync("""
            INSERT INTO AssignmentUnit (AssignmentId, UnitId, Part)
            SELECT a.Id, u.Id, 'Lead' FROM Assignment AS a JOIN Unit AS u ON u.Code = 'UBND' WHERE a.Code LIKE 'L__'
            """);
        await _service.LookAsync("deadlines", new(2022, 6, 17, 7, 30, 0));
        await _service.DispatchAsync(new(2022, 6, 17, 7, 30, 0));
        var mail = Assert.Single(_service.Transport.Mails, mail => mail.Recipient == Unit);
        Assert.Contains("ĐẾN HẠN HÔM NAY (70)", mail.Text, StringComparison.Ordinal);
        Assert.Equal(60, Lines().Count(mail.Text));
        Assert.Contains("Và 10 nhiệm vụ nữa, hạn sau những nhiệm vụ trên", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Và 10 nhiệm vụ nữa", mail.Html, StringComparison.Ordinal);
        Assert.Contains("V/v 70 nhiệm vụ đến hạn hôm nay", mail.Subject, StringComparison.Ordinal);
        var list = Assert.Single(mail.Message.Attachments.OfType<TextPart>(), part => part.FileName == "danh-sach-nhiem-vu.txt");
        Assert.Contains("ĐẾN HẠN HÔM NAY (70)", list.Text, StringComparison.Ordinal);
        Assert.Contains("L70 - Việc số 70\n  Hạn: thứ Sáu, 17/6/2022 - hết hạn hôm nay", list.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reminder_names_sixty_of_those_who_have_sent_and_counts_the_others()
    {
        await _service.ExecuteAsync("""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 65)
            INSERT INTO Unit (CampaignId, Code, Name, OwesWeekly) SELECT 1, 'X' || i, 'Thôn ' || i, 1 FROM n
            """);
        await _service.ExecuteAsync("DELETE FROM WeeklySubmission WHERE Week = '2022-W24'");
        await _service.ExecuteAsync("""
            INSERT INTO WeeklySubmission (UnitId, Week, SubmittedAt, Results)
            SELECT Id, '2022-W24', '2022-06-15T01:00:00.000Z', 'x' FROM Unit WHERE Name LIKE 'Thôn %' AND Code LIKE 'X%'
            """);
        await _service.LookAsync("reminders", new(2022, 6, 16, 14, 0, 0));
        await _service.DispatchAsync(new(2022, 6, 16, 14, 0, 0));
        var text = _service.Transport.Mails[0].Text;
        Assert.Contains("Đã nhận 65/", text, StringComparison.Ordinal);
        Assert.Equal(60, Names().Count(text));
        Assert.Contains("và 5 đơn vị khác.", text, StringComparison.Ordinal);
        Assert.Contains(" và 5 đơn vị khác.", _service.Transport.Mails[0].Html, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^\* L", RegexOptions.Multiline)]
    private static partial Regex Lines();

    [GeneratedRegex("^- Thôn [0-9]", RegexOptions.Multiline)]
    private static partial Regex Names();
}
