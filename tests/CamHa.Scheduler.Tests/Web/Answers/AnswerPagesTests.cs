using System.Text;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Inbox;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Web.Answers;

/// <summary>A unit's page behind its link: what it shows, what it sends, and what becomes of it.</summary>
public sealed class AnswerPagesTests
{
    private const string Unit = "HND";
    private const string Reports =
        "SELECT COUNT(*) FROM WeeklySubmission AS s JOIN Unit AS u ON u.Id = s.UnitId WHERE u.Code = 'HND' AND s.Week = '2022-W24' "
        + "AND s.SubmittedAt < '2022-06-14'";

    [Fact]
    public async Task It_shows_the_week_with_last_weeks_plan_and_the_units_own_assignments_and_changes_nothing()
    {
        await using var site = await AnswerSite.StartAsync();
        await site.Service.ExecuteAsync(
            "INSERT INTO WeeklySubmission (UnitId, Week, SubmittedAt, Results, Difficulties, Proposals, NextWeek) SELECT Id, '2022-W23', "
            + "'2022-06-10T08:00:00.000Z', 'đã làm', 'thiếu <b>đá</b>', '', 'đổ 200 m đường' FROM Unit WHERE Code = 'HND'");
        var before = await site.Service.CountAsync("SELECT COUNT(*) FROM Gesture");
        var (visitor, path) = await site.OpenAsync(Unit);
        Assert.Equal(200, visitor.Status);
        Assert.Contains("Hội Nông dân", visitor.Page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("đổ 200 m đường", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("thiếu <b>đá</b>", visitor.Text, StringComparison.Ordinal);
        var own = await site.Service.CountAsync(
            "SELECT COUNT(*) FROM AssignmentUnit AS p JOIN Unit AS u ON u.Id = p.UnitId JOIN Assignment AS a ON a.Id = p.AssignmentId "
            + "WHERE u.Code = 'HND' AND p.CompletedAt IS NULL AND a.IsActive = 1");
        Assert.Equal(own, visitor.Page.QuerySelectorAll("section.part").Length);
        Assert.Equal(4, visitor.Page.QuerySelectorAll("section textarea[name]").Count(each => each.Id is "results" or "difficulties"
            or "proposals" or "next"));
        using var client = new HttpClient { BaseAddress = site.Address };
        using var head = await client.SendAsync(new(HttpMethod.Head, path), Service.Token);
        Assert.Equal(200, (int)head.StatusCode);
        Assert.Equal("", await head.Content.ReadAsStringAsync(Service.Token));
        Assert.Equal(before, await site.Service.CountAsync("SELECT COUNT(*) FROM Gesture"));
        // On the server, with all that is on it.
        Assert.True(Encoding.UTF8.GetByteCount(visitor.Page.DocumentElement.OuterHtml) < 100_000);
    }

    [Fact]
    public async Task A_report_and_what_is_done_come_as_by_mail_with_a_receipt_and_are_taken_back_by_a_button()
    {
        await using var site = await AnswerSite.StartAsync();
        var (visitor, path) = await site.OpenAsync(Unit);
        var what = What(visitor, "T04");
        (string, string)[] typed =
        [
            ("results", "Trồng xong 500 m"), ("difficulties", "T04 thiếu giống"), ("proposals", ""), ("next", "Trồng tiếp"),
            (what, "done"), (what.Replace("-what", "-text", StringComparison.Ordinal), "xong hết"), ("person", "Chi hội trưởng"),
        ];
        var form = visitor.Filled(path, typed);
        await visitor.PostAsync(path, form);
        Assert.Contains("Đã nhận. Cảm ơn đơn vị.", visitor.Text, StringComparison.Ordinal);
        Assert.Equal(
            "link|Chi hội trưởng|Trồng xong 500 m| T04 ",
            await site.Service.ReadAsync(
                "SELECT lower(o.Channel) || '|' || o.SpokenBy || '|' || s.Results || '|' || s.Assignments FROM WeeklySubmission AS s "
                + "JOIN SubmissionOrigin AS o ON o.UnitId = s.UnitId AND o.Week = s.Week AND o.SubmittedAt = s.SubmittedAt "
                + "WHERE o.Channel = 'Link'"));
        Assert.Equal(
            "Chi hội trưởng|xong hết",
            await site.Service.ReadAsync("SELECT ReportedBy || '|' || Text FROM DoneReport"));
        Assert.Equal(
            "Link|link HND", await site.Service.ReadAsync("SELECT Way || '|' || Source FROM Gesture ORDER BY Id DESC LIMIT 1"));

        // The same form once more, as after an answer that was lost, does nothing.
        await visitor.PostAsync(path, form);
        Assert.Equal(1, await site.Service.CountAsync("SELECT COUNT(*) FROM Gesture WHERE Way = 'Link'"));

        await site.Desk.SettleAsync();
        var receipt = Assert.Single(
            site.Service.Server.Mails, mail => mail.Subject.Contains("Đã nhận trả lời qua liên kết", StringComparison.Ordinal));
        Assert.Equal("nong-dan@camha.example", receipt.Recipient);
        Assert.Contains("T04: đơn vị báo hoàn thành", receipt.Message.TextBody, StringComparison.Ordinal);
        Assert.Contains("Trong 72 giờ", receipt.Message.TextBody, StringComparison.Ordinal);

        await visitor.SendAsync($"{path}/cancel");
        Assert.Contains("Đã hủy.", visitor.Text, StringComparison.Ordinal);
        Assert.Equal(0, await site.Service.CountAsync(Reports));
        Assert.Equal(0, await site.Service.CountAsync("SELECT COUNT(*) FROM DoneReport"));
        await site.Desk.SettleAsync();
        Assert.Contains(site.Service.Server.Mails, mail => mail.Subject.Contains("Đã hủy những gì gửi", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_button_alone_does_nothing_and_what_is_wrong_stands_beside_its_field_with_all_that_was_typed()
    {
        await using var site = await AnswerSite.StartAsync();
        var (visitor, path) = await site.OpenAsync(Unit);
        await visitor.SendAsync(path);
        Assert.Equal(422, visitor.Status);
        Assert.Contains("Chưa có gì để gửi", visitor.Text, StringComparison.Ordinal);

        var what = What(visitor, "T04");
        var (text, day) = (What(visitor, "T04", "-text"), What(visitor, "T04", "-day"));
        await visitor.SendAsync(path, ("results", "Đã làm <b>"), (what, "more"), (text, "mưa"), (day, "2022-06-01"));
        Assert.Equal(422, visitor.Status);
        Assert.Contains("đã qua", visitor.Page.GetElementById($"{day}-fault")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Đã làm <b>", visitor.Page.GetElementById("results")!.TextContent);
        Assert.Equal("mưa", visitor.Page.GetElementById(text)!.TextContent);
        Assert.Equal("2022-06-01", visitor.Page.GetElementById(day)!.GetAttribute("value"));
        Assert.True(visitor.Page.QuerySelector($"input[name='{what}'][value='more']")!.HasAttribute("checked"));

        await visitor.SendAsync(path, (what, "stuck"));
        Assert.Contains("Viết đang vướng gì", visitor.Page.GetElementById($"{text}-fault")!.TextContent, StringComparison.Ordinal);
        await visitor.SendAsync(path, (text, "chưa chọn"));
        Assert.Contains("Chọn tình hình", visitor.Page.GetElementById($"{what}-fault")!.TextContent, StringComparison.Ordinal);
        await visitor.SendAsync(path, ("results", "có"), ("nothing", "1"));
        Assert.NotNull(visitor.Page.GetElementById("nothing-fault"));
        Assert.Equal(0, await site.Service.CountAsync("SELECT COUNT(*) FROM Gesture WHERE Way = 'Link'"));
    }

    [Fact]
    public async Task More_time_is_asked_for_and_an_obstacle_is_told_to_the_specialist_as_well()
    {
        await using var site = await AnswerSite.StartAsync();
        var (visitor, path) = await site.OpenAsync(Unit);
        var (what, text, day) = (What(visitor, "T04"), What(visitor, "T04", "-text"), What(visitor, "T04", "-day"));
        await visitor.SendAsync(path, (what, "more"), (text, "chờ giống"), (day, "15/7/2022"));
        Assert.Equal(
            "2022-07-15|chờ giống|link HND",
            await site.Service.ReadAsync("SELECT AskedFor || '|' || Reason || '|' || Source FROM ExtensionRequest"));
        Assert.Contains("Đã xin lùi hạn đến 15/7/2022", visitor.Text, StringComparison.Ordinal);
        await visitor.SendAsync(path, (what, "stuck"), (text, "thiếu cây giống"));
        await site.Desk.SettleAsync();
        Assert.Contains(
            site.Service.Server.Mails,
            mail => mail.Recipient != "nong-dan@camha.example" && mail.Subject.Contains("qua liên kết", StringComparison.Ordinal)
                && mail.Message.TextBody!.Contains("vướng mắc “thiếu cây giống” đã chuyển chuyên trách", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_to_report_is_a_choice_and_a_report_that_was_sent_is_corrected_not_sent_again()
    {
        await using var site = await AnswerSite.StartAsync();
        var (visitor, path) = await site.OpenAsync(Unit);
        await visitor.SendAsync(path, ("nothing", "1"));
        Assert.Contains("không phát sinh", visitor.Text, StringComparison.Ordinal);
        await visitor.SendAsync(path, ("results", "Có chứ"), ("difficulties", ""), ("proposals", ""), ("next", ""));
        Assert.Equal(2, await site.Service.CountAsync(Reports));
        // What stands in the boxes is what was sent: with it only the other choice is new.
        await visitor.OpenAsync(path);
        Assert.Equal("Có chứ", visitor.Page.GetElementById("results")!.TextContent);
        await visitor.SendAsync(
            path, ("results", "Có chứ"), ("difficulties", ""), ("proposals", ""), ("next", ""), (What(visitor, "T04"), "doing"));
        Assert.Equal(2, await site.Service.CountAsync(Reports));
        Assert.Equal("đang làm", await site.Service.ReadAsync(
            "SELECT p.Progress FROM AssignmentUnit AS p JOIN Unit AS u ON u.Id = p.UnitId JOIN Assignment AS a ON a.Id = p.AssignmentId "
            + "WHERE u.Code = 'HND' AND a.Code = 'T04'"));
    }

    [Fact]
    public async Task What_is_another_units_is_not_read_and_what_another_has_changed_since_stays()
    {
        await using var site = await AnswerSite.StartAsync();
        var (visitor, path) = await site.OpenAsync(Unit);
        var foreign = $"w{Convert.ToHexStringLower("T01"u8)}-what";
        Assert.Null(visitor.Page.QuerySelector($"[name='{foreign}']"));
        await visitor.SendAsync(path, (foreign, "done"));
        Assert.Equal(422, visitor.Status);
        await visitor.SendAsync(path, (What(visitor, "T04"), "doing"), (What(visitor, "T04", "-text"), "một nửa"));
        await site.Service.ExecuteAsync("UPDATE AssignmentUnit SET Progress = 'của chuyên trách'");
        await visitor.SendAsync($"{path}/cancel");
        Assert.Equal(422, visitor.Status);
        Assert.Contains("Không hủy được: sau đó đã có thay đổi khác", visitor.Text, StringComparison.Ordinal);
        // Nor is what was not sent by this unit's link.
        var id = await site.Service.CountAsync("SELECT MIN(Id) FROM Gesture");
        Assert.Equal(422, await visitor.PostAsync($"{path}/cancel", ("change", $"{id}")));
        await site.Service.PassAsync(TimeSpan.FromHours(73));
        Assert.Equal(422, await visitor.PostAsync($"{path}/cancel", ("change", $"{id + 1}")));
    }

    [Fact]
    public async Task A_unit_is_taken_to_answer_some_forty_times_a_day()
    {
        await using var site = await AnswerSite.StartAsync();
        var (visitor, path) = await site.OpenAsync(Unit);
        var (what, text) = (What(visitor, "T04"), What(visitor, "T04", "-text"));
        for (var i = 0; i < LinkAnswering.MostADay; i++)
            Assert.Equal(200, await visitor.PostAsync(path, (what, "doing"), (text, $"lần {i}")));
        Assert.Equal(422, await visitor.PostAsync(path, (what, "doing"), (text, "lần nữa")));
        Assert.Contains("Hôm nay đơn vị đã gửi", visitor.Text, StringComparison.Ordinal);
        // Each may be taken back, as the page says.
        Assert.Equal(LinkAnswering.MostADay, visitor.Page.QuerySelectorAll($"form[action='{path}/cancel']").Length);
    }

    [Fact]
    public async Task While_the_database_is_away_what_was_typed_is_given_back_to_be_sent_again()
    {
        await using var site = await AnswerSite.StartAsync();
        var (visitor, path) = await site.OpenAsync(Unit);
        var form = visitor.Filled(path, ("results", "Trồng xong <500> m"), (What(visitor, "T04"), "done"));
        site.Service.IsAway = true;
        Assert.Equal(503, await visitor.PostAsync(path, form));
        Assert.Contains("Trồng xong <500> m", visitor.Text, StringComparison.Ordinal);
        site.Service.IsAway = false;
        await visitor.SendAsync(path);
        Assert.Contains("Đã nhận", visitor.Text, StringComparison.Ordinal);
        Assert.Equal(1, await site.Service.CountAsync("SELECT COUNT(*) FROM DoneReport"));
    }

    [Fact]
    public async Task A_tab_opened_before_another_report_came_does_not_put_the_older_one_in_its_place()
    {
        await using var site = await AnswerSite.StartAsync();
        var (other, path) = await site.OpenAsync(Unit);
        var (empty, _) = await site.OpenAsync(Unit);
        await other.SendAsync(path, ("results", "bản một"));
        var (old, _) = await site.OpenAsync(Unit);
        var (edited, _) = await site.OpenAsync(Unit);
        await other.PostAsync(path, other.Filled(path, ("results", "bản hai")));

        // It marks an assignment only; what stands in its boxes is no answer, also where it is refused for something else first.
        var (what, text) = (What(old, "T04"), What(old, "T04", "-text"));
        Assert.Equal(422, await old.PostAsync(path, old.Filled(path, (what, "stuck"))));
        Assert.Equal("bản hai", old.Page.GetElementById("results")!.TextContent);
        Assert.Equal(200, await old.PostAsync(path, old.Filled(path, (what, "stuck"), (text, "thiếu giống"))));
        Assert.Equal(2, await site.Service.CountAsync(Reports));

        Assert.Equal(422, await empty.PostAsync(path, empty.Filled(path, ("nothing", "1"))));
        Assert.Contains("chưa ghi Không phát sinh", empty.Text, StringComparison.Ordinal);
        Assert.Equal(422, await edited.PostAsync(path, edited.Filled(path, ("results", "bản một, sửa"))));
        Assert.Contains("báo cáo tuần này của đơn vị đã khác", edited.Text, StringComparison.Ordinal);
        Assert.Equal("bản một, sửa", edited.Page.GetElementById("results")!.TextContent);
        Assert.Equal(2, await site.Service.CountAsync(Reports));
        Assert.Equal(200, await edited.PostAsync(path, edited.Filled(path)));
        Assert.Equal(3, await site.Service.CountAsync(Reports));
    }

    [Fact]
    public async Task What_was_written_on_the_page_of_one_week_and_sent_in_the_next_is_of_the_week_that_stood_above_it()
    {
        await using var site = await AnswerSite.StartAsync();
        // The unit's later reports of the sample are not there yet, and come by no other way.
        await site.Service.ExecuteAsync("DELETE FROM WeeklySubmission WHERE SubmittedAt > '2022-06-13'");
        var (visitor, path) = await site.OpenAsync(Unit);
        var (second, _) = await site.OpenAsync(Unit);
        await site.Service.PassAsync(TimeSpan.FromDays(7));
        Assert.Equal(200, await visitor.PostAsync(path, visitor.Filled(path, ("results", "của tuần trước"))));
        Assert.Equal("2022-W24", await site.Service.ReadAsync("SELECT Week FROM WeeklySubmission WHERE Results = 'của tuần trước'"));

        // Too long ago it is asked again, below the week for which it would count.
        await site.Service.PassAsync(TimeSpan.FromDays(14));
        Assert.Equal(422, await second.PostAsync(path, second.Filled(path, ("results", "để lâu"))));
        Assert.Contains("Tuần báo cáo đã khác", second.Text, StringComparison.Ordinal);
        Assert.Equal("để lâu", second.Page.GetElementById("results")!.TextContent);
        Assert.Equal(200, await second.PostAsync(path, second.Filled(path)));
        Assert.Equal("2022-W27", await site.Service.ReadAsync("SELECT Week FROM WeeklySubmission WHERE Results = 'để lâu'"));
    }

    [Fact]
    public async Task What_was_taken_back_and_is_sent_once_more_counts()
    {
        await using var site = await AnswerSite.StartAsync();
        var (visitor, path) = await site.OpenAsync(Unit);
        var form = visitor.Filled(path, (What(visitor, "T04"), "done"));
        for (var i = 0; i < 3; i++)
        {
            await visitor.PostAsync(path, form);
            await visitor.PostAsync(path, form);
            Assert.Contains("Đã nhận. Cảm ơn đơn vị.", visitor.Text, StringComparison.Ordinal);
            Assert.Equal(1, await site.Service.CountAsync("SELECT COUNT(*) FROM DoneReport"));
            var id = visitor.Page.QuerySelector("[data-sent]")!.GetAttribute("data-sent");
            await visitor.SendAsync($"{path}/cancel");
            Assert.Equal(0, await site.Service.CountAsync("SELECT COUNT(*) FROM DoneReport"));
            await visitor.OpenAsync($"{path}?sent={id}");
            Assert.DoesNotContain("Đã nhận. Cảm ơn đơn vị.", visitor.Text, StringComparison.Ordinal);
        }

        Assert.Equal(3, await site.Service.CountAsync("SELECT COUNT(*) FROM Gesture WHERE Way = 'Link' AND UndoesId IS NULL"));
    }

    [Fact]
    public async Task An_obstacle_is_not_said_to_be_passed_on_where_no_specialist_has_an_address()
    {
        await using var site = await AnswerSite.StartAsync();
        await site.Service.ExecuteAsync(
            "UPDATE Contact SET IsActive = 0 WHERE UnitId IN (SELECT Id FROM Unit WHERE Role = 'Specialist')");
        var (visitor, path) = await site.OpenAsync(Unit);
        await visitor.SendAsync(path, (What(visitor, "T04"), "stuck"), (What(visitor, "T04", "-text"), "thiếu giống"));
        await site.Desk.SettleAsync();
        var receipt = Assert.Single(
            site.Service.Server.Mails, mail => mail.Subject.Contains("qua liên kết", StringComparison.Ordinal)).Message.TextBody!;
        Assert.DoesNotContain("đã chuyển chuyên trách", receipt, StringComparison.Ordinal);
        Assert.Contains("xin gọi điện", receipt, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_record_names_the_unit_and_the_way()
    {
        await using var site = await AnswerSite.StartAsync();
        var (visitor, path) = await site.OpenAsync(Unit);
        await visitor.SendAsync(path, (What(visitor, "T04"), "doing"), ("person", "Chi hội trưởng"));
        await using var session = await site.Service.Database.OpenAsync(Service.Token);
        var made = (await ChangeRecord.ListAsync(session, 1, "T04", "", 1, Service.Token))[0];
        Assert.Equal((ChangeWay.Link, "link HND"), (made.Way, made.Source));
        Assert.EndsWith(", Chi hội trưởng", made.MadeBy, StringComparison.Ordinal);
    }

    private static string What(Visitor visitor, string code, string ending = "-what")
    {
        var name = $"w{Convert.ToHexStringLower(Encoding.UTF8.GetBytes(code))}{ending}";
        Assert.NotNull(visitor.Page.QuerySelector($"[name='{name}']"));
        return name;
    }
}
