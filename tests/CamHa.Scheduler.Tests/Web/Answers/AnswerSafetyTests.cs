using System.Net;
using System.Net.Http.Headers;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Tests.Infrastructure;
using CamHa.Scheduler.Web;
using CamHa.Scheduler.Web.Answers;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CamHa.Scheduler.Tests.Web.Answers;

/// <summary>What protects the public site, and all that is behind it.</summary>
public sealed class AnswerSafetyTests
{
    private const string None = "AAAAAAAAAAAAAAAAAAAAAAAAAAA";

    [Fact]
    public async Task Nothing_is_mapped_but_what_is_below_the_links_and_no_page_of_the_desk_is_reached()
    {
        await using var site = await AnswerSite.StartAsync();
        await using (var app = site.Desk.Host.Services.GetRequiredService<AnswerServer>().Build())
            Assert.All(Patterns(app), pattern => Assert.StartsWith("/t/", pattern, StringComparison.Ordinal));
        await using var desk = site.Desk.Host.Services.GetRequiredService<WebServer>().Build();
        var paths = Patterns(desk).Select(pattern => string.Join('/', pattern.Split('/').Select(part =>
            part.StartsWith('{') ? part.Contains("week", StringComparison.Ordinal) ? "2022-W24" : "1" : part))).Distinct().ToList();
        Assert.True(paths.Count > 40);
        using var client = new HttpClient { BaseAddress = site.Address };
        foreach (var path in paths)
        {
            using var got = await client.GetAsync(new Uri(path, UriKind.Relative), Service.Token);
            Assert.Equal((path, HttpStatusCode.NotFound), (path, got.StatusCode));
            using var form = new FormUrlEncodedContent([new("token", "x")]);
            using var posted = await client.PostAsync(new Uri(path, UriKind.Relative), form, Service.Token);
            Assert.Equal((path, HttpStatusCode.NotFound), (path, posted.StatusCode));
        }
    }

    [Fact]
    public async Task It_is_off_unless_it_is_asked_for()
    {
        await using var site = await Site.StartAsync();
        Assert.False(site.Host.Services.GetRequiredService<AnswerServer>().Address.IsCompleted);
    }

    [Fact]
    public async Task An_answer_is_not_kept_anywhere_tells_no_other_site_of_itself_and_runs_only_our_script()
    {
        await using var site = await AnswerSite.StartAsync();
        using var client = new HttpClient { BaseAddress = site.Address };
        foreach (var path in new[] { await site.PathAsync("HND"), $"/t/{None}" })
        {
            using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), Service.Token);
            Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
            Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
            Assert.Equal(
                "default-src 'none'; style-src 'self'; script-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
                Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
            Assert.False(answer.Headers.Contains("Set-Cookie"));
            var html = await answer.Content.ReadAsStringAsync(Service.Token);
            Assert.DoesNotContain("style=", html, StringComparison.Ordinal);
            Assert.DoesNotContain(" on", string.Join(' ', html.Split('<').Select(tag => tag.Split('>')[0]).Where(
                tag => tag.Contains(" onclick", StringComparison.Ordinal))), StringComparison.Ordinal);
        }

