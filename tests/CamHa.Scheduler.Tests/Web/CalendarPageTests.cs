using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Web;

/// <summary>The days off, on the page.</summary>
public sealed class CalendarPageTests
{
    [Fact]
    public async Task A_span_of_days_off_leaves_out_the_weekend_and_a_day_that_is_worked_is_one_of_it()
    {
        await using var site = await Site.StartAsync();
        using var clerk = new Visitor(site.Address);
        await clerk.OpenAsync("/calendar");
        // From Friday to Monday.
        await clerk.SendAsync("/calendar", ("first", "1/7/2022"), ("last", "4/7/2022"), ("kind", "Off"), ("name", "Nghỉ <b>lễ</b>"));
        Assert.Contains("Đã ghi lịch nghỉ", clerk.Text, StringComparison.Ordinal);
        Assert.Contains("Nghỉ <b>lễ</b>", clerk.Text, StringComparison.Ordinal);
        Assert.Equal("2022-07-01 2022-07-04", await DaysAsync(site, "Off", "2022-07-%"));
        await clerk.SendAsync("/calendar", ("first", "9/7/2022"), ("last", ""), ("kind", "Worked"), ("name", "Làm bù"));
        Assert.Equal("2022-07-09", await DaysAsync(site, "Worked", "2022-07-%"));
        Assert.Equal(2, await site.Service.CountAsync("SELECT COUNT(*) FROM Gesture WHERE Way = 'Desk' AND CampaignId = 0"));

        // A second click, or somebody else's, changes nothing.
        await clerk.SendAsync("/calendar", ("first", "9/7/2022"), ("last", ""), ("kind", "Worked"), ("name", "Làm bù"));
        Assert.Contains("Lịch nghỉ đã như vậy rồi", clerk.Text, StringComparison.Ordinal);
        Assert.Equal(2, await site.Service.CountAsync("SELECT COUNT(*) FROM Gesture WHERE Way = 'Desk'"));

        var remove = clerk.Page.QuerySelectorAll("form[action='/calendar/remove']")
            .Single(form => form.QuerySelector("input[name=day]")!.GetAttribute("value") == "9/7/2022");
        Assert.Contains("Bỏ 9/7/2022", remove.TextContent, StringComparison.Ordinal);
        await clerk.SendAsync("/calendar/remove", ("day", "9/7/2022"));
        Assert.Equal("", await DaysAsync(site, "Worked", "2022-07-%"));
    }

    [Theory]
    [InlineData("31/2/2022", "", "Off", "first")]
    [InlineData("mai", "", "Off", "first")]
    [InlineData("2/7/2022", "3/7/2022", "Off", "first")] // a weekend is free anyway
    [InlineData("1/7/2022", "", "Worked", "first")] // a Friday is worked anyway
    [InlineData("4/7/2022", "1/7/2022", "Off", "last")]
    [InlineData("1/7/2022", "1/9/2022", "Off", "last")]
    public async Task What_is_wrong_is_said_beside_its_field_and_what_was_typed_stays(string first, string last, string kind, string field)
    {
        await using var site = await Site.StartAsync();
        using var clerk = new Visitor(site.Address);
        await clerk.OpenAsync("/calendar");
        await clerk.SendAsync("/calendar", ("first", first), ("last", last), ("kind", kind), ("name", "Nghỉ"));
        Assert.Equal(422, clerk.Status);
        Assert.NotNull(clerk.Page.QuerySelector($"#{field}-fault"));
        Assert.Equal(first, clerk.Page.QuerySelector("#first")!.GetAttribute("value"));
        Assert.Equal(kind, clerk.Page.QuerySelector("#kind option[selected]")!.GetAttribute("value"));
        Assert.Equal(0, await site.Service.CountAsync("SELECT COUNT(*) FROM Gesture WHERE Way = 'Desk'"));
    }

    private static Task<string> DaysAsync(Site site, string kind, string like) => site.Service.ReadAsync(
        $"SELECT COALESCE(GROUP_CONCAT(Day, ' ' ORDER BY Day), '') FROM CalendarDay WHERE Kind = '{kind}' AND Day LIKE '{like}'");
}
