using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Web;

/// <summary>The first page names the addresses that are closed, and opens them by one button.</summary>
public sealed class FailingAddressTests
{
    private const string Committee = "bcd-ntm@camha.example";

    [Fact]
    public async Task A_closed_address_is_opened_again_by_one_button()
    {
        await using var site = await Site.OnABadFridayAsync();
        using var client = new HttpClient { BaseAddress = site.Address };
        var page = await PageAsync(client);
        var cards = page.QuerySelectorAll("section[aria-labelledby=failing] li.card");
        Assert.Contains("Vẫn gửi.", cards[1].TextContent, StringComparison.Ordinal);
        var card = cards[0];
        Assert.Equal(Committee, card.QuerySelector("h3")!.TextContent);
        Assert.Equal("/campaigns/1/units/BCD", card.QuerySelector("p a")!.GetAttribute("href"));
        Assert.Contains("Bị đóng từ", card.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Máy chủ thư từ chối địa chỉ", page.Body!.TextContent, StringComparison.Ordinal);

        Assert.Contains("Đã mở lại địa chỉ, lần sửa số", await ReopenAsync(client, page), StringComparison.Ordinal);
        Assert.Equal(0, await site.Service.CountAsync("SELECT COUNT(*) FROM RefusedAddress"));
        Assert.Equal(1, await site.Service.CountAsync("SELECT COUNT(*) FROM Gesture WHERE Way = 'Desk'"));
        Assert.Contains("Địa chỉ này không còn bị đóng.", await ReopenAsync(client, page), StringComparison.Ordinal);
        Assert.Equal(1, await site.Service.CountAsync("SELECT COUNT(*) FROM Gesture WHERE Way = 'Desk'"));
        await site.SettleAsync();
        var dead = $"SELECT COUNT(*) FROM OutboxMessage WHERE Recipient = '{Committee}' AND State = 'Dead'";
        Assert.Equal(0, await site.Service.CountAsync(dead));
    }

    private static async Task<IDocument> PageAsync(HttpClient client) =>
        new HtmlParser().ParseDocument(await client.GetStringAsync("/", Service.Token));

    private static async Task<string> ReopenAsync(HttpClient client, IDocument page)
    {
        var fields = page.QuerySelectorAll("form[action='/addresses/reopen'] input")
            .Select(field => new KeyValuePair<string, string>(field.GetAttribute("name")!, field.GetAttribute("value")!));
        using var form = new FormUrlEncodedContent(fields);
        using var answer = await client.PostAsync(new Uri("/addresses/reopen", UriKind.Relative), form, Service.Token);
        return new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(Service.Token)).Body!.TextContent;
    }
}
