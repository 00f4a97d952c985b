using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Web;

public sealed class ProgressPageTests
{
    private const string Path = "/campaigns/1/progress";

    [Fact]
    public async Task It_shows_what_stands_by_unit_and_by_week_and_which_mails_come()
    {
        await using var site = await Site.OnABadFridayAsync();
        await site.Service.ExecuteAsync(
            "UPDATE AssignmentUnit SET CompletedAt = '2022-06-16T01:00:00.000Z' "
            + "WHERE AssignmentId = (SELECT Id FROM Assignment WHERE Code = 'T03')");
        using var clerk = new Visitor(site.Address);
        await clerk.OpenAsync("/campaigns/1");
        Assert.NotNull(clerk.Page.QuerySelector($"a[href='{Path}']"));
        await clerk.OpenAsync(Path);
        Assert.Contains("Hoàn thành: 1", clerk.Page.QuerySelector(".legend")!.TextContent, StringComparison.Ordinal);
        var parts = clerk.Page.QuerySelectorAll("table.figures")[0].QuerySelectorAll("tbody tr");
        Assert.NotEmpty(parts);
        // A bar has as much in it as the figures beside it.
        Assert.All(parts, row => Assert.Equal(
            row.QuerySelectorAll("td").Sum(cell => int.Parse(cell.TextContent, System.Globalization.CultureInfo.InvariantCulture)),
            row.QuerySelectorAll("rect").Sum(
                piece => int.Parse(piece.GetAttribute("width")!, System.Globalization.CultureInfo.InvariantCulture))));
        var weeks = clerk.Page.QuerySelectorAll("table.figures")[1].QuerySelectorAll("tbody tr");
        // Of the week that has just begun nobody is late.
        Assert.Contains("25/2022", weeks[0].TextContent, StringComparison.Ordinal);
        Assert.Null(weeks[0].QuerySelector("rect.bad"));
        Assert.Contains("24/2022", weeks[1].TextContent, StringComparison.Ordinal);
        Assert.NotNull(weeks[1].QuerySelector("rect.bad"));
        Assert.Contains("16h30 thứ Sáu, 24/6/2022", clerk.Text, StringComparison.Ordinal);
        Assert.Contains("Nhắc thời hạn:", clerk.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_the_last_report_it_shows_what_that_said()
    {
        await using var site = await Site.OnABadFridayAsync();
        await site.Service.ExecuteAsync("UPDATE Campaign SET EndsOn = '2022-06-17'");
        await site.Service.LeapAsync(RunningService.At(27, 8, 0));
        using var clerk = new Visitor(site.Address);
        await clerk.OpenAsync(Path);
        Assert.Contains("Số liệu lúc", clerk.Text, StringComparison.Ordinal);
        // What is overdue is reminded of for a month; nobody reports any more.
        Assert.Contains("Nhắc thời hạn", clerk.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("gửi Ban Chỉ đạo", clerk.Text, StringComparison.Ordinal);
    }
}