        foreach (var file in new[] { AnswerShell.Style, AnswerShell.Script })
        {
            using var answer = await client.GetAsync(new Uri(file, UriKind.Relative), Service.Token);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Another_host_another_site_and_another_way_of_asking_are_refused()
    {
        await using var site = await AnswerSite.StartAsync();
        var path = await site.PathAsync("HND");
        using var client = new HttpClient { BaseAddress = site.Address };
        Assert.Equal(HttpStatusCode.BadRequest, await AskAsync(HttpMethod.Get, headers => headers.Host = "xau.example"));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(HttpMethod.Get, headers => headers.Host = "localhost"));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, await AskAsync(HttpMethod.Put, _ => { }));
        Assert.Equal(HttpStatusCode.BadRequest, await AskAsync(HttpMethod.Post, headers => headers.Add("Sec-Fetch-Site", "cross-site")));
        Assert.Equal(HttpStatusCode.BadRequest, await AskAsync(HttpMethod.Post, headers => headers.Add("Origin", "https://xau.example")));
        // A page without a referrer has no origin either.
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await AskAsync(HttpMethod.Post, headers => headers.Add("Origin", "null")));
        using var large = new FormUrlEncodedContent([new("results", new string('x', 600_000))]);
        using var refused = await client.PostAsync(new Uri(path, UriKind.Relative), large, Service.Token);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, refused.StatusCode);

        async Task<HttpStatusCode> AskAsync(HttpMethod method, Action<HttpRequestHeaders> with)
        {
            using var request = new HttpRequestMessage(method, path);
            if (method == HttpMethod.Post)
                request.Content = new FormUrlEncodedContent([new("person", "x")]);
            with(request.Headers);
            using var answer = await client.SendAsync(request, Service.Token);
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task A_revoked_link_and_one_that_never_was_are_answered_alike()
    {
        await using var site = await AnswerSite.StartAsync();
        var path = await site.PathAsync("HND");
        await site.Desk.Host.Services.GetRequiredService<CamHa.Scheduler.Links.UnitLinks>().RevokeAsync(
            1, "HND", renews: false, CamHa.Scheduler.Changes.Gesture.AtDesk("x"), Service.Token);
        using var visitor = new Visitor(site.Address);
        await visitor.OpenAsync(path);
        var revoked = (visitor.Status, visitor.Text);
        await visitor.OpenAsync($"/t/{None}");
        Assert.Equal(revoked, (visitor.Status, visitor.Text));
        await visitor.OpenAsync($"/t/{None}AAAAA");
        Assert.Equal(revoked, (visitor.Status, visitor.Text));
        Assert.Equal(404, revoked.Status);
    }

    [Fact]
    public async Task Whoever_tries_ten_thousand_tokens_is_slowed_down_and_whoever_has_one_still_gets_in()
    {
        await using var site = await AnswerSite.StartAsync();
        using var client = new HttpClient { BaseAddress = site.Address };
        var statuses = new Dictionary<HttpStatusCode, int>();
        for (var i = 0; i < 10_000; i++)
        {
            using var answer = await client.GetAsync(new Uri($"/t/{i:D27}", UriKind.Relative), Service.Token);
            statuses[answer.StatusCode] = statuses.GetValueOrDefault(answer.StatusCode) + 1;
        }

        Assert.Equal(TokenThrottle.Tries, statuses[HttpStatusCode.NotFound]);
        Assert.Equal(10_000 - TokenThrottle.Tries, statuses[HttpStatusCode.TooManyRequests]);
        Assert.Equal(1, site.Desk.Host.Services.GetRequiredService<TokenThrottle>().Count);
        await site.Service.PassAsync(TimeSpan.FromSeconds(2));
        using var own = await client.GetAsync(new Uri(await site.PathAsync("HND"), UriKind.Relative), Service.Token);
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
    }

    [Fact]
    public async Task What_was_typed_is_given_back_where_others_tried_from_the_same_address_or_the_link_ended_meanwhile()
    {
        await using var site = await AnswerSite.StartAsync();
        var (visitor, path) = await site.OpenAsync("HND");
        var form = visitor.Filled(path, ("results", "Trồng xong <500> m"));
        using (var client = new HttpClient { BaseAddress = site.Address })
        {
            for (var i = 0; i < TokenThrottle.Tries; i++)
                (await client.GetAsync(new Uri($"/t/{i:D27}", UriKind.Relative), Service.Token)).Dispose();
        }

        Assert.Equal(429, await visitor.PostAsync(path, form));
        Assert.Contains("Trồng xong <500> m", visitor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("2022-W24", visitor.Text, StringComparison.Ordinal);
        await site.Service.PassAsync(TimeSpan.FromSeconds(2));
        await visitor.SendAsync(path);
        Assert.Contains("Đã nhận", visitor.Text, StringComparison.Ordinal);

        await site.Service.PassAsync(TimeSpan.FromSeconds(2));
        Assert.Equal(404, await visitor.PostAsync($"/t/{None}", form));
        Assert.Contains("Trồng xong <500> m", visitor.Text, StringComparison.Ordinal);
        Assert.Empty(visitor.Page.QuerySelectorAll("form"));
        Assert.Equal(404, await visitor.PostAsync("/nowhere", form));
        Assert.DoesNotContain("Trồng xong", visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Tries_from_a_million_addresses_fill_no_memory()
    {
        var throttle = new TokenThrottle(new FakeTimeProvider());
        for (var i = 0; i < 20_000; i++)
            throttle.Note(new IPAddress([10, (byte)(i >> 16), (byte)(i >> 8), (byte)i]));
        Assert.Equal(4096, throttle.Count);
    }

    [Fact]
    public async Task A_proxys_word_for_whom_it_asks_is_believed_only_of_one_that_is_named()
    {
        foreach (var (proxy, addresses) in new[] { ("", 1), ("Answers:TrustedProxy=127.0.0.1", 3) })
        {
            await using var site = await AnswerSite.StartAsync([.. proxy.Length > 0 ? [proxy] : Array.Empty<string>()]);
            using var client = new HttpClient { BaseAddress = site.Address };
            foreach (var address in new[] { "192.0.2.1", "192.0.2.2", "192.0.2.9, 192.0.2.3" })
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, $"/t/{None}");
                request.Headers.Add("X-Forwarded-For", address);
                (await client.SendAsync(request, Service.Token)).Dispose();
            }

            Assert.Equal(addresses, site.Desk.Host.Services.GetRequiredService<TokenThrottle>().Count);
        }
    }

    [Fact]
    public async Task A_proxy_that_is_not_named_is_told_by_the_doctor()
    {
        // By http it is reached at this machine only: nothing stands in front.
        foreach (var (url, proxy, isTold) in new[]
        {
            ("https://baocao.xa.example", "", true), ("https://baocao.xa.example", "127.0.0.1", false), ("http://localhost", "", false),
        })
        {
            await using var site = await AnswerSite.StartAsync($"Answers:PublicUrl={url}", $"Answers:TrustedProxy={proxy}");
            var services = site.Desk.Host.Services;
            var findings = await ActivatorUtilities.CreateInstance<ProxyCheck>(services).FindAsync(
                new(default, services.GetRequiredService<CampaignClock>(), null), Service.Token);
            Assert.Equal((url, proxy, isTold), (url, proxy, findings.Any(
                each => each.IsWarning && each.Says.Contains("Answers:TrustedProxy", StringComparison.Ordinal))));
        }
    }

    private static IEnumerable<string> Patterns(IEndpointRouteBuilder app) => app.DataSources.SelectMany(source => source.Endpoints)
        .OfType<RouteEndpoint>().Select(endpoint => $"/{endpoint.RoutePattern.RawText!.TrimStart('/')}");
}
