using CamHa.Scheduler.Accounts;
using CamHa.Scheduler.Links;
using CamHa.Scheduler.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Tests.Web.Answers;

/// <summary>Where links are given out: in mails, in the text for Zalo, on the unit's page.</summary>
public sealed class LinkPlacesTests
{
    private const string Unit = "/campaigns/1/units/HND";

    [Fact]
    public async Task A_reminder_and_a_digest_carry_a_link_that_opens_the_page_once_the_address_was_reached()
    {
        await using var site = await AnswerSite.StartAsync();
        await site.RemindedAsync();
        var mails = site.Service.Server.Mails.Where(mail => mail.Recipient == "nong-dan@camha.example").ToList();
        var reminder = Assert.Single(mails, mail => mail.Subject.Contains("nhắc nộp báo cáo", StringComparison.Ordinal));
        var digest = mails.Find(mail => mail.Subject.Contains("nhiệm vụ", StringComparison.Ordinal));
        Assert.NotNull(digest);
        foreach (var mail in new[] { reminder, digest })
        {
            var link = mail.Message.TextBody!.Split('\n').Select(line => line.Trim()).Single(
                line => line.StartsWith("http://localhost/t/", StringComparison.Ordinal));
            Assert.Contains($"href=\"{link}\"", mail.Message.HtmlBody, StringComparison.Ordinal);
            using var visitor = new Visitor(site.Address);
            await visitor.OpenAsync(new Uri(link).AbsolutePath);
            Assert.Equal(200, visitor.Status);
            Assert.Contains("Báo cáo tuần 24/2022", visitor.Text, StringComparison.Ordinal);
        }
    }

    // Whoever may only read could answer for every unit that a mail went to.
    [Fact]
    public async Task Whoever_may_not_answer_for_a_unit_reads_no_link_in_its_mails()
    {
        const string Secret = "một câu của riêng mình";
        await using var site = await AnswerSite.StartAsync();
        await site.RemindedAsync();
        var mail = await site.Service.ReadAsync(
            "SELECT MIN(Id) FROM OutboxMessage WHERE Recipient = 'nong-dan@camha.example' AND Kind = 'Reminder'");
        await site.Desk.AddAccountAsync("lanh-dao", AccountRoles.Leader, Secret);
        await site.Desk.AddAccountAsync("van-thu", AccountRoles.Clerk, Secret);
        foreach (var (name, reads) in new[] { ("lanh-dao", false), ("van-thu", true) })
        {
            using var visitor = new Visitor(site.Desk.Address);
            await visitor.LogInAsync(name, Secret);
            await visitor.OpenAsync($"/outbox/{mail}");
            Assert.Contains("http://localhost/t/", visitor.Text, StringComparison.Ordinal);
            Assert.Equal(reads, System.Text.RegularExpressions.Regex.IsMatch(visitor.Text, "http://localhost/t/[A-Za-z0-9_-]{27}"));
        }
    }

    [Fact]
    public async Task The_desk_shows_it_as_text_and_code_renews_it_by_one_button_and_puts_it_in_the_text_for_the_group()
    {
        await using var site = await AnswerSite.StartAsync();
        await site.Desk.Host.Services.GetRequiredService<UnitLinks>().Issue.RunAsync(Service.Token);
        using var clerk = new Visitor(site.Desk.Address);
        await clerk.OpenAsync(Unit);
        var link = clerk.Page.QuerySelector("p.letter.copied")!.TextContent;
        Assert.Matches("^http://localhost/t/[A-Za-z0-9_-]{27}$", link);
        Assert.NotNull(clerk.Page.QuerySelector("svg.qr[role=img] path[d^='M']"));
        Assert.Contains("camha link prove", clerk.Text, StringComparison.Ordinal);
        await clerk.SendAsync($"{Unit}/link");
        Assert.Contains("Đã cấp liên kết mới", clerk.Text, StringComparison.Ordinal);
        var renewed = clerk.Page.QuerySelector("p.letter.copied")!.TextContent;
        Assert.NotEqual(link, renewed);
        await clerk.OpenAsync("/campaigns/1");
        Assert.Contains(renewed, clerk.Page.QuerySelector("div.letter.copied")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_address_is_proven_by_the_running_service_alone()
    {
        var port = FreePort();
        await using var site = await AnswerSite.StartAsync(
            $"Answers:Listen=127.0.0.1:{port}", $"Answers:PublicUrl=http://127.0.0.1:{port}");
        var proof = site.Desk.Host.Services.GetRequiredService<AddressProof>();
        Assert.Equal("", (await proof.ProveAsync(Service.Token)).Fault);
        await using var session = await site.Service.Database.OpenAsync(Service.Token);
        Assert.True(await proof.HoldsAsync(session, Service.Token));
    }

    [Fact]
    public async Task An_address_that_leads_to_the_desk_is_none()
    {
        var port = FreePort();
        await using var site = await Site.StartAsync($"Web:Listen=127.0.0.1:{port}", $"Answers:PublicUrl=http://127.0.0.1:{port}");
        var made = await site.Host.Services.GetRequiredService<AddressProof>().ProveAsync(Service.Token);
        Assert.Contains("không phải trang trả lời", made.Fault, StringComparison.Ordinal);
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}
