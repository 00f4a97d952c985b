using CamHa.Scheduler.Accounts;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Web;

/// <summary>The report of Friday 17 June, before it leaves.</summary>
public sealed class NextReportPageTests
{
    private const string Path = "/campaigns/1/report";
    private const string Secret = "một câu của riêng mình";
    private const string Reports = "SELECT COUNT(*) FROM WeeklyReport WHERE Week = '2022-W24' AND Revision = 1";

    [Fact]
    public async Task Number_and_introduction_stand_in_the_preview_and_in_what_is_issued_with_its_files()
    {
        await using var site = await Site.StartAsync();
        using var clerk = new Visitor(site.Address);
        await clerk.OpenAsync("/campaigns/1");
        Assert.NotNull(clerk.Page.QuerySelector($"a[href='{Path}']"));
        await clerk.OpenAsync(Path);
        Assert.Contains("Báo cáo tự gửi lúc 16h30 thứ Sáu, 17/6/2022", clerk.Text, StringComparison.Ordinal);
        Assert.Contains("BÁO CÁO TUẦN: 0/", clerk.Text, StringComparison.Ordinal);
        const string Introduction = "Tuần này xã tập trung <b>chống hạn</b>.\r\nCác thôn đã ra quân.";
        await clerk.SendAsync(Path, ("number", " 12 "), ("introduction", Introduction));
        Assert.Contains("Đã lưu số và lời dẫn", clerk.Text, StringComparison.Ordinal);
        var letter = clerk.Page.QuerySelector(".letter")!.TextContent;
        Assert.Contains("Tuần này xã tập trung <b>chống hạn</b>.\n\nCác thôn đã ra quân.", letter, StringComparison.Ordinal);
        Assert.Equal(0, await site.Service.CountAsync(Reports));

        await site.Service.PassAsync(RunningService.At(17, 16, 40), TimeSpan.FromMinutes(30));
        await site.SettleAsync();
        var report = Mail(site);
        Assert.Contains("Tuần này xã tập trung", report.Text, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;chống hạn", report.Html, StringComparison.Ordinal);

        // What has left is not written into any more.
        await clerk.OpenAsync(Path);
        Assert.Contains("tuần 25/2022", clerk.Text, StringComparison.Ordinal);
        Assert.Equal("", clerk.Page.QuerySelector("#number")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_report_that_waits_leaves_when_it_is_approved()
    {
        await using var site = await Site.StartAsync("Report:WaitForApproval=true");
        await site.AddAccountAsync("van-thu", AccountRoles.Clerk, Secret);
        using var clerk = new Visitor(site.Address);
        await site.Service.PassAsync(RunningService.At(17, 16, 50), TimeSpan.FromMinutes(30));
        await clerk.LogInAsync("van-thu", Secret);
        Assert.Equal(0, await site.Service.CountAsync(Reports));
        await clerk.OpenAsync(Path);
        Assert.Contains("Chờ duyệt", clerk.Text, StringComparison.Ordinal);
        Assert.Contains("Không ai duyệt thì báo cáo tự gửi lúc 17h30 thứ Sáu, 17/6/2022", clerk.Text, StringComparison.Ordinal);

        await clerk.SendAsync(Path, ("number", "12"), ("do", "write"));
        Assert.Equal(0, await site.Service.CountAsync(Reports));
        await clerk.SendAsync(Path, clerk.Filled(Path, ("introduction", "Đã xem."), ("do", "approve")));
        Assert.Contains("Đã duyệt báo cáo", clerk.Text, StringComparison.Ordinal);
        Assert.Equal(1, await site.Service.CountAsync(Reports));
        Assert.Equal(
            "12|Đã xem.|van-thu",
            await site.Service.ReadAsync("SELECT Number || '|' || Introduction || '|' || ApprovedBy FROM ReportDraft"));
        Assert.Equal("12", await site.Service.ReadAsync("SELECT json_extract(Snapshot, '$.Number') FROM WeeklyReport"));
        // It waited for somebody, as it should, and is not late.
        await site.SettleAsync();
        Assert.DoesNotContain("Phát hành muộn", Mail(site).Text, StringComparison.Ordinal);
        await site.Service.PassAsync(RunningService.At(17, 18, 0), TimeSpan.FromMinutes(10));
        Assert.Equal(1, await site.Service.CountAsync(Reports));
    }

    [Fact]
    public async Task One_that_nobody_approves_leaves_as_it_is_when_the_wait_is_over_and_the_specialist_was_told()
    {
        var service = await RunningService.CreateAsync();
        service.IsWatched = true;
        await using var site = await Site.StartAsync(service, ["Report:WaitForApproval=true", "Report:ApprovalUntil=17:45"]);
        using var clerk = new Visitor(site.Address);
        await site.Service.PassAsync(RunningService.At(17, 17, 40), TimeSpan.FromMinutes(10));
        Assert.Equal(0, await site.Service.CountAsync(Reports));
        Assert.Equal(1, await site.Service.CountAsync("SELECT COUNT(*) FROM Problem WHERE ProblemKey = 'approval/NTM-2022/2022-W24'"));
        await clerk.OpenAsync("/");
        Assert.Contains("Báo cáo tổng hợp tuần 24/2022 đang chờ duyệt", clerk.Text, StringComparison.Ordinal);
        Assert.NotNull(clerk.Page.QuerySelector($".card a[href='{Path}']"));
        await site.Service.PassAsync(RunningService.At(17, 17, 50), TimeSpan.FromMinutes(5));
        Assert.Equal(1, await site.Service.CountAsync(Reports));
        Assert.Equal(0, await site.Service.CountAsync("SELECT COUNT(*) FROM Problem WHERE ProblemKey LIKE 'report/%'"));
    }

    [Fact]
    public async Task One_that_was_approved_before_its_time_leaves_at_its_time()
    {
        await using var site = await Site.StartAsync("Report:WaitForApproval=true");
        using var clerk = new Visitor(site.Address);
        await clerk.OpenAsync(Path);
        await clerk.SendAsync(Path, ("do", "approve"));
        Assert.Equal(0, await site.Service.CountAsync(Reports));
        Assert.Contains("Báo cáo gửi lúc 16h30 thứ Sáu, 17/6/2022", clerk.Text, StringComparison.Ordinal);
        await site.Service.PassAsync(RunningService.At(17, 16, 35), TimeSpan.FromMinutes(30));
        Assert.Equal(1, await site.Service.CountAsync(Reports));
    }

    [Fact]
    public async Task What_another_has_written_meanwhile_is_shown_and_not_overwritten_unasked()
    {
        await using var site = await Site.StartAsync();
        using var one = new Visitor(site.Address);
        using var other = new Visitor(site.Address);
        await one.OpenAsync(Path);
        await other.OpenAsync(Path);
        await one.SendAsync(Path, ("introduction", "Lời dẫn thứ nhất"));
        await other.SendAsync(Path, ("introduction", "Lời dẫn thứ hai"));
        Assert.Equal(422, other.Status);
        Assert.Contains("“Lời dẫn thứ nhất”", other.Text, StringComparison.Ordinal);
        Assert.Equal("Lời dẫn thứ hai", other.Page.QuerySelector("#introduction")!.TextContent.Trim());
        Assert.Equal("Lời dẫn thứ nhất", await site.Service.ReadAsync("SELECT Introduction FROM ReportDraft"));
        await other.SendAsync(Path, other.Filled(Path));
        Assert.Equal("Lời dẫn thứ hai", await site.Service.ReadAsync("SELECT Introduction FROM ReportDraft"));
    }

    [Fact]
    public async Task A_text_that_is_too_long_is_refused_beside_its_field_and_the_files_can_be_looked_at()
    {
        await using var site = await Site.StartAsync();
        using var clerk = new Visitor(site.Address);
        await clerk.OpenAsync(Path);
        await clerk.SendAsync(Path, ("introduction", new string('a', 2_001)), ("number", new string('1', 21)));
        Assert.Equal(422, clerk.Status);
        Assert.NotNull(clerk.Page.QuerySelector("#introduction-fault"));
        Assert.NotNull(clerk.Page.QuerySelector("#number-fault"));
        using var client = new HttpClient { BaseAddress = site.Address };
        foreach (var (kind, begins) in new[] { ("pdf", "%PDF"), ("docx", "PK"), ("xlsx", "PK") })
        {
            var bytes = await client.GetByteArrayAsync(new Uri($"{Path}/{kind}", UriKind.Relative), Service.Token);
            Assert.StartsWith(begins, System.Text.Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
        }

        Assert.Equal(0, await site.Service.CountAsync(Reports));
    }

    private static Taken Mail(Site site) => Assert.Single(
        site.Service.Server.Mails,
        mail => mail.Recipient == "bcd-ntm@camha.example" && mail.Subject.Contains("Báo cáo tổng hợp tuần 24", StringComparison.Ordinal));
}
