using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Web;

/// <summary>The units on the page: whom they are reached by, what they were sent, what they answered.</summary>
public sealed class UnitPagesTests
{
    private const string Unit = "/campaigns/1/units/HND";

    [Fact]
    public async Task A_unit_is_found_without_diacritics_and_shows_its_mails_and_answers_in_one_line_of_time()
    {
        await using var site = await Site.OnABadFridayAsync();
        await site.Service.ExecuteAsync(
            """
            INSERT INTO InboxMail (Sha256, Source, Place, ReceivedAt, StoredAt, Sender, Subject, State, UnitId, CampaignId)
            SELECT 'a', 'folder', '1', '2022-06-17T09:59:00.000Z', '2022-06-17T09:59:00.000Z', 'nong-dan@camha.example',
                'Re: <b>tuần</b>', 'Applied', Id, 1
            FROM Unit WHERE Code = 'HND'
            """);
        await site.Service.ExecuteAsync(
            "INSERT INTO SubmissionExemption (UnitId, Week, Reason) SELECT Id, '2022-W20', 'chống hạn' FROM Unit WHERE Code = 'HND'");
        using var clerk = new Visitor(site.Address);
        await clerk.OpenAsync("/campaigns/1/units?q=hoi nong dan");
        Assert.Single(clerk.Page.QuerySelectorAll("tbody tr"));
        await clerk.OpenAsync(clerk.Page.QuerySelector("tbody a")!.GetAttribute("href")!);
        Assert.Equal(Unit, clerk.Path);
        var rows = clerk.Page.QuerySelectorAll("dl.facts div").Select(row => row.TextContent).ToList();
        Assert.Contains(rows, row => row.Contains("Nhận “Re: <b>tuần</b>”", StringComparison.Ordinal));
        Assert.True(rows.Count(row => row.Contains("Gửi", StringComparison.Ordinal)) >= 2);
        Assert.Contains("T04", clerk.Text, StringComparison.Ordinal);
        Assert.Contains("2022-W20: chống hạn", clerk.Text, StringComparison.Ordinal);
        // An address at which the mail server knows nobody is told.
        await clerk.OpenAsync("/campaigns/1/units");
        Assert.Contains("Địa chỉ hỏng", clerk.Text, StringComparison.Ordinal);
        await clerk.OpenAsync("/campaigns/1/units/KHONG-CO");
        Assert.Equal(404, clerk.Status);
    }

    [Fact]
    public async Task An_address_is_replaced_and_taken_back_and_one_that_is_none_is_refused_with_what_was_typed()
    {
        await using var site = await Site.StartAsync();
        using var clerk = new Visitor(site.Address);
        await clerk.OpenAsync(Unit);
        await clerk.SendAsync($"{Unit}/contact", ("address", "khong phai dia chi"), ("title", "Phó chủ tịch <b>"));
        Assert.Equal(422, clerk.Status);
        Assert.Equal("Phó chủ tịch <b>", clerk.Page.QuerySelector("details[open] #title")!.GetAttribute("value"));
        await clerk.SendAsync($"{Unit}/contact", ("address", "Moi@camha.example"), ("title", "Phó chủ tịch"));
        Assert.Equal(Unit, clerk.Path);
        Assert.Equal("moi@camha.example", await ActiveAsync(site));
        await clerk.SendAsync(clerk.Page.QuerySelector("div.said form")!.GetAttribute("action")!);
        Assert.Equal("nong-dan@camha.example", await ActiveAsync(site));
    }

    [Fact]
    public async Task An_address_that_somebody_else_has_replaced_is_not_replaced_unseen()
    {
        await using var site = await Site.StartAsync();
        using var clerk = new Visitor(site.Address);
        await clerk.OpenAsync(Unit);
        using var other = new Visitor(site.Address);
        await other.OpenAsync(Unit);
        await other.SendAsync($"{Unit}/contact", ("address", "mot@camha.example"));
        await clerk.SendAsync($"{Unit}/contact", ("address", "hai@camha.example"));
        Assert.Equal(422, clerk.Status);
        Assert.Contains("có người vừa sửa chỗ này", clerk.Text, StringComparison.Ordinal);
        Assert.Contains("mot@camha.example", clerk.Page.QuerySelector("dl.facts")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("mot@camha.example", await ActiveAsync(site));
        await clerk.SendAsync($"{Unit}/contact", ("address", "hai@camha.example"));
        Assert.Equal("hai@camha.example", await ActiveAsync(site));
    }

    private static Task<string> ActiveAsync(Site site) => site.Service.ReadAsync(
        "SELECT c.Address FROM Contact AS c JOIN Unit AS u ON u.Id = c.UnitId WHERE u.Code = 'HND' AND c.IsActive = 1");
}
