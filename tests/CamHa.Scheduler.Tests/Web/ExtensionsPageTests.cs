using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Web;

/// <summary>Requests for more time, on the page. T04 is due on 30 June, and its lead asks for 15 July.</summary>
public sealed class ExtensionsPageTests
{
    [Fact]
    public async Task A_request_is_told_on_the_overview_and_a_click_approves_it_once_with_its_entry()
    {
        await using var site = await StartAsync();
        using var client = new HttpClient { BaseAddress = site.Address };
        var overview = new HtmlParser().ParseDocument(await client.GetStringAsync("/", Service.Token));
        Assert.Contains(
            "1 chờ quyết định", overview.QuerySelector("dl.facts:has(a[href='/extensions'])")!.TextContent, StringComparison.Ordinal);
        var page = await PageAsync(client);
        var card = Assert.Single(page.QuerySelectorAll("li.card"));
        Assert.Contains("xin lùi đến 15/7/2022; hạn hiện nay 30/6/2022", card.TextContent, StringComparison.Ordinal);
        Assert.Contains("Lý do: “mưa <b>kéo dài</b>”", card.TextContent, StringComparison.Ordinal);
        Assert.Contains("Đã quyết định, lần sửa số", await PostAsync(client, page, "approve"), StringComparison.Ordinal);
        Assert.Equal(1, await site.Service.CountAsync("SELECT COUNT(*) FROM Assignment WHERE Code = 'T04' AND DueOn = '2022-07-15'"));
        Assert.Equal(1, await site.Service.CountAsync("SELECT COUNT(*) FROM ExtensionRequest WHERE Outcome = 'Approved'"));
        Assert.Equal(2, await site.Service.CountAsync(
            "SELECT COUNT(DISTINCT e.Kind) FROM ChangeEntry AS e JOIN Gesture AS g ON g.Id = e.GestureId WHERE g.Way = 'Desk'"));

        // From a page that was loaded before.
        var again = Decoded(await PostAsync(client, page, "approve"));
        Assert.Contains("đề nghị lùi hạn T04 đã có người quyết định", again, StringComparison.Ordinal);
        Assert.Contains("Không có đề nghị nào chờ.", again, StringComparison.Ordinal);
        Assert.Equal(1, await site.Service.CountAsync("SELECT COUNT(*) FROM Gesture WHERE Way = 'Desk'"));
        Assert.DoesNotContain("/extensions", await client.GetStringAsync("/", Service.Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_refused_with_a_reason_and_not_without_one()
    {
        await using var site = await StartAsync();
        using var client = new HttpClient { BaseAddress = site.Address };
        var page = await PageAsync(client);
        Assert.Contains("Chưa làm được", Decoded(await PostAsync(client, page, "refuse", ("reason", "  "))), StringComparison.Ordinal);
        Assert.Equal(1, await site.Service.CountAsync("SELECT COUNT(*) FROM ExtensionRequest WHERE ClosedAt IS NULL"));
        Assert.Contains(
            "Đã quyết định", await PostAsync(client, page, "refuse", ("reason", "Cần xong trước mùa mưa")), StringComparison.Ordinal);
        Assert.Equal(1, await site.Service.CountAsync(
            "SELECT COUNT(*) FROM ExtensionRequest WHERE Outcome = 'Refused' AND Answer = 'Cần xong trước mùa mưa'"));
        Assert.Equal(1, await site.Service.CountAsync("SELECT COUNT(*) FROM Assignment WHERE Code = 'T04' AND DueOn = '2022-06-30'"));
    }

    [Theory]
    [InlineData("8/7/2022", "2022-07-08", "Đã quyết định")]
    [InlineData("31/6/2022", "2022-06-30", "Chưa làm được")]
    [InlineData("20/6/2022", "2022-06-30", "Chưa làm được")]
    [InlineData("", "2022-06-30", "Chưa làm được")]
    public async Task Another_day_is_set_where_it_is_one_that_is_later(string typed, string due, string said)
    {
        await using var site = await StartAsync();
        using var client = new HttpClient { BaseAddress = site.Address };
        Assert.Contains(said, Decoded(await PostAsync(client, await PageAsync(client), "move", ("day", typed))), StringComparison.Ordinal);
        Assert.Equal(due, await site.Service.ReadAsync("SELECT DueOn FROM Assignment WHERE Code = 'T04'"));
    }

    [Fact]
    public async Task A_request_that_has_taken_its_place_is_not_the_one_that_was_decided()
    {
        await using var site = await StartAsync();
        using var client = new HttpClient { BaseAddress = site.Address };
        var page = await PageAsync(client);
        await site.Service.ExecuteAsync("UPDATE ExtensionRequest SET AskedAt = '2022-06-13T02:00:00.000Z', AskedFor = '2022-12-30'");
        Assert.Contains("hoặc đơn vị đã gửi đề nghị khác", Decoded(await PostAsync(client, page, "approve")), StringComparison.Ordinal);
        Assert.Equal(1, await site.Service.CountAsync("SELECT COUNT(*) FROM ExtensionRequest WHERE ClosedAt IS NULL"));
        using var bare = new FormUrlEncodedContent([]);
        using var stranger = await client.PostAsync(new Uri("/extensions/approve", UriKind.Relative), bare, Service.Token);
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, stranger.StatusCode);
    }

    private static string Decoded(string html) => new HtmlParser().ParseDocument(html).Body!.TextContent;

    private static async Task<Site> StartAsync()
    {
        var site = await Site.StartAsync();
        await site.Service.ExecuteAsync(
            """
            INSERT INTO ExtensionRequest (AssignmentId, UnitId, AskedAt, AskedBy, DueOn, AskedFor, Reason)
            SELECT a.Id, u.Id, '2022-06-13T00:00:00.000Z', 'nong-dan@camha.example', a.DueOn, '2022-07-15', 'mưa <b>kéo dài</b>'
            FROM Assignment AS a JOIN Unit AS u ON u.Code = 'HND' WHERE a.Code = 'T04'
            """);
        return site;
    }

    private static async Task<IDocument> PageAsync(HttpClient client) =>
        new HtmlParser().ParseDocument(await client.GetStringAsync("/extensions", Service.Token));

    private static async Task<string> PostAsync(
        HttpClient client, IDocument page, string what, params (string Name, string Value)[] typed)
    {
        var hidden = page.QuerySelectorAll($"form[action='/extensions/{what}'] input[type=hidden]")
            .Select(field => new KeyValuePair<string, string>(field.GetAttribute("name")!, field.GetAttribute("value")!));
        using var form = new FormUrlEncodedContent(
            [.. hidden, .. typed.Select(field => new KeyValuePair<string, string>(field.Name, field.Value))]);
        using var answer = await client.PostAsync(new Uri($"/extensions/{what}", UriKind.Relative), form, Service.Token);
        return await answer.Content.ReadAsStringAsync(Service.Token);
    }
}
