using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Web;

/// <summary>The assignments on the page: their list, one of them, and what is recorded about it. T02 to T04 are due on 30 June.</summary>
public sealed class AssignmentPagesTests
{
    private const string List = "/campaigns/1/assignments";
    private const string T04 = $"{List}/T04";

    [Fact]
    public async Task The_list_begins_with_what_is_most_urgent_and_is_searched_without_diacritics()
    {
        await using var site = await Site.StartAsync();
        await site.Service.ExecuteAsync("UPDATE Assignment SET DueOn = '2022-06-10' WHERE Code = 'T09'");
        using var clerk = new Visitor(site.Address);
        await clerk.OpenAsync(List);
        Assert.Equal(["T09", "T02", "T03", "T04"], Codes(clerk).Take(4));
        var first = clerk.Page.QuerySelector("tbody tr")!.TextContent;
        Assert.Contains("Quá hạn 3 ngày", first, StringComparison.Ordinal);
        await clerk.OpenAsync($"{List}?state=overdue");
        Assert.Equal(["T09"], Codes(clerk));
        await clerk.OpenAsync($"{List}?q=vuon mau");
        Assert.Equal(["T01", "T03", "T04", "T05"], Codes(clerk).Order());
        // Its words stand apart there.
        await clerk.OpenAsync($"{List}?q=mau tien thang vuon");
        Assert.Equal(["T04"], Codes(clerk));
        // A unit that only supports it counts too.
        await clerk.OpenAsync($"{List}?q=thanh xuan");
        Assert.Contains("T03", Codes(clerk));
        Assert.Contains("T10", Codes(clerk));
        await clerk.OpenAsync($"{List}?q=khong co viec nay");
        Assert.Empty(Codes(clerk));
        await clerk.OpenAsync("/campaigns/99/assignments");
        Assert.Equal(404, clerk.Status);
    }

    [Fact]
    public async Task Several_due_dates_are_seen_beforehand_move_in_one_change_and_one_button_moves_them_back()
    {
        await using var site = await Site.StartAsync();
        using var clerk = new Visitor(site.Address);
        await clerk.OpenAsync("/campaigns/1/due-dates?code=T02&code=T03&code=T04&due=15/7/2022");
        Assert.Equal(3, clerk.Page.QuerySelectorAll("tbody tr").Length);
        Assert.Contains("30/6/2022 → 15/7/2022", Plain(clerk), StringComparison.Ordinal);
        Assert.Contains("sớm nhất là lúc 07h30 thứ Hai", Plain(clerk), StringComparison.Ordinal);
        Assert.Equal(3, await DueAsync(site, "2022-06-30"));

        var fields = Hidden(clerk, "/campaigns/1/due-dates");
        await clerk.SendAsync(
            "/campaigns/1/due-dates",
            ("code", "T02"),
            ("code", "T03"),
            ("code", "T04"),
            ("due", "15/7/2022"),
            ("reason", "theo Công văn 45"));
        Assert.Equal(List, clerk.Path);
        Assert.Contains("Đã ghi, lần sửa số", Plain(clerk), StringComparison.Ordinal);
        Assert.Contains("3 chỗ sửa ở 3 nhiệm vụ (T02, T03, T04)", Plain(clerk), StringComparison.Ordinal);
        Assert.Equal(3, await DueAsync(site, "2022-07-15"));
        Assert.Equal(1, await DeskAsync(site));
        Assert.Equal("theo Công văn 45", await site.Service.ReadAsync("SELECT Reason FROM Gesture WHERE Way = 'Desk'"));

        var undo = clerk.Page.QuerySelector("div.said form")!.GetAttribute("action")!;
        // The same form once more, as a double click sends it.
        await clerk.PostAsync("/campaigns/1/due-dates", [.. fields, ("due", "15/7/2022")]);
        Assert.Equal(1, await DeskAsync(site));
        await clerk.SendAsync(undo);
        Assert.Equal(List, clerk.Path);
        Assert.Contains("Đã trở lại như cũ", Plain(clerk), StringComparison.Ordinal);
        Assert.Equal(3, await DueAsync(site, "2022-06-30"));
        // A reload says nothing anew.
        await clerk.OpenAsync(List);
        Assert.Empty(clerk.Page.QuerySelectorAll(".said"));
    }

