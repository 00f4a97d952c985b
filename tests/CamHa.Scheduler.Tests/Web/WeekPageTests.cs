using CamHa.Scheduler.Accounts;
using CamHa.Scheduler.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Tests.Web;

/// <summary>The week at the desk, on Monday 13 June at 07:00: nobody has handed in yet. Unit 17 is the village of Tiến Thắng.</summary>
public sealed class WeekPageTests
{
    private const string Week = "/campaigns/1?week=2022-W24";
    private const string Village = "/campaigns/1/units/17/2022-W24";
    private const string Enter = $"{Village}/enter";
    private const string Secret = "một câu của riêng mình";

    private const string Pasted = """
        Kính gửi Ban Chỉ đạo
        Kết quả: trồng 300 m hàng rào, T04 đạt 80%
        Khó khăn: thiếu xi măng
        Kiến nghị: hỗ trợ 2 tấn xi măng
        Tuần tới: trồng dặm
        """;

    [Fact]
    public async Task Whoever_has_not_handed_in_stands_first_with_a_number_that_a_tap_calls()
    {
        await using var site = await Site.OnABadFridayAsync();
        await site.Service.ExecuteAsync(
            """
            DELETE FROM WeeklySubmission WHERE UnitId = 17;
            UPDATE Contact SET Phone = '0912 345 678; +84 239.3861.234' WHERE Address = 'bpt-tien-thang@camha.example';
            """);
        using var clerk = new Visitor(site.Address);
        await clerk.OpenAsync(Week);
        var rows = clerk.Page.QuerySelectorAll("table.units tbody tr").ToList();
        var row = rows.Find(each => each.QuerySelector($"a[href='{Village}']") is not null)!;
        Assert.Contains("Chưa nộp", row.TextContent, StringComparison.Ordinal);
        Assert.Equal(
            ["tel:0912345678", "tel:+842393861234"], row.QuerySelectorAll("a[href^='tel:']").Select(each => each.GetAttribute("href")));
        // Whoever has handed in needs no call.
        Assert.DoesNotContain(
            rows.Where(each => !each.TextContent.Contains("Chưa nộp", StringComparison.Ordinal)),
            each => each.QuerySelector(".follow") is not null);
        Assert.All(rows[..3], each => Assert.Contains("Chưa nộp", each.TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_pasted_message_is_shown_split_and_saved_by_the_second_click_once()
    {
        await using var site = await Site.StartAsync();
        using var clerk = await ClerkAsync(site);
        await clerk.OpenAsync(Week);
        await clerk.OpenAsync(Enter);
        Assert.Equal("13/06/2022 07:00", clerk.Page.QuerySelector("#received")!.GetAttribute("value"));
        await clerk.PressAsync(
            $"{Enter}/split", ("pasted", Pasted), ("received", "13/6/2022 6:40"), ("by", "trưởng thôn"), ("channel", "zalo"));
        Assert.Equal(200, clerk.Status);
        Assert.Equal(0, await CountAsync(site));
        Assert.Equal("trồng 300 m hàng rào, T04 đạt 80%", Box(clerk, "results"));
        Assert.Equal("thiếu xi măng", Box(clerk, "difficulties"));
        Assert.Equal("hỗ trợ 2 tấn xi măng", Box(clerk, "proposals"));
        Assert.Equal("trồng dặm", Box(clerk, "next"));
        Assert.Equal("T04", clerk.Page.QuerySelector("#assignments")!.GetAttribute("value"));
        var form = clerk.Filled(Enter);

        await clerk.SendAsync(Enter, form);
        Assert.Equal(("/campaigns/1", 200), (clerk.Path, clerk.Status));
        Assert.Contains("Đã lưu báo cáo, lần sửa số", clerk.Text, StringComparison.Ordinal);
        Assert.Contains("Đúng hạn", clerk.Page.QuerySelector($"tr:has(a[href='{Village}'])")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(1, await site.Service.CountAsync(
            """
            SELECT COUNT(*) FROM WeeklySubmission AS s JOIN SubmissionOrigin AS o ON o.UnitId = s.UnitId AND o.SubmittedAt = s.SubmittedAt
            WHERE s.UnitId = 17 AND s.Week = '2022-W24' AND s.Assignments = ' T04 ' AND s.NextWeek = 'trồng dặm'
                AND s.SubmittedAt = '2022-06-12T23:40:00.000Z' AND o.Channel = 'Zalo' AND o.SpokenBy = 'trưởng thôn'
            """));
        Assert.Equal("van-thu", await site.Service.ReadAsync("SELECT MadeBy FROM Gesture WHERE Way = 'Desk'"));

        // The same form again, as a double tap sends it.
        Assert.Equal(200, await clerk.PostAsync(Enter, form));
        Assert.Contains("Đã lưu báo cáo", clerk.Text, StringComparison.Ordinal);
        Assert.Equal(1, await CountAsync(site));
        Assert.Equal(1, await site.Service.CountAsync("SELECT COUNT(*) FROM Gesture WHERE Way = 'Desk'"));
    }

    [Fact]
    public async Task What_was_saved_is_undone_by_the_button_beside_its_confirmation()
    {
        await using var site = await Site.StartAsync();
        using var clerk = await ClerkAsync(site);
        await clerk.OpenAsync(Enter);
        await clerk.PressAsync(Enter, ("results", "Đã trồng 200 m"), ("received", "13/6/2022 6:40"), ("channel", "phone"));
        var undo = clerk.Page.QuerySelector(".said form")!.GetAttribute("action")!;
        await clerk.SendAsync(undo);
        Assert.Contains("Đã hoàn tác", clerk.Text, StringComparison.Ordinal);
        Assert.Equal("/campaigns/1", clerk.Path);
        Assert.Equal(0, await CountAsync(site));
        Assert.Null(clerk.Page.QuerySelector(".said form"));

        // There is nothing left to undo, and a forged form leads nowhere.
        await clerk.OpenAsync(undo);
        await clerk.SendAsync(undo, ("back", "//evil.example/"));
        Assert.Equal(422, clerk.Status);
        Assert.Contains("đã được hoàn tác", clerk.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("evil", clerk.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);

        // A clerk undoes no decision of the specialist.
        await AddAsync(site, "chuyen-trach", AccountRoles.Specialist);
        using var specialist = new Visitor(site.Address);
        await specialist.LogInAsync("chuyen-trach", Secret);
        await specialist.OpenAsync($"{Village}/exempt");
        await specialist.SendAsync($"{Village}/exempt", ("until", "2022-W24"), ("reason", "chống hạn"));
        var theirs = specialist.Page.QuerySelector(".said form")!.GetAttribute("action")!;
        await clerk.OpenAsync(theirs);
        Assert.Equal(404, clerk.Status);
        await specialist.SendAsync(theirs);
        Assert.Equal(0, await site.Service.CountAsync("SELECT COUNT(*) FROM SubmissionExemption"));
    }

    [Fact]
    public async Task A_report_that_somebody_else_has_entered_meanwhile_is_shown_and_what_was_typed_stays()
    {
        await using var site = await Site.StartAsync();
        using var clerk = await OvertakenAsync(site);
        await clerk.PressAsync(Enter, ("results", "Bản của tôi"), ("received", "13/6/2022 6:40"), ("channel", "zalo"));
        Assert.Equal(422, clerk.Status);
        Assert.Contains("Trong lúc nhập", clerk.Text, StringComparison.Ordinal);
        Assert.Contains("Bản của người kia", clerk.Page.QuerySelector("ol.cards")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Bản của tôi", Box(clerk, "results"));
        Assert.Equal(1, await CountAsync(site));

        // Having seen it, one may add one's own: the newer is the one that counts.
        await clerk.SendAsync(Enter, clerk.Filled(Enter));
        Assert.Contains("Đã lưu báo cáo", clerk.Text, StringComparison.Ordinal);
        Assert.Equal(2, await CountAsync(site));
    }

    [Fact]
    public async Task A_report_that_came_before_the_text_was_split_is_told_and_shown_too()
    {
        await using var site = await Site.StartAsync();
        using var clerk = await OvertakenAsync(site);
        await clerk.PressAsync($"{Enter}/split", ("pasted", Pasted), ("received", "13/6/2022 6:40"), ("channel", "zalo"));
        Assert.Contains("Trong lúc nhập", clerk.Page.QuerySelector("p.fault")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Bản của người kia", clerk.Page.QuerySelector("ol.cards")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_typed_outlives_the_end_of_the_session_and_is_saved_after_a_new_login()
    {
        await using var site = await Site.StartAsync();
        using var clerk = await ClerkAsync(site);
        await clerk.OpenAsync(Enter);
        await site.Service.ExecuteAsync("DELETE FROM AccountSession");
        await clerk.PressAsync(Enter, ("results", "Đã trồng <b>200 m</b>"), ("received", "13/6/2022 6:40"), ("channel", "zalo"));
        Assert.Equal(401, clerk.Status);
        Assert.Contains("Đã trồng <b>200 m</b>", clerk.Page.QuerySelector(".letter")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(clerk.Page.QuerySelector("a[href='/login'][target=_blank]"));
        var kept = clerk.Filled(Enter);

        // In another window, which renews what proves a form.
        await clerk.LogInAsync("van-thu", Secret);
        Assert.Equal(400, await clerk.PostAsync(Enter, kept));
        Assert.Equal(0, await CountAsync(site));
        await clerk.SendAsync(Enter);
        Assert.Contains("Đã lưu báo cáo", clerk.Text, StringComparison.Ordinal);
        Assert.Equal(1, await CountAsync(site));
    }

    [Fact]
    public async Task A_time_alone_is_todays()
    {
        await using var site = await Site.StartAsync();
        using var clerk = await ClerkAsync(site);
        await clerk.OpenAsync(Enter);
        await clerk.PressAsync(Enter, ("results", "Đã trồng 200 m"), ("received", "6h40"), ("channel", "phone"));
        Assert.Contains("Đã lưu báo cáo", clerk.Text, StringComparison.Ordinal);
        Assert.Equal(1, await site.Service.CountAsync(
            "SELECT COUNT(*) FROM WeeklySubmission WHERE UnitId = 17 AND SubmittedAt = '2022-06-12T23:40:00.000Z'"));
    }

    [Theory]
    [InlineData("received", "31/6/2022 7:00", "tháng 6 không có ngày 31")]
    [InlineData("received", "14/6/2022 7:00", "lúc chưa tới")]
    [InlineData("received", "hôm qua", "hôm qua")]
    [InlineData("received", "5/6/2022 7:00", "sau lúc nhận")]
    [InlineData("assignments", "T99", "T99")]
    [InlineData("channel", "bồ câu", "Chọn một cách")]
    public async Task What_is_wrong_stands_beside_its_field_and_stays_typed(string field, string typed, string told)
    {
        await using var site = await Site.StartAsync();
        using var clerk = await ClerkAsync(site);
        await clerk.OpenAsync(Enter);
        var fields = new Dictionary<string, string>
        {
            ["results"] = "Đã trồng <b>200 m</b>",
            ["received"] = "13/6/2022 6:40",
            ["channel"] = "zalo",
        };
        fields[field] = typed;
        await clerk.PressAsync(Enter, [.. fields.Select(each => (each.Key, each.Value))]);
        Assert.Equal(422, clerk.Status);
        Assert.Contains(told, clerk.Page.QuerySelector($"#{field}-fault")!.TextContent, StringComparison.Ordinal);
        if (field != "channel")
            Assert.Equal(typed, clerk.Page.QuerySelector($"#{field}")!.GetAttribute("value"));
        Assert.Equal("Đã trồng <b>200 m</b>", Box(clerk, "results"));
        Assert.Equal(0, await CountAsync(site));
    }

    [Fact]
    public async Task Nothing_to_report_is_a_button_of_its_own_and_not_beside_a_text()
    {
        await using var site = await Site.StartAsync();
        using var clerk = await ClerkAsync(site);
        await clerk.OpenAsync(Enter);
        await clerk.PressAsync(Enter, ("nothing", "1"), ("results", "Đã trồng 200 m"), ("received", "13/6/2022 6:40"));
        Assert.Equal(422, clerk.Status);
        await clerk.OpenAsync(Enter);
        await clerk.PressAsync(Enter, ("received", "13/6/2022 6:40"));
        Assert.Contains("Chưa có nội dung", clerk.Page.QuerySelector("#pasted-fault")!.TextContent, StringComparison.Ordinal);
        // A message that says so is split into nothing.
        const string Said = "Tuần này thôn không có gì phát sinh";
        await clerk.PressAsync($"{Enter}/split", ("pasted", Said), ("received", "13/6/2022 6:40"));
        Assert.Contains("bấm Không phát sinh", clerk.Page.QuerySelector("#pasted-fault")!.TextContent, StringComparison.Ordinal);
        await clerk.PressAsync(Enter, ("nothing", "1"), ("pasted", Said), ("received", "13/6/2022 6:40"), ("channel", "zalo"));
        Assert.Equal(200, clerk.Status);
        Assert.Equal("1|Không phát sinh.", await site.Service.ReadAsync(
            """
            SELECT o.IsNothing || '|' || s.Results
            FROM SubmissionOrigin AS o JOIN WeeklySubmission AS s ON s.UnitId = o.UnitId AND s.SubmittedAt = o.SubmittedAt
            WHERE s.UnitId = 17
            """));
    }

    [Fact]
    public async Task A_pasted_text_is_never_saved_unseen_however_long_it_is()
    {
        await using var site = await Site.StartAsync();
        using var clerk = await ClerkAsync(site);
        await clerk.OpenAsync(Enter);
        var text = "Kết quả: " + string.Concat(Enumerable.Repeat("đã ra quân dọn vệ sinh đường ngõ xóm. ", 150));
        await clerk.PressAsync(Enter, ("pasted", text), ("received", "13/6/2022 6:40"), ("channel", "zalo"));
        Assert.Equal(422, clerk.Status);
        Assert.Equal(0, await CountAsync(site));
        Assert.StartsWith("đã ra quân", Box(clerk, "results"), StringComparison.Ordinal);
        await clerk.SendAsync(Enter, clerk.Filled(Enter));
        Assert.Equal(1, await CountAsync(site));
        // A text that is no report stands as it is, and is said to be.
        await clerk.OpenAsync(Enter);
        await clerk.PressAsync($"{Enter}/split", ("pasted", "Vâng, đã nhận"), ("received", "13/6/2022 6:45"));
        Assert.Contains("không giống một báo cáo", clerk.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_is_withdrawn_once_by_the_button_below_it()
    {
        await using var site = await Site.StartAsync();
        using var clerk = await ClerkAsync(site);
        await clerk.OpenAsync(Enter);
        await clerk.PressAsync(Enter, ("results", "Nhầm đơn vị"), ("received", "13/6/2022 6:40"), ("channel", "zalo"));
        await clerk.OpenAsync(Village);
        Assert.Contains("Nhầm đơn vị", clerk.Page.QuerySelector("ol.cards")!.TextContent, StringComparison.Ordinal);
        var form = clerk.Filled($"{Village}/withdraw");
        await clerk.SendAsync($"{Village}/withdraw", form);
        Assert.Contains("Đã rút báo cáo", clerk.Text, StringComparison.Ordinal);
        Assert.NotNull(clerk.Page.QuerySelector(".said form"));
        Assert.Equal(0, await CountAsync(site));
        Assert.Equal(200, await clerk.PostAsync($"{Village}/withdraw", form));
        Assert.Equal(422, await clerk.PostAsync($"{Village}/withdraw", [.. form.Where(each => each.Name != "key")]));
        Assert.Contains("đã có người rút", clerk.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_is_noted_once_and_stands_beside_the_unit_which_then_comes_last_of_those_to_call()
    {
        await using var site = await Site.StartAsync();
        using var clerk = await ClerkAsync(site);
        await clerk.OpenAsync($"{Village}/called");
        var form = clerk.Filled($"{Village}/called", ("note", "hẹn gửi <b>trước</b> 11 giờ"));
        await clerk.SendAsync($"{Village}/called", form);
        await clerk.PostAsync($"{Village}/called", form);
        Assert.Equal("/campaigns/1", clerk.Path);
        await clerk.OpenAsync(Week);
        var rows = clerk.Page.QuerySelectorAll("table.units tbody tr").ToList();
        Assert.Contains("Đã gọi 07h00, 13/6: hẹn gửi <b>trước</b> 11 giờ", rows[^1].TextContent, StringComparison.Ordinal);
        Assert.Equal(1, await site.Service.CountAsync(
            "SELECT COUNT(*) FROM UnitCall WHERE UnitId = 17 AND Week = '2022-W24' AND MadeBy = 'van-thu'"));
        // Of another week nobody was called.
        await clerk.OpenAsync("/campaigns/1?week=2022-W25");
        Assert.DoesNotContain("Đã gọi 07h00", clerk.Text, StringComparison.Ordinal);

        await clerk.OpenAsync($"{Village}/called");
        await clerk.SendAsync($"{Village}/called", clerk.Filled($"{Village}/called", ("at", "mai"), ("note", "sẽ gọi")));
        Assert.Equal(422, clerk.Status);
        Assert.NotNull(clerk.Page.QuerySelector("#at-fault"));
        Assert.Equal("sẽ gọi", clerk.Page.QuerySelector("#note")!.GetAttribute("value"));
        await clerk.OpenAsync(Village);
        await clerk.SendAsync($"{Village}/called/forget");
        Assert.Equal(0, await site.Service.CountAsync("SELECT COUNT(*) FROM UnitCall"));
    }

    [Fact]
    public async Task A_unit_is_exempt_for_a_span_of_weeks_with_a_reason_and_owes_again_after_a_click()
    {
        await using var site = await Site.StartAsync();
        await AddAsync(site, "chuyen-trach", AccountRoles.Specialist);
        using var specialist = new Visitor(site.Address);
        await specialist.LogInAsync("chuyen-trach", Secret);
        await specialist.OpenAsync(Village);
        await specialist.SendAsync($"{Village}/exempt", specialist.Filled($"{Village}/exempt", ("until", "2022-W26"), ("reason", " ")));
        Assert.Equal(422, specialist.Status);
        Assert.NotNull(specialist.Page.QuerySelector("#reason-fault"));
        Assert.Equal("2022-W26", specialist.Page.QuerySelector("#until option[selected]")!.GetAttribute("value"));
        await specialist.SendAsync($"{Village}/exempt", specialist.Filled($"{Village}/exempt", ("reason", "Cả thôn chống hạn")));
        Assert.Contains("Đã miễn báo cáo", specialist.Text, StringComparison.Ordinal);
        Assert.Equal("2022-W24 2022-W25 2022-W26", await site.Service.ReadAsync(
            "SELECT group_concat(Week, ' ') FROM (SELECT Week FROM SubmissionExemption WHERE UnitId = 17 ORDER BY Week)"));
        Assert.Equal("Cả thôn chống hạn", await site.Service.ReadAsync("SELECT Reason FROM Gesture WHERE Way = 'Desk'"));
        Assert.Contains("Được miễn", specialist.Page.QuerySelector($"tr:has(a[href='{Village}'])")!.TextContent, StringComparison.Ordinal);

        // From the second week on it owes again; the first stays.
        var next = Village.Replace("W24", "W25", StringComparison.Ordinal);
        await specialist.OpenAsync(next);
        await specialist.SendAsync($"{next}/expect");
        Assert.Equal("2022-W24", await site.Service.ReadAsync("SELECT group_concat(Week) FROM SubmissionExemption WHERE UnitId = 17"));
        // Weeks that are not offered are not taken.
        await specialist.OpenAsync(Village);
        await specialist.SendAsync($"{Village}/exempt", specialist.Filled($"{Village}/exempt", ("until", "2023-W24"), ("reason", "x")));
        Assert.NotNull(specialist.Page.QuerySelector("#until-fault"));
    }

    [Fact]
    public async Task The_message_for_the_group_names_who_is_missing_and_what_is_due_in_the_week()
    {
        await using var site = await Site.StartAsync();
        await site.Service.ExecuteAsync(
            "UPDATE Assignment SET DueOn = '2022-06-16' WHERE Code = 'T04'; UPDATE Unit SET Name = 'Thôn </div>' WHERE Id = 17");
        using var clerk = new Visitor(site.Address);
        await clerk.OpenAsync(Week);
        var text = clerk.Page.QuerySelector(".copied")!.TextContent;
        Assert.Contains("Còn 15 đơn vị chưa gửi báo cáo tuần (hạn 16h00 thứ Sáu, 17/6/2022):", text, StringComparison.Ordinal);
        Assert.Contains("\n- Thôn </div>\n", text, StringComparison.Ordinal);
        Assert.Contains("- Hội Nông dân xã: T04 ", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_unit_of_another_campaign_a_week_without_reports_and_one_that_owes_none_have_no_page()
    {
        await using var site = await Site.StartAsync();
        using var clerk = await ClerkAsync(site);
        foreach (var path in new[]
                 {
                     "/campaigns/1/units/999/2022-W24", "/campaigns/1/units/4/2022-W24", "/campaigns/2/units/17/2022-W24",
                     "/campaigns/1/units/17/2022-W99", "/campaigns/1/units/17/2019-W24", "/campaigns/1/units/17/2022-024",
                 })
        {
            await clerk.OpenAsync(path);
            Assert.Equal((path, 404), (path, clerk.Status));
            await clerk.OpenAsync(path + "/enter");
            Assert.Equal((path, 404), (path, clerk.Status));
        }

        // Whoever may only enter is offered no exemption.
        await clerk.OpenAsync(Village);
        Assert.Null(clerk.Page.QuerySelector($"form[action='{Village}/exempt']"));
        Assert.NotNull(clerk.Page.QuerySelector($"form[action='{Village}/called']"));
    }

    [Fact]
    public async Task A_body_larger_than_any_report_is_refused_and_a_strangers_is_not_read()
    {
        await using var site = await Site.StartAsync();
        using var clerk = await ClerkAsync(site);
        await clerk.OpenAsync(Enter);
        Assert.Equal(413, await clerk.PostAsync(Enter, clerk.Filled(Enter, ("pasted", new string('a', 600_000)))));
        Assert.Equal(302, Wire.StatusOf(await Wire.PostAsync(site.Address, Enter, "", "token=x&pasted=" + new string('a', 300_000))));
        await clerk.OpenAsync(Village);
        Assert.Equal(413, await clerk.PostAsync($"{Village}/called", clerk.Filled($"{Village}/called", ("note", new string('a', 20_000)))));
    }

    private static string Box(Visitor visitor, string name) => visitor.Page.QuerySelector($"textarea#{name}")!.TextContent;

    private static Task<long> CountAsync(Site site) =>
        site.Service.CountAsync("SELECT COUNT(*) FROM WeeklySubmission WHERE UnitId = 17 AND Week = '2022-W24'");

    // At the form, while another has entered a report of the same unit.
    private static async Task<Visitor> OvertakenAsync(Site site)
    {
        var clerk = await ClerkAsync(site);
        await clerk.OpenAsync(Enter);
        using var other = new Visitor(site.Address);
        await other.LogInAsync("van-thu", Secret);
        await other.OpenAsync(Enter);
        await other.PressAsync(Enter, ("results", "Bản của người kia"), ("received", "13/6/2022 6:30"), ("channel", "phone"));
        return clerk;
    }

    private static async Task<Visitor> ClerkAsync(Site site)
    {
        await site.Service.ExecuteAsync("DELETE FROM WeeklySubmission WHERE UnitId = 17");
        await AddAsync(site, "van-thu", AccountRoles.Clerk);
        var clerk = new Visitor(site.Address);
        await clerk.LogInAsync("van-thu", Secret);
        return clerk;
    }

    private static Task<Account> AddAsync(Site site, string name, AccountRoles roles) =>
        site.AddAccountAsync(name, roles, Secret);
}
