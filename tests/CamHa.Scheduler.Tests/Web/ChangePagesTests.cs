using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Web;

/// <summary>The record of changes on the page. The first change is the import of the demo's plan.</summary>
public sealed class ChangePagesTests
{
    /// <summary>The choice among ten thousand campaigns made a page of 859 kB.</summary>
    [Fact]
    public async Task Of_many_campaigns_one_is_named_by_its_code()
    {
        await using var site = await Site.StartAsync();
        await site.Service.ExecuteAsync(
            """
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60)
            INSERT INTO Campaign (Code, Name, Place, SubjectTag, StartsOn, EndsOn, WatchedSince)
            SELECT 'K' || i, 'Kế hoạch ' || i, 'Xã', 'K', '2022-01-01', '2022-12-31', '2022-01-01T00:00:00.000Z' FROM n
            """);
        using var clerk = new Visitor(site.Address);
        await clerk.OpenAsync("/changes");
        Assert.Null(clerk.Page.QuerySelector("select#campaign"));
        await clerk.OpenAsync("/changes?campaign=k7&thing=");
        Assert.Equal((200, "K7"), (clerk.Status, clerk.Page.QuerySelector("input#campaign")!.GetAttribute("value")));
    }

    [Fact]
    public async Task It_lists_the_newest_first_narrows_to_a_thing_and_shows_before_and_after()
    {
        await using var site = await Site.StartAsync();
        using var clerk = new Visitor(site.Address);
        await MoveAsync(clerk, "T04", "15/7/2022");
        await MoveAsync(clerk, "T03", "20/7/2022");
        await clerk.OpenAsync("/changes");
        var titles = clerk.Page.QuerySelectorAll("ol.cards h2").Select(each => each.TextContent).ToList();
        Assert.True(titles.Count >= 3);
        Assert.Equal(titles.OrderByDescending(each => int.Parse(each.Split(' ')[^1], null)), titles);
        Assert.Contains("20/07/2022", clerk.Page.QuerySelector("ol.cards > li")!.TextContent, StringComparison.Ordinal);

        await clerk.OpenAsync("/changes?thing=t04");
        Assert.Contains("15/07/2022", clerk.Page.QuerySelector("ol.cards > li")!.TextContent, StringComparison.Ordinal);
        await clerk.OpenAsync("/changes?thing=khong-co");
        Assert.Contains("khong-co", clerk.Page.QuerySelector("p.fault")!.TextContent, StringComparison.Ordinal);

        await clerk.OpenAsync($"/changes/{await LastAsync(site)}");
        Assert.Equal("30/06/2022", clerk.Page.QuerySelector("del")!.TextContent.Trim());
        Assert.Equal("20/07/2022", clerk.Page.QuerySelector("ins")!.TextContent.Trim());
        await clerk.OpenAsync("/changes/999");
        Assert.Equal(404, clerk.Status);
    }

    [Fact]
    public async Task An_undo_is_seen_beforehand_made_once_and_refused_where_something_came_after()
    {
        await using var site = await Site.StartAsync();
        using var clerk = new Visitor(site.Address);
        await MoveAsync(clerk, "T04", "15/7/2022");
        var first = await LastAsync(site);
        await MoveAsync(clerk, "T04", "20/7/2022");
        var second = await LastAsync(site);

        await clerk.OpenAsync($"/changes/{first}/undo");
        Assert.Contains("không hoàn tác được", clerk.Page.QuerySelector("p.fault")!.TextContent, StringComparison.Ordinal);
        Assert.Null(clerk.Page.QuerySelector($"form[action='/changes/{first}/undo']"));
        await clerk.OpenAsync($"/changes/{second}/undo");
        Assert.Contains("20/07/2022 → 15/07/2022", clerk.Text, StringComparison.Ordinal);
        Assert.Equal("2022-07-20", await DueAsync(site));
        await clerk.SendAsync($"/changes/{second}/undo");
        Assert.Equal("2022-07-15", await DueAsync(site));
        Assert.Equal($"/changes/{await LastAsync(site)}", clerk.Path);

        // Loaded before, pressed now.
        await clerk.OpenAsync($"/changes/{first}/undo");
        using var other = new Visitor(site.Address);
        await other.OpenAsync($"/changes/{first}/undo");
        await other.SendAsync($"/changes/{first}/undo");
        await clerk.SendAsync($"/changes/{first}/undo");
        Assert.Equal(422, clerk.Status);
        Assert.Contains("đã được hoàn tác", clerk.Text, StringComparison.Ordinal);
        Assert.Equal("2022-06-30", await DueAsync(site));
    }

    [Theory]
    [InlineData("/campaigns/1/assignments?q=T04", "/campaigns/1/assignments")]
    [InlineData("https://elsewhere.example/", "")]
    [InlineData("//elsewhere.example/", "")]
    [InlineData("/\\elsewhere.example/", "")]
    [InlineData("", "")]
    public async Task An_undo_leads_back_to_a_page_of_ours_and_nowhere_else(string back, string path)
    {
        await using var site = await Site.StartAsync();
        using var clerk = new Visitor(site.Address);
        await MoveAsync(clerk, "T04", "15/7/2022");
        await clerk.SendAsync($"/changes/{await LastAsync(site)}/undo", ("back", back));
        Assert.Equal(path.Length > 0 ? path : $"/changes/{await LastAsync(site)}", clerk.Path);
        Assert.Equal("2022-06-30", await DueAsync(site));
    }

    private static async Task MoveAsync(Visitor clerk, string code, string day)
    {
        await clerk.OpenAsync($"/campaigns/1/due-dates?code={code}&due={day}");
        await clerk.SendAsync("/campaigns/1/due-dates", ("due", day));
        Assert.Equal(200, clerk.Status);
    }

    private static Task<string> LastAsync(Site site) => site.Service.ReadAsync("SELECT MAX(Id) FROM Gesture");

    private static Task<string> DueAsync(Site site) => site.Service.ReadAsync("SELECT DueOn FROM Assignment WHERE Code = 'T04'");
}