    [Theory]
    [InlineData("31/6/2022", "#due-fault")]
    [InlineData("", "#due-fault")]
    [InlineData("30/6/2022", "p.fault")]
    public async Task A_day_that_is_none_or_changes_nothing_is_refused_with_what_was_typed(string day, string where)
    {
        await using var site = await Site.StartAsync();
        using var clerk = new Visitor(site.Address);
        await clerk.OpenAsync("/campaigns/1/due-dates?code=T04&due=15/7/2022");
        await clerk.SendAsync("/campaigns/1/due-dates", ("due", day), ("reason", "mưa <b>"));
        Assert.Equal(422, clerk.Status);
        Assert.NotNull(clerk.Page.QuerySelector(where));
        Assert.Equal("mưa <b>", clerk.Page.QuerySelector("#reason")!.GetAttribute("value"));
        Assert.Equal(3, await DueAsync(site, "2022-06-30"));
    }

    [Fact]
    public async Task A_day_that_was_typed_after_the_look_is_shown_before_it_is_saved()
    {
        await using var site = await Site.StartAsync();
        using var clerk = new Visitor(site.Address);
        await clerk.OpenAsync("/campaigns/1/due-dates?code=T04&due=31/6/2022");
        await clerk.SendAsync("/campaigns/1/due-dates", ("due", "1/6/2022"));
        Assert.Equal(422, clerk.Status);
        Assert.Contains("Ngày này chưa được xem trước", Plain(clerk), StringComparison.Ordinal);
        Assert.Contains("Ngày này đã qua", Plain(clerk), StringComparison.Ordinal);
        Assert.Equal(0, await DeskAsync(site));
        await clerk.SendAsync("/campaigns/1/due-dates", ("due", "1/6/2022"));
        Assert.Equal(T04, clerk.Path);
        Assert.Equal(1, await DueAsync(site, "2022-06-01"));
    }

    [Theory]
    [InlineData("code=T04&due=15/7/2032", "#due-fault")] // after the campaign
    [InlineData("code=T04&due=31/6/2022", "#due-fault")]
    [InlineData("due=15/7/2022", "p.fault")]
    [InlineData("code=KHONG-CO&due=15/7/2022", "p.fault")]
    [InlineData("code=T04&due=1/6/2022", ".badge.warning")] // over already
    public async Task What_would_be_refused_or_is_odd_is_said_before_anybody_presses(string query, string where)
    {
        await using var site = await Site.StartAsync();
        using var clerk = new Visitor(site.Address);
        await clerk.OpenAsync($"/campaigns/1/due-dates?{query}");
        Assert.Equal(200, clerk.Status);
        Assert.NotNull(clerk.Page.QuerySelector(where));
    }

