using System.Text.RegularExpressions;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Deadlines;

/// <summary>What a supervisor and the specialist are told of other units' overdue work.</summary>
public sealed partial class OverviewTests : IAsyncLifetime
{
    private const string Specialist = "chuyen-trach-ntm@camha.example";
    private const string Supervisor = "chi-dao-dia-ban@camha.example";
    private Service _service = null!;

    public async ValueTask InitializeAsync() => _service = await Service.StartAsync();

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task Nobody_gets_more_than_one_digest_a_day_or_one_reminder_a_look()
    {
        await _service.RunAsync(Service.Start, new(2022, 7, 29, 17, 0, 0));
        var mails = _service.Transport.Mails
            .Where(mail => !mail.Subject.Contains("Báo cáo", StringComparison.Ordinal))
            .GroupBy(mail => (mail.Recipient, mail.Message.Date, mail.Subject.Contains("nhắc nộp", StringComparison.Ordinal)))
            .ToList();
        Assert.NotEmpty(mails);
        Assert.All(mails, same => Assert.Single(same));
        // Overdue 5 working days on 7/7 and every third from then on, whatever the number of units: six mornings.
        Assert.Equal(6, mails.Count(same => same.Key.Recipient == Specialist));
    }

    [Fact]
    public async Task The_specialist_reads_in_one_mail_what_each_unit_has_not_done_and_how_late_it_is()
    {
        await _service.RunAsync(Service.Start, new(2022, 7, 7, 7, 30, 0));
        var mail = Assert.Single(_service.Transport.Mails, mail => mail.Recipient == Specialist && IsDigest(mail));
        Assert.Equal("[NTM Cẩm Hà] V/v đôn đốc 3 nhiệm vụ quá hạn của 12 đơn vị", mail.Subject);
        Assert.Contains(
            """
            Ban Phát triển thôn Tiến Thắng
            * T02 - Thôn Tiến Thắng đạt khu dân cư kiểu mẫu
              chủ trì, hạn 30/6/2022 - quá hạn 5 ngày làm việc
            """,
            mail.Text.ReplaceLineEndings(),
            StringComparison.Ordinal);
        Assert.Empty(mail.Message.Attachments);
        Assert.Empty(mail.Message.Cc);
    }

