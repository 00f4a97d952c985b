using System.Globalization;
using System.Text;
using CamHa.Scheduler.Accounts;
using CamHa.Scheduler.Tests.Infrastructure;
using CamHa.Scheduler.Web.Safety;
using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Tests.Web;

/// <summary>What somebody tries who has an account, and wants more; and what keeps one out who should be let in.</summary>
public sealed class AccountSafetyTests
{
    private const string Secret = "một câu của riêng mình";

    [Fact]
    public async Task Another_user_of_the_machine_could_make_an_account_without_its_code()
    {
        await using var site = await Site.StartAsync();
        using var other = new Visitor(site.Address);
        await other.OpenAsync("/");
        var token = other.Page.QuerySelector("input[name=token]")!.GetAttribute("value")!;
        foreach (var path in new[] { "/accounts", "/accounts/new", "/accounts/1", "/accounts/1/password", "/accounts/1/end" })
        {
            await other.OpenAsync(path);
            Assert.Equal((path, 403), (path, other.Status));
        }

        var made = await other.PostAsync(
            "/accounts/new",
            ("token", token), ("name", "ke-la"), ("person", "Kẻ lạ"), ("roles", "administrator"), ("campaigns", "*"),
            ("password", Secret), ("again", Secret));
        Assert.Equal(403, made);
        Assert.Equal(0, await site.Service.CountAsync("SELECT COUNT(*) FROM Account"));
    }