    [Fact]
    public async Task What_somebody_else_has_changed_meanwhile_is_shown_and_not_overwritten()
    {
        await using var site = await Site.StartAsync();
        using var clerk = new Visitor(site.Address);
        await clerk.OpenAsync(T04);
        using var other = new Visitor(site.Address);
        await other.OpenAsync("/campaigns/1/due-dates?code=T04&due=8/7/2022");
        await other.SendAsync("/campaigns/1/due-dates", ("due", "8/7/2022"));
        Assert.Equal(T04, other.Path);

        await clerk.SendAsync($"{T04}/complete", ("done-unit", ""), ("done-progress", "1/1 vườn"));
        Assert.Equal(422, clerk.Status);
        Assert.Contains("có người vừa sửa chỗ này", Plain(clerk), StringComparison.Ordinal);
        Assert.Contains("30/6/2022", clerk.Page.QuerySelector("dl.facts")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("8/7/2022", clerk.Page.QuerySelector("dl.facts b")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("1/1 vườn", clerk.Page.QuerySelector("#done-progress")!.GetAttribute("value"));
        Assert.Equal(0, await CompleteAsync(site));
        // Having seen it, the clerk says so once more.
        await clerk.SendAsync($"{T04}/complete", ("done-unit", ""), ("done-progress", "1/1 vườn"));
        Assert.Equal(T04, clerk.Path);
        Assert.Equal(1, await CompleteAsync(site));
        Assert.Contains("Hoàn thành", clerk.Page.QuerySelector("h1 + p")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_unit_reports_is_returned_with_a_reason_or_confirmed_as_of_its_report()
    {
        await using var site = await Site.StartAsync();
        await site.Service.ExecuteAsync(
            """
            INSERT INTO DoneReport (AssignmentId, UnitId, ReportedAt, ReportedBy, Text)
            SELECT a.Id, u.Id, '2022-06-12T23:00:00.000Z', 'chi hội trưởng', '1 <b>vườn</b>'
            FROM Assignment AS a JOIN Unit AS u ON u.Code = 'HND' WHERE a.Code = 'T04'
            """);
        using var clerk = new Visitor(site.Address);
        await clerk.OpenAsync($"{List}?state=waiting");
        Assert.Equal(["T04"], Codes(clerk));
        await clerk.OpenAsync(T04);
        Assert.Contains("“1 <b>vườn</b>”", Plain(clerk), StringComparison.Ordinal);
        await clerk.SendAsync($"{T04}/return", ("return-unit", "HND"), ("return-reason", "  "));
        Assert.Equal(422, clerk.Status);
        Assert.NotNull(clerk.Page.QuerySelector("details[open] #return-reason-fault"));
        await clerk.SendAsync($"{T04}/return", ("return-unit", "HND"), ("return-reason", "thiếu biên bản"));
        Assert.Contains("Đã trả lại", Plain(clerk), StringComparison.Ordinal);
        await clerk.SendAsync(clerk.Page.QuerySelector("div.said form")!.GetAttribute("action")!);
        Assert.Contains("Xác nhận Hội Nông dân", Plain(clerk), StringComparison.Ordinal);

        await clerk.SendAsync($"{T04}/complete", ("done-unit", "HND"));
        Assert.Equal(
            "2022-06-12T23:00:00.000Z",
            await site.Service.ReadAsync(
                "SELECT CompletedAt FROM AssignmentUnit WHERE CompletedAt IS NOT NULL"));
        Assert.Equal(0, await site.Service.CountAsync("SELECT COUNT(*) FROM DoneReport"));
        await clerk.SendAsync($"{T04}/reopen", ("reopen-unit", "HND"));
        Assert.Equal(0, await CompleteAsync(site));
        Assert.Contains("Đã sửa những gì", Plain(clerk), StringComparison.Ordinal);
        // The import, and what was done here.
        Assert.Equal(5, clerk.Page.QuerySelectorAll("dl.facts dt a[href^='/changes/']").Length);
    }

    [Theory]
    [InlineData("1/1/2023", "chưa tới")]
    [InlineData("hôm kia", "hôm kia")]
    public async Task Progress_is_noted_and_a_time_to_come_is_refused_beside_its_field(string at, string said)
    {
        await using var site = await Site.StartAsync();
        using var clerk = new Visitor(site.Address);
        await clerk.OpenAsync(T04);
        await clerk.SendAsync($"{T04}/progress", ("note-unit", "BPT-TT"), ("note-text", "80%"), ("note-at", at));
        Assert.Equal(422, clerk.Status);
        Assert.Contains(said, clerk.Page.QuerySelector("#note-at-fault")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("BPT-TT", clerk.Page.QuerySelector("#note-unit option[selected]")!.GetAttribute("value"));
        await clerk.SendAsync($"{T04}/progress", ("note-unit", "BPT-TT"), ("note-text", "80%"), ("note-at", "12/6/2022 9:30"));
        Assert.Equal(T04, clerk.Path);
        Assert.Equal(
            "2022-06-12T02:30:00.000Z", await site.Service.ReadAsync("SELECT ProgressAt FROM AssignmentUnit WHERE Progress = '80%'"));
    }

    private static IEnumerable<string> Codes(Visitor visitor) => visitor.Page
        .QuerySelectorAll($"tbody a[href^='{List}/']")
        .Select(link => link.TextContent.Split(':')[0]);

    private static string Plain(Visitor visitor) =>
        string.Join(' ', visitor.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static (string Name, string Value)[] Hidden(Visitor visitor, string action) =>
    [
        .. visitor.Page.QuerySelectorAll($"form[action='{action}'] input[type=hidden]")
            .Select(each => (each.GetAttribute("name")!, each.GetAttribute("value")!)),
    ];

    private static Task<long> DueAsync(Site site, string day) => site.Service.CountAsync(
        $"SELECT COUNT(*) FROM Assignment WHERE Code IN ('T02', 'T03', 'T04') AND DueOn = '{day}'");

    private static Task<long> CompleteAsync(Site site) =>
        site.Service.CountAsync("SELECT COUNT(*) FROM AssignmentUnit WHERE CompletedAt IS NOT NULL");

    private static Task<long> DeskAsync(Site site) => site.Service.CountAsync("SELECT COUNT(*) FROM Gesture WHERE Way = 'Desk'");
}