    /// <summary>Fifty boxes, each with a name and the same code, stood before the two units that had something new.</summary>
    [Fact]
    public async Task Units_with_nothing_new_stand_together_below_those_with_something()
    {
        await _service.RunAsync(Service.Start, new(2022, 7, 7, 7, 0, 0));
        // Of what the others owe, the specialist was told before.
        await _service.LookAsync("deadlines", new(2022, 7, 7, 7, 30, 0));
        await _service.ExecuteAsync("""
            DELETE FROM NoticeIssued WHERE LookDay = '2022-07-07' AND Step > 0 AND AssignmentId IN
                (SELECT Id FROM Assignment WHERE Code = 'T02') AND UnitId NOT IN (SELECT Id FROM Unit WHERE Code = 'BPT-TT')
            """);
        await _service.DispatchAsync();
        var mail = Assert.Single(_service.Transport.Mails, mail => mail.Recipient == Specialist && IsDigest(mail));
        var (text, html) = (mail.Text.ReplaceLineEndings("\n"), mail.Html);
        var quiet = text.IndexOf("\nChưa xong như lần trước:\nT02: ", StringComparison.Ordinal);
        Assert.InRange(quiet, text.IndexOf("\n* T02 - ", StringComparison.Ordinal), text.Length);
        Assert.InRange(quiet, text.LastIndexOf("\n* ", StringComparison.Ordinal), text.Length);
        Assert.Contains("Hội Liên hiệp Phụ nữ xã; ", text[quiet..], StringComparison.Ordinal);
        Assert.DoesNotContain("Cũng chưa xong", text[quiet..], StringComparison.Ordinal);
        Assert.Single(Regex.Matches(html, "Hội Liên hiệp Phụ nữ xã"));
        Assert.DoesNotContain("<b>Hội Liên hiệp Phụ nữ xã</b>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_supervisor_with_work_of_its_own_reads_both_in_one_mail()
    {
        await _service.RunAsync(Service.Start, new(2022, 7, 5, 7, 30, 0));
        var mail = Assert.Single(
            _service.Transport.Mails,
            mail => mail.Recipient == Supervisor && IsDigest(mail) && mail.Message.Date.Date == new DateTime(2022, 7, 5));
        Assert.Equal("QUÁ HẠN: [NTM Cẩm Hà] 1 nhiệm vụ quá hạn; đôn đốc 3 nhiệm vụ quá hạn của 2 đơn vị", mail.Subject);
        Assert.Contains("ĐƠN VỊ CẦN THEO DÕI, ĐÔN ĐỐC (2)", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Phần việc của đơn vị: phối hợp", mail.Text, StringComparison.Ordinal);
        Assert.Single(mail.Message.Attachments);
    }

    [Fact]
    public async Task What_a_unit_completes_while_the_overview_waits_does_not_stand_in_it()
    {
        await _service.RunAsync(Service.Start, new(2022, 7, 6, 18, 0, 0));
        await _service.LookAsync("deadlines", new(2022, 7, 7, 7, 30, 0));
        _service.At(new(2022, 7, 7, 7, 35, 0));
        await _service.ImportAsync(
            "progress.csv",
            "assignment,unit,progress,progress_at,completed_at\nT03,DTN,xong,7/7/2022 07:31,7/7/2022 07:31\n");
        await _service.DispatchAsync(new(2022, 7, 7, 7, 40, 0));
        var mail = Assert.Single(_service.Transport.Mails, mail => mail.Recipient == Specialist && IsDigest(mail));
        Assert.Contains("T02", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("T03", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_overview_held_up_by_an_outage_is_said_by_the_last_alone()
    {
        await _service.RunAsync(Service.Start, new(2022, 7, 6, 18, 0, 0));
        await _service.LookAsync("deadlines", new(2022, 7, 7, 7, 30, 0));
        await _service.ExecuteAsync("UPDATE Assignment SET DueOn = '2022-07-01' WHERE Code = 'T03'");
        await _service.LookAsync("deadlines", new(2022, 7, 8, 7, 30, 0));
        await _service.DispatchAsync(new(2022, 7, 8, 9, 0, 0));
        Assert.Single(_service.Transport.Mails, mail => mail.Recipient == Specialist && IsDigest(mail));
    }

    [Fact]
    public async Task An_address_of_two_units_gets_one_digest_and_one_reminder_that_name_both()
    {
        await _service.ExecuteAsync("""
            UPDATE Contact SET Address = 'hai-viec@camha.example'
            WHERE Address IN ('doan-xa@camha.example', 'nong-dan@camha.example')
            """);
        await _service.RunAsync(Service.Start, new(2022, 6, 16, 14, 0, 0));
        var mails = _service.Transport.Mails.Where(mail => mail.Recipient == "hai-viec@camha.example").ToList();
        Assert.Equal(2, mails.Count);
        Assert.All(mails, mail => Assert.Contains("Kính gửi: Đoàn xã; Hội Nông dân xã", mail.Text, StringComparison.Ordinal));
        Assert.Contains("Đơn vị: Hội Nông dân xã", mails[0].Text, StringComparison.Ordinal);
        Assert.Equal(
            "0",
            await _service.ReadAsync("""
                SELECT COUNT(*) FROM NoticeIssued AS n WHERE NOT EXISTS (SELECT 1 FROM OutboxMessage AS m WHERE m.MessageKey = n.MessageKey)
                """));
    }

    [Fact]
    public async Task What_a_unit_out_of_use_leads_is_told_to_the_specialist()
    {
        await _service.ExecuteAsync("UPDATE Unit SET IsActive = 0 WHERE Code = 'DTN'");
        await _service.RunAsync(Service.Start, new(2022, 6, 16, 7, 30, 0));
        Assert.DoesNotContain(_service.Transport.Mails, mail => mail.Recipient == "doan-xa@camha.example");
        var mail = Assert.Single(_service.Transport.Mails, mail => mail.Recipient == Specialist);
        Assert.Equal("[NTM Cẩm Hà] V/v đôn đốc nhiệm vụ không còn đơn vị chủ trì hoạt động", mail.Subject);
        Assert.Matches(InactiveLead(), mail.Text.ReplaceLineEndings("\n"));
        // Once a step, as whoever leads would be.
        await _service.RunAsync(new(2022, 6, 16, 7, 31, 0), new(2022, 6, 22, 17, 0, 0));
        Assert.Single(_service.Transport.Mails, mail => mail.Recipient == Specialist && IsDigest(mail));
    }

    private static bool IsDigest(Taken mail) => mail.Subject.Contains("nhiệm vụ", StringComparison.Ordinal);

    [GeneratedRegex(@"Đoàn xã\n\(đã ngừng hoạt động nhưng còn chủ trì[^)]*\)\n\* T03 - [^\n]*\n  chủ trì, hạn 30/6/2022\n")]
    private static partial Regex InactiveLead();
}