    [Fact]
    public async Task A_strangers_form_was_read_where_a_file_is_taken_and_a_mailboxs_password_shown_after_the_session()
    {
        await using var site = await Site.StartAsync();
        await AddAsync(site, "quan-tri", AccountRoles.Administrator);
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = site.Address };
        var (plan, _) = await PostAsync("/plan", ("pasted", "một bảng rất dài"));
        Assert.Equal(System.Net.HttpStatusCode.Found, plan);
        var (mailbox, text) = await PostAsync(
            "/setup/mailbox", ("smtp-host", "thu.example"), ("smtp-password", "mat-khau-ung-dung-dai"));
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, mailbox);
        Assert.Contains("thu.example", text, StringComparison.Ordinal);
        Assert.DoesNotContain("mat-khau-ung-dung-dai", text, StringComparison.Ordinal);

        async Task<(System.Net.HttpStatusCode Status, string Text)> PostAsync(string path, params (string Name, string Value)[] fields)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative))
            {
                Content = new FormUrlEncodedContent(fields.Select(each => new KeyValuePair<string, string>(each.Name, each.Value))),
                Headers = { { "Sec-Fetch-Site", "same-origin" } },
            };
            using var answer = await client.SendAsync(request, Service.Token);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Service.Token));
        }
    }

    [Fact]
    public async Task Whoever_has_an_account_could_guess_at_anothers_without_end()
    {
        await using var site = await Site.StartAsync();
        await AddAsync(site, "quan-tri", AccountRoles.Administrator);
        await AddAsync(site, "van-thu", AccountRoles.Clerk);
        using var clerk = new Visitor(site.Address);
        for (var tries = 1; tries < LoginThrottle.TriesOfOne; tries++)
        {
            await clerk.LogInAsync("quan-tri", $"đoán lần {tries}");
            Assert.Equal(401, clerk.Status);
            // The own password says nothing of those tries.
            await clerk.LogInAsync("van-thu", Secret);
            Assert.Equal(("/", 200), (clerk.Path, clerk.Status));
            await clerk.OpenAsync("/account");
            await clerk.SendAsync("/account", ("current", Secret), ("password", "ngắn"), ("again", "ngắn"));
            Assert.Equal(422, clerk.Status);
        }

        await clerk.LogInAsync(" Quan-Tri ", "đoán lần nữa");
        Assert.Equal(401, clerk.Status);
        await clerk.LogInAsync("quan-tri", Secret);
        Assert.Equal(429, clerk.Status);
        await site.Service.PassAsync(LoginThrottle.Window);
        await clerk.LogInAsync("quan-tri", Secret);
        Assert.Equal("/", clerk.Path);
    }

    [Fact]
    public async Task A_password_typed_at_another_keyboard_was_a_wrong_one()
    {
        await using var site = await Site.StartAsync();
        await AddAsync(site, "van-thu", AccountRoles.Clerk, Secret.Normalize(NormalizationForm.FormD));
        using var clerk = new Visitor(site.Address);
        await clerk.LogInAsync("van-thu", Secret.Normalize(NormalizationForm.FormC));
        Assert.Equal(("/", 200), (clerk.Path, clerk.Status));
        Assert.True(Password.IsRight(Password.Hash(Secret), Secret.Normalize(NormalizationForm.FormD)));
        Assert.False(Password.IsRight(Password.Hash("\ud800\ud800"), Secret));
    }

    [Fact]
    public async Task A_password_that_no_login_takes_whole_is_refused()
    {
        await using var site = await Site.StartAsync();
        var refused = await Assert.ThrowsAsync<AccountRefusedException>(
            () => AddAsync(site, "van-thu", AccountRoles.Clerk, string.Concat(Enumerable.Repeat("một câu ", 30))));
        Assert.Equal("password", refused.Field);
    }

    [Fact]
    public async Task A_code_file_of_another_database_or_half_written_is_written_anew()
    {
        await using var site = await Site.StartAsync();
        var file = Path.Combine(site.Service.Folder, "ma-lap-tai-khoan.txt");
        await File.WriteAllTextAsync(file, "", Service.Token);
        using var clerk = new Visitor(site.Address);
        await clerk.OpenAsync("/first-account");
        var code = await site.Host.Services.GetRequiredService<AccountStore>().FirstCodeAsync(Service.Token);
        Assert.EndsWith($": {code}", (await File.ReadAllTextAsync(file, Service.Token)).Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_wrong_codes_are_tries_at_the_code()
    {
        await using var site = await Site.StartAsync();
        var code = await site.Host.Services.GetRequiredService<AccountStore>().FirstCodeAsync(Service.Token);
        using var clerk = new Visitor(site.Address);
        await clerk.OpenAsync("/first-account");
        for (var tries = 0; tries <= LoginThrottle.TriesOfOne; tries++)
        {
            await clerk.SendAsync("/first-account", First(code, "van-thu", "ngắn"));
            Assert.NotNull(clerk.Page.QuerySelector("#password-fault"));
        }

        for (var tries = 0; tries < LoginThrottle.TriesOfOne; tries++)
            await clerk.SendAsync("/first-account", First("22222-22222", "van-thu", Secret));
        await clerk.SendAsync("/first-account", First(code, "van-thu", Secret));
        Assert.Contains("Thử sai quá nhiều lần", clerk.Text, StringComparison.Ordinal);
        Assert.Equal(0, await site.Service.CountAsync("SELECT COUNT(*) FROM Account"));
    }

    [Fact]
    public async Task Of_two_first_accounts_at_once_one_is_made()
    {
        await using var site = await Site.StartAsync();
        var code = await site.Host.Services.GetRequiredService<AccountStore>().FirstCodeAsync(Service.Token);
        var visitors = Enumerable.Range(1, 4).Select(_ => new Visitor(site.Address)).ToList();
        foreach (var visitor in visitors)
            await visitor.OpenAsync("/first-account");
        await Task.WhenAll(visitors.Select(
            (visitor, at) => visitor.SendAsync("/first-account", First(code, $"chuyen-trach-{at}", Secret))));
        Assert.Equal(1, await site.Service.CountAsync("SELECT COUNT(*) FROM Account"));
        Assert.Single(visitors, visitor => visitor is { Path: "/", Status: 200 });
        Assert.All(visitors, visitor => Assert.InRange(visitor.Status, 200, 422));
        visitors.ForEach(visitor => visitor.Dispose());
    }

    [Fact]
    public async Task A_campaign_that_is_gone_is_said_beside_its_box()
    {
        await using var site = await Site.StartAsync();
        await AddAsync(site, "quan-tri", AccountRoles.Administrator);
        using var administrator = new Visitor(site.Address);
        await administrator.LogInAsync("quan-tri", Secret);
        await administrator.OpenAsync("/accounts/new");
        await administrator.SendAsync(
            "/accounts/new", ("name", "van-thu"), ("person", "Văn thư"), ("roles", "clerk"), ("campaigns", "999"),
            ("password", Secret), ("again", Secret));
        Assert.Equal(422, administrator.Status);
        Assert.NotNull(administrator.Page.QuerySelector("#campaigns-fault"));
        Assert.Equal(1, await site.Service.CountAsync("SELECT COUNT(*) FROM Account"));
    }

    [Fact]
    public async Task Whoever_gives_up_to_administer_is_not_told_that_he_may_not()
    {
        await using var site = await Site.StartAsync();
        await AddAsync(site, "quan-tri", AccountRoles.Administrator);
        await AddAsync(site, "quan-tri-2", AccountRoles.Administrator);
        using var administrator = new Visitor(site.Address);
        await administrator.LogInAsync("quan-tri", Secret);
        var own = $"/accounts/{await site.Service.ReadAsync("SELECT Id FROM Account WHERE Name = 'quan-tri'")}";
        await administrator.OpenAsync(own);
        await administrator.SendAsync(own, ("person", "Lãnh đạo"), ("roles", "leader"), ("campaigns", "*"));
        Assert.Equal(("/", 200), (administrator.Path, administrator.Status));
        Assert.Contains("Đã lưu", administrator.Text, StringComparison.Ordinal);
        await administrator.OpenAsync("/accounts");
        Assert.Equal(403, administrator.Status);
    }

    [Fact]
    public async Task A_database_that_takes_no_writes_keeps_nobody_from_reading()
    {
        await using var site = await Site.StartAsync();
        await AddAsync(site, "lanh-dao", AccountRoles.Leader);
        using var leader = new Visitor(site.Address);
        await leader.LogInAsync("lanh-dao", Secret);
        await site.Service.ExecuteAsync(
            "CREATE TRIGGER Full BEFORE UPDATE ON AccountSession BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END");
        await site.Service.PassAsync(TimeSpan.FromMinutes(2));
        await leader.OpenAsync("/calendar");
        Assert.Equal(("/calendar", 200), (leader.Path, leader.Status));
    }

    [Fact]
    public async Task No_item_of_the_menu_leads_where_one_may_not_go()
    {
        await using var site = await Site.StartAsync("Inbox:Source=folder", "Inbox:Folder=.");
        foreach (var role in Enum.GetValues<AccountRoles>().Where(role => role != AccountRoles.None))
        {
            foreach (var isForAll in new[] { true, false })
            {
                var name = $"{role}-{isForAll}".ToLowerInvariant();
                await site.Host.Services.GetRequiredService<AccountStore>().AddAsync(
                    name, name, Secret, role, isForAll ? null : [1], Service.Token);
                using var visitor = new Visitor(site.Address);
                await visitor.LogInAsync(name, Secret);
                await visitor.OpenAsync("/calendar");
                foreach (var path in visitor.Page.QuerySelectorAll("nav a").Select(link => link.GetAttribute("href")!).ToList())
                {
                    await visitor.OpenAsync(path);
                    Assert.Equal((name, path, 200), (name, path, visitor.Status));
                }
            }
        }
    }

    [Fact]
    public async Task What_was_refused_on_a_request_for_more_time_is_told_to_whoever_clicked_alone_and_names_no_campaign_of_others()
    {
        await using var site = await Site.StartAsync();
        await site.Service.ExecuteAsync(
            """
            INSERT INTO Campaign (Code, Name, Place, SubjectTag, StartsOn, EndsOn, WatchedSince)
            VALUES ('KHAC', 'Kế hoạch khác', 'Xã khác', 'KHAC', '2022-01-01', '2022-12-31', '2022-01-01T00:00:00.000Z');
            INSERT INTO ExtensionRequest (AssignmentId, UnitId, AskedAt, AskedBy, DueOn, AskedFor, Reason)
            SELECT a.Id, u.Id, '2022-06-13T00:00:00.000Z', 'nong-dan@camha.example', a.DueOn, '2022-07-15', 'mưa'
            FROM Assignment AS a JOIN Unit AS u ON u.Code = 'HND' WHERE a.Code = 'T04'
            """);
        var other = int.Parse(await site.Service.ReadAsync("SELECT Id FROM Campaign WHERE Code = 'KHAC'"), CultureInfo.InvariantCulture);
        await AddAsync(site, "chuyen-trach", AccountRoles.Specialist);
        await site.Host.Services.GetRequiredService<AccountStore>().AddAsync(
            "xa-khac", "Xã khác", Secret, AccountRoles.Specialist, [other], Service.Token);
        using var specialist = new Visitor(site.Address);
        await specialist.LogInAsync("chuyen-trach", Secret);
        using var stranger = new Visitor(site.Address);
        await stranger.LogInAsync("xa-khac", Secret);

        await RefuseAsync(stranger, "KHONG-CO");
        Assert.Contains("Chưa làm được", stranger.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("NTM-2022", stranger.Text, StringComparison.Ordinal);
        var unknown = stranger.Text;
        await RefuseAsync(stranger, "NTM-2022");
        Assert.Equal(unknown, stranger.Text);

        await specialist.OpenAsync("/extensions");
        await specialist.SendAsync("/extensions/refuse", ("reason", " "));
        Assert.Contains("Chưa làm được", specialist.Text, StringComparison.Ordinal);
        await stranger.OpenAsync("/extensions");
        Assert.DoesNotContain("Chưa làm được", stranger.Text, StringComparison.Ordinal);
        await specialist.OpenAsync("/extensions");
        Assert.Contains("Chưa làm được", specialist.Text, StringComparison.Ordinal);
    }

    private static async Task RefuseAsync(Visitor visitor, string campaign)
    {
        await visitor.PostAsync(
            "/extensions/refuse",
            ("token", await TokenAsync(visitor)), ("campaign", campaign), ("code", "T04"), ("asked", "1"), ("reason", "không"));
        Assert.Equal("/extensions", visitor.Path);
    }

    private static async Task<string> TokenAsync(Visitor visitor)
    {
        await visitor.OpenAsync("/account");
        return visitor.Page.QuerySelector("input[name=token]")!.GetAttribute("value")!;
    }

    private static (string, string)[] First(string code, string name, string password) =>
        [("code", code), ("name", name), ("person", "Chuyên trách NTM"), ("password", password), ("again", password)];

    private static Task<Account> AddAsync(Site site, string name, AccountRoles roles, string password = Secret) =>
        site.AddAccountAsync(name, roles, password);
}
