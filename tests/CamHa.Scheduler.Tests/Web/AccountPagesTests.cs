using System.Globalization;
using System.Text.RegularExpressions;
using CamHa.Scheduler.Accounts;
using CamHa.Scheduler.Tests.Infrastructure;
using CamHa.Scheduler.Web;
using CamHa.Scheduler.Web.Safety;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Tests.Web;

/// <summary>Accounts: the first, others, and what each may do.</summary>
public sealed partial class AccountPagesTests
{
    private const string Secret = "một câu của riêng mình";
    private const string UnitWeek = "/campaigns/{campaign:int:min(1)}/units/{unit:int:min(1)}/{week:length(8)}";

    // The first of the plan that hands in every week.
    private const string UnitThatOwes = "6";

    // Every route that is not for everybody, by what it asks.
    private static readonly Dictionary<string, Right> Rights = new(StringComparer.Ordinal)
    {
        ["GET /"] = Right.Look,
        ["GET /outbox"] = Right.Look,
        ["GET /outbox/{id:long:min(1)}"] = Right.Look,
        ["GET /inbox"] = Right.Look,
        ["GET /campaigns"] = Right.Look,
        ["GET /campaigns/{campaign:int:min(1)}"] = Right.Look,
        [$"GET {UnitWeek}"] = Right.Look,
        [$"GET {UnitWeek}/enter"] = Right.Enter,
        [$"POST {UnitWeek}/enter"] = Right.Enter,
        [$"POST {UnitWeek}/enter/split"] = Right.Enter,
        [$"GET {UnitWeek}/called"] = Right.Enter,
        [$"POST {UnitWeek}/called"] = Right.Enter,
        [$"GET {UnitWeek}/called/forget"] = Right.Enter,
        [$"POST {UnitWeek}/called/forget"] = Right.Enter,
        [$"GET {UnitWeek}/withdraw"] = Right.Enter,
        [$"POST {UnitWeek}/withdraw"] = Right.Enter,
        [$"GET {UnitWeek}/exempt"] = Right.Decide,
        [$"POST {UnitWeek}/exempt"] = Right.Decide,
        [$"GET {UnitWeek}/expect"] = Right.Decide,
        [$"POST {UnitWeek}/expect"] = Right.Decide,
        ["GET /campaigns/{campaign:int:min(1)}/changes/{change:int:min(1)}/undo"] = Right.Enter,
        ["POST /campaigns/{campaign:int:min(1)}/changes/{change:int:min(1)}/undo"] = Right.Enter,
        ["GET /campaigns/{campaign:int:min(1)}/assignments"] = Right.Look,
        ["GET /campaigns/{campaign:int:min(1)}/assignments/{code}"] = Right.Look,
        ["GET /campaigns/{campaign:int:min(1)}/assignments/{code}/complete"] = Right.Decide,
        ["POST /campaigns/{campaign:int:min(1)}/assignments/{code}/complete"] = Right.Decide,
        ["GET /campaigns/{campaign:int:min(1)}/assignments/{code}/return"] = Right.Decide,
        ["POST /campaigns/{campaign:int:min(1)}/assignments/{code}/return"] = Right.Decide,
        ["GET /campaigns/{campaign:int:min(1)}/assignments/{code}/progress"] = Right.Decide,
        ["POST /campaigns/{campaign:int:min(1)}/assignments/{code}/progress"] = Right.Decide,
        ["GET /campaigns/{campaign:int:min(1)}/assignments/{code}/reopen"] = Right.Decide,
        ["POST /campaigns/{campaign:int:min(1)}/assignments/{code}/reopen"] = Right.Decide,
        ["GET /campaigns/{campaign:int:min(1)}/due-dates"] = Right.Decide,
        ["POST /campaigns/{campaign:int:min(1)}/due-dates"] = Right.Decide,
        ["GET /campaigns/{campaign:int:min(1)}/units"] = Right.Look,
        ["GET /campaigns/{campaign:int:min(1)}/units/{code}"] = Right.Look,
        ["GET /campaigns/{campaign:int:min(1)}/units/{code}/contact"] = Right.Decide,
        ["POST /campaigns/{campaign:int:min(1)}/units/{code}/contact"] = Right.Decide,
        ["POST /campaigns/{campaign:int:min(1)}/units/{code}/link"] = Right.Decide,
        ["GET /changes"] = Right.Audit,
        ["GET /changes/{id:long:min(1)}"] = Right.Audit,
        ["GET /changes/{id:long:min(1)}/undo"] = Right.Decide,
        ["POST /changes/{id:long:min(1)}/undo"] = Right.Decide,
        ["GET /campaigns/{campaign:int:min(1)}/progress"] = Right.Look,
        ["GET /campaigns/{campaign:int:min(1)}/report"] = Right.Look,
        ["POST /campaigns/{campaign:int:min(1)}/report"] = Right.Enter,
        ["GET /campaigns/{campaign:int:min(1)}/report/docx"] = Right.Look,
        ["GET /campaigns/{campaign:int:min(1)}/report/pdf"] = Right.Look,
        ["GET /campaigns/{campaign:int:min(1)}/report/xlsx"] = Right.Look,
        ["GET /plan"] = Right.Look,
        ["POST /plan"] = Right.Decide,
        ["GET /plan/uploads/{upload:length(32)}"] = Right.Decide,
        ["POST /plan/uploads/{upload:length(32)}"] = Right.Decide,
        ["GET /plan/uploads/{upload:length(32)}/columns"] = Right.Decide,
        ["POST /plan/uploads/{upload:length(32)}/columns"] = Right.Decide,
        ["GET /plan/uploads/{upload:length(32)}/mails"] = Right.Decide,
        ["GET /plan/uploads/{upload:length(32)}/faults"] = Right.Decide,
        ["POST /plan/uploads/{upload:length(32)}/drop"] = Right.Decide,
        ["GET /plan/template.xlsx"] = Right.Look,
        ["GET /campaigns/{campaign:int:min(1)}/plan.xlsx"] = Right.Look,
        ["GET /campaigns/list.xlsx"] = Right.Look,
        ["GET /campaigns/{campaign:int:min(1)}/assignments.xlsx"] = Right.Look,
        ["GET /campaigns/{campaign:int:min(1)}/week.xlsx"] = Right.Look,
        ["GET /outbox/list.xlsx"] = Right.Look,
        ["GET /reports"] = Right.Look,
        ["GET /reports/{id:long:min(1)}/docx"] = Right.Look,
        ["GET /reports/{id:long:min(1)}/pdf"] = Right.Look,
        ["GET /reports/{id:long:min(1)}/xlsx"] = Right.Look,
        ["GET /calendar"] = Right.Look,
        ["POST /calendar"] = Right.Decide,
        ["POST /calendar/remove"] = Right.Decide,
        ["GET /test-mail"] = Right.Look,
        ["POST /test-mail"] = Right.Decide,
        ["POST /pause"] = Right.Decide,
        ["POST /resume"] = Right.Decide,
        ["POST /outbox/{id:long:min(1)}/retry"] = Right.Decide,
        ["POST /outbox/{id:long:min(1)}/release"] = Right.Decide,
        ["POST /outbox/{id:long:min(1)}/cancel"] = Right.Decide,
        ["POST /outbox/runs/{run:length(32)}/{campaign:int:min(1)}/retry"] = Right.Decide,
        ["POST /outbox/runs/{run:length(32)}/{campaign:int:min(1)}/release"] = Right.Decide,
        ["POST /outbox/runs/{run:length(32)}/{campaign:int:min(1)}/cancel"] = Right.Decide,
        ["POST /outbox/first/{campaign:int:min(1)}/retry"] = Right.Decide,
        ["POST /outbox/first/{campaign:int:min(1)}/release"] = Right.Decide,
        ["POST /outbox/first/{campaign:int:min(1)}/cancel"] = Right.Decide,
        ["GET /inbox/{id:long:min(1)}/apply"] = Right.Decide,
        ["POST /inbox/{id:long:min(1)}/apply"] = Right.Decide,
        ["POST /inbox/{id:long:min(1)}/ignore"] = Right.Decide,
        ["POST /inbox/{id:long:min(1)}/ask"] = Right.Decide,
        ["GET /inbox/{id:long:min(1)}/files/{number:int:min(1)}"] = Right.Look,
        ["POST /inbox/probe"] = Right.Decide,
        ["GET /extensions"] = Right.Look,
        ["POST /extensions/approve"] = Right.Decide,
        ["POST /extensions/move"] = Right.Decide,
        ["POST /extensions/refuse"] = Right.Decide,
        ["POST /addresses/reopen"] = Right.Decide,
        ["POST /logout"] = Right.Look,
        ["GET /first-account"] = Right.Look,
        ["POST /first-account"] = Right.Look,
        ["GET /account"] = Right.Look,
        ["POST /account"] = Right.Look,
        ["POST /account/sessions/end"] = Right.Look,
        ["GET /setup"] = Right.Administer,
        ["GET /setup/office"] = Right.Administer,
        ["POST /setup/office"] = Right.Administer,
        ["GET /setup/mailbox"] = Right.Administer,
        ["POST /setup/mailbox"] = Right.Administer,
        ["GET /setup/inbox"] = Right.Administer,
        ["POST /setup/inbox"] = Right.Administer,
        ["GET /setup/weeks"] = Right.Administer,
        ["GET /setup/start"] = Right.Administer,
        ["POST /setup/start"] = Right.Administer,
        ["POST /setup/demo"] = Right.Administer,
        ["POST /setup/restart"] = Right.Administer,
        ["GET /accounts"] = Right.Administer,
        ["GET /accounts/new"] = Right.Administer,
        ["POST /accounts/new"] = Right.Administer,
        ["GET /accounts/{id:int:min(1)}"] = Right.Administer,
        ["POST /accounts/{id:int:min(1)}"] = Right.Administer,
        ["GET /accounts/{id:int:min(1)}/password"] = Right.Administer,
        ["POST /accounts/{id:int:min(1)}/password"] = Right.Administer,
        ["GET /accounts/{id:int:min(1)}/end"] = Right.Administer,
        ["POST /accounts/{id:int:min(1)}/end"] = Right.Administer,
        ["GET /accounts/{id:int:min(1)}/reopen"] = Right.Administer,
        ["POST /accounts/{id:int:min(1)}/reopen"] = Right.Administer,
    };

    [Fact]
    public async Task The_first_account_needs_the_code_of_the_machine_and_locks_the_page_from_then_on()
    {
        await using var site = await Site.StartAsync();
        using var other = new Visitor(site.Address);
        await other.OpenAsync("/");
        using var clerk = new Visitor(site.Address);
        await clerk.OpenAsync("/");
        Assert.Contains("Chưa có tài khoản nào", clerk.Text, StringComparison.Ordinal);
        await clerk.OpenAsync("/first-account");
        await clerk.SendAsync("/first-account", First("00000-00000", "chuyen-trach"));
        Assert.Equal(422, clerk.Status);
        Assert.Contains("Mã không đúng", clerk.Page.QuerySelector("#code-fault")!.TextContent, StringComparison.Ordinal);
        // What was typed is still there, but for the passwords.
        Assert.Equal("chuyen-trach", clerk.Page.QuerySelector("#name")!.GetAttribute("value"));
        Assert.Null(clerk.Page.QuerySelector("#password")!.GetAttribute("value"));

        var file = Path.Combine(site.Service.Folder, "ma-lap-tai-khoan.txt");
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        var code = (await File.ReadAllTextAsync(file, Service.Token)).Split(": ")[1].Trim();
        Assert.DoesNotContain(code, clerk.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        await clerk.SendAsync("/first-account", First(code.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal), "chuyen-trach"));
        Assert.Equal(("/", 200), (clerk.Path, clerk.Status));
        Assert.Contains("Đã lập tài khoản đầu tiên", clerk.Text, StringComparison.Ordinal);
        Assert.False(File.Exists(file));

        // Whoever had the page open before is asked, also on the machine itself.
        await other.OpenAsync("/");
        Assert.Equal("/login", other.Path);
        await other.OpenAsync("/first-account");
        Assert.Equal("/login", other.Path);
        Assert.Equal(302, Wire.StatusOf(await Wire.RequestAsync(site.Address, "GET /first-account")));
        Assert.Equal(302, Wire.StatusOf(await Wire.PostAsync(site.Address, "/pause", "", "token=x")));
        // There is no second first one.
        await clerk.OpenAsync("/first-account");
        Assert.Equal(404, clerk.Status);
    }

    [Fact]
    public async Task A_login_outlives_a_restart_and_ends_with_its_account_and_its_password()
    {
        var service = await RunningService.CreateAsync();
        await using var first = await Site.StartAsync(service, []);
        await AddAsync(first, "quan-tri", AccountRoles.Administrator);
        await AddAsync(first, "van-thu", AccountRoles.Clerk);
        // A browser knows a page by its host alone, so it is still logged in at another port.
        var cookie = await CookieAsync(first, "van-thu");
        var open = await Wire.RequestAsync(first.Address, "GET /account", $"Cookie: {cookie}\r\n");
        await service.StopAsync(first.Host);
        var second = await Site.StartAsync(service, []);
        Assert.Equal(200, await StatusAsync(second, cookie));
        // Nor is a form lost that was open meanwhile: what is wrong with it is said beside its field.
        var form = $"token={Between(open, "name=\"token\" value=\"", "\"")}&current=sai";
        Assert.Equal(422, Wire.StatusOf(await Wire.PostAsync(second.Address, "/account", $"Cookie: {cookie}\r\n", form)));

        using var administrator = new Visitor(second.Address);
        await administrator.LogInAsync("quan-tri", Secret);
        var path = $"/accounts/{await IdAsync(second, "van-thu")}";
        await administrator.OpenAsync($"{path}/password");
        await administrator.SendAsync($"{path}/password", ("password", Secret + " khác"), ("again", Secret + " khác"));
        Assert.Contains("Đã đặt mật khẩu mới", administrator.Text, StringComparison.Ordinal);
        Assert.Equal(302, await StatusAsync(second, cookie));

        cookie = await CookieAsync(second, "van-thu", Secret + " khác");
        Assert.Equal(200, await StatusAsync(second, cookie));
        await administrator.OpenAsync(path);
        await administrator.SendAsync($"{path}/end");
        Assert.Contains("Đã khóa tài khoản", administrator.Text, StringComparison.Ordinal);
        Assert.Equal(302, await StatusAsync(second, cookie));
        using var ended = new Visitor(second.Address);
        await ended.LogInAsync("van-thu", Secret + " khác");
        Assert.Equal(401, ended.Status);

        // Nobody locks everybody out.
        var own = $"/accounts/{await IdAsync(second, "quan-tri")}";
        await administrator.OpenAsync(own);
        await administrator.SendAsync($"{own}/end");
        Assert.Equal(422, administrator.Status);
        Assert.Contains("tài khoản Quản trị cuối cùng", administrator.Text, StringComparison.Ordinal);
        await administrator.OpenAsync(own);
        await administrator.SendAsync(own, ("person", "Quản trị"), ("roles", "leader"), ("campaigns", "*"));
        Assert.Equal(422, administrator.Status);
        Assert.Equal("16", await second.Service.ReadAsync("SELECT Roles FROM Account WHERE Name = 'quan-tri'"));
    }

    [Fact]
    public async Task One_sees_where_one_is_logged_in_and_ends_it_there_but_nobody_elses()
    {
        await using var site = await Site.StartAsync();
        await AddAsync(site, "lanh-dao", AccountRoles.Leader);
        await AddAsync(site, "van-thu", AccountRoles.Clerk);
        using var leader = new Visitor(site.Address);
        await leader.LogInAsync("lanh-dao", Secret);
        var elsewhere = await CookieAsync(site, "lanh-dao");
        var clerks = await CookieAsync(site, "van-thu");
        await leader.OpenAsync("/account");
        Assert.Equal(2, leader.Page.QuerySelectorAll("ol.cards > li").Length);
        await leader.SendAsync("/account/sessions/end", ("session", AccountSessions.HashOf(clerks.Split('=')[1])));
        Assert.Equal(200, await StatusAsync(site, clerks));
        await leader.SendAsync("/account/sessions/end", ("session", AccountSessions.HashOf(elsewhere.Split('=')[1])));
        Assert.Equal(302, await StatusAsync(site, elsewhere));
        Assert.Single(leader.Page.QuerySelectorAll("ol.cards > li"));

        await leader.SendAsync("/account", ("current", "sai"), ("password", "câu mới của tôi"), ("again", "câu mới của tôi"));
        Assert.Equal(422, leader.Status);
        await leader.SendAsync("/account", ("current", Secret), ("password", "câu mới của tôi"), ("again", "câu mới của tôi"));
        Assert.Equal(200, leader.Status);
        await leader.OpenAsync("/");
        Assert.Equal("/", leader.Path);
    }

    [Theory]
    [InlineData("ngắn", "Mật khẩu chỉ có 4 ký tự")]
    [InlineData("12345678910", "hay bị đoán")]
    [InlineData("aaaaaaaaaaaaa", "hay bị đoán")]
    [InlineData("thu-kho@2026", "hay bị đoán")]
    [InlineData("Matkhau1234", "hay bị đoán")]
    public async Task A_password_that_is_guessed_first_is_refused_beside_its_field(string password, string words)
    {
        await using var site = await Site.StartAsync();
        await AddAsync(site, "quan-tri", AccountRoles.Administrator);
        using var administrator = new Visitor(site.Address);
        await administrator.LogInAsync("quan-tri", Secret);
        await administrator.OpenAsync("/accounts/new");
        await administrator.SendAsync(
            "/accounts/new", ("name", "Thu-Kho"), ("person", "Thủ kho <b>"), ("roles", "clerk"), ("campaigns", "*"),
            ("password", password), ("again", password));
        Assert.Equal(422, administrator.Status);
        Assert.Contains(words, administrator.Page.QuerySelector("#password-fault")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Thủ kho <b>", administrator.Page.QuerySelector("#person")!.GetAttribute("value"));
        Assert.True(administrator.Page.QuerySelector("input[name=roles][value=clerk]")!.HasAttribute("checked"));
        Assert.Equal(1, await site.Service.CountAsync("SELECT COUNT(*) FROM Account"));
    }

    [Fact]
    public async Task Every_route_says_which_right_it_asks_for()
    {
        await using var site = await Site.StartAsync("Inbox:Source=folder", "Inbox:Folder=.");
        var routes = RoutesOf(site);
        Assert.Equal(Rights.OrderBy(each => each.Key, StringComparer.Ordinal), routes.OrderBy(each => each.Key, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Nobody_does_by_its_address_what_the_role_may_not()
    {
        await using var site = await Site.StartAsync("Inbox:Source=folder", "Inbox:Folder=.");
        foreach (var role in Enum.GetValues<AccountRoles>().Where(role => role != AccountRoles.None))
        {
            var name = $"{role}".ToLowerInvariant();
            await AddAsync(site, name, role);
            var cookie = await CookieAsync(site, name);
            foreach (var (route, right) in Rights)
            {
                var path = Concrete(route.Split(' ')[1]);
                var answer = route.StartsWith("GET ", StringComparison.Ordinal)
                    ? await Wire.RequestAsync(site.Address, $"GET {path}", $"Cookie: {cookie}\r\n")
                    : await Wire.PostAsync(site.Address, path, $"Cookie: {cookie}\r\n", "token=x");
                var status = Wire.StatusOf(answer);
                if (RightRule.Has(role, right))
                    Assert.NotEqual((role, route, 403), (role, route, status));
                else
                    Assert.Equal((role, route, 403), (role, route, status));
            }
        }
    }

    [Fact]
    public async Task Whoever_may_only_read_sees_no_button()
    {
        await using var site = await Site.OnABadFridayAsync(["Inbox:Source=folder", "Inbox:Folder=."]);
        await AddAsync(site, "lanh-dao", AccountRoles.Leader);
        await AddAsync(site, "chuyen-trach", AccountRoles.Specialist);
        using var leader = new Visitor(site.Address);
        await leader.LogInAsync("lanh-dao", Secret);
        using var specialist = new Visitor(site.Address);
        await specialist.LogInAsync("chuyen-trach", Secret);
        foreach (var path in new[] { "/", "/outbox", "/inbox", "/test-mail" })
        {
            await leader.OpenAsync(path);
            Assert.Equal(
                ["/logout"],
                leader.Page.QuerySelectorAll("form[method=post]").Select(form => form.GetAttribute("action")!).Distinct());
            await specialist.OpenAsync(path);
            Assert.True(specialist.Page.QuerySelectorAll("form[method=post]").Length > 1, path);
        }
    }

    [Fact]
    public async Task Whoever_sees_named_campaigns_finds_nothing_of_another_by_any_address()
    {
        await using var site = await Site.OnABadFridayAsync();
        await site.Service.ExecuteAsync(
            """
            INSERT INTO Campaign (Code, Name, Place, SubjectTag, StartsOn, EndsOn, WatchedSince)
            VALUES ('KHAC', 'Kế hoạch khác', 'Xã khác', 'KHAC', '2022-01-01', '2022-12-31', '2022-01-01T00:00:00.000Z')
            """);
        var other = int.Parse(await site.Service.ReadAsync("SELECT Id FROM Campaign WHERE Code = 'KHAC'"), CultureInfo.InvariantCulture);
        await AddAsync(site, "quan-tri", AccountRoles.Administrator);
        await site.Host.Services.GetRequiredService<AccountStore>().AddAsync(
            "xa-khac", "Xã khác", Secret, (AccountRoles)31, [other], Service.Token);
        var own = await Texts(site, "quan-tri");
        var narrow = await Texts(site, "xa-khac");
        // Where the first reads the other's campaign, the second does not; it is as if it were not there.
        foreach (var (path, (status, text)) in narrow)
        {
            var isOfMachine = path.StartsWith("/accounts", StringComparison.Ordinal) || path is "/test-mail"
                || path.StartsWith("/setup", StringComparison.Ordinal)
                || path.StartsWith("/inbox", StringComparison.Ordinal);
            var isOne = path is "/outbox/1" or "/first-account"
                || path.StartsWith("/campaigns/1", StringComparison.Ordinal)
                || path.StartsWith("/changes/1", StringComparison.Ordinal)
                || path.StartsWith("/plan/uploads/", StringComparison.Ordinal)
                || path.StartsWith("/reports/1/", StringComparison.Ordinal);
            Assert.Equal((path, isOfMachine ? 403 : isOne ? 404 : 200), (path, status));
            foreach (var word in new[] { "Cẩm Hà", "NTM-2022", "camha.example", "Cẩm Hà".Normalize(System.Text.NormalizationForm.FormD) })
                Assert.DoesNotContain(word, text, StringComparison.Ordinal);
        }

        Assert.Contains("NTM-2022", own["/campaigns"].Text, StringComparison.Ordinal);
        Assert.Contains("camha.example", own["/outbox"].Text, StringComparison.Ordinal);
        Assert.Equal(200, own["/outbox/1"].Status);
        Assert.Equal(200, own["/campaigns/1/assignments/T04"].Status);
        Assert.Equal(200, own["/changes/1"].Status);
        Assert.Contains("Kế hoạch khác", narrow["/campaigns"].Text, StringComparison.Ordinal);

        // Nor does a form decide about it.
        using var visitor = new Visitor(site.Address);
        await visitor.LogInAsync("xa-khac", Secret);
        await visitor.OpenAsync("/account");
        var token = visitor.Page.QuerySelector("input[name=token]")!.GetAttribute("value")!;
        foreach (var path in Rights.Keys.Where(each => each.StartsWith("POST /outbox", StringComparison.Ordinal)
            || each.StartsWith("POST /campaigns", StringComparison.Ordinal)
            || each.StartsWith("POST /changes", StringComparison.Ordinal) || each is "POST /pause"))
        {
            var refused = await visitor.PostAsync(Concrete(path.Split(' ')[1]), ("token", token));
            Assert.Equal((path, path is "POST /pause" ? 403 : 404), (path, refused));
        }

        async Task<Dictionary<string, (int Status, string Text)>> Texts(Site site, string name)
        {
            var cookie = await CookieAsync(site, name);
            var texts = new Dictionary<string, (int, string)>(StringComparer.Ordinal);
            foreach (var route in Rights.Keys.Where(each => each.StartsWith("GET ", StringComparison.Ordinal)))
            {
                var path = Concrete(route[4..]);
                var answer = await Wire.RequestAsync(site.Address, $"GET {path}", $"Cookie: {cookie}\r\n");
                texts[path] = (Wire.StatusOf(answer), answer);
            }

            return texts;
        }
    }

    private static string Concrete(string pattern) =>
        Place().Replace(
            pattern.Replace("{run:length(32)}", new string('a', 32), StringComparison.Ordinal)
                .Replace("{upload:length(32)}", new string('a', 32), StringComparison.Ordinal)
                .Replace("{unit:int:min(1)}", UnitThatOwes, StringComparison.Ordinal)
                .Replace("{week:length(8)}", "2022-W24", StringComparison.Ordinal)
                .Replace("{code}", "T04", StringComparison.Ordinal),
            "1");

    private static (string, string)[] First(string code, string name) =>
        [("code", code), ("name", name), ("person", "Chuyên trách NTM"), ("password", Secret), ("again", Secret)];

    private static Task<Account> AddAsync(Site site, string name, AccountRoles roles) =>
        site.AddAccountAsync(name, roles, Secret);

    private static async Task<int> IdAsync(Site site, string name) =>
        int.Parse(await site.Service.ReadAsync($"SELECT Id FROM Account WHERE Name = '{name}'"), CultureInfo.InvariantCulture);

    private static async Task<string> CookieAsync(Site site, string name, string password = Secret)
    {
        var page = await Wire.RequestAsync(site.Address, "GET /login");
        var (cookie, token) = (Between(page, "Set-Cookie: ", ";"), Between(page, "name=\"token\" value=\"", "\""));
        var answer = await Wire.PostAsync(
            site.Address,
            "/login",
            $"Cookie: {cookie}\r\n",
            $"token={token}&user={name}&password={Uri.EscapeDataString(password)}");
        Assert.Equal(303, Wire.StatusOf(answer));
        return Between(answer, "Set-Cookie: ", ";");
    }

    private static string Between(string text, string before, string after) => text.Split(before)[1].Split(after)[0];

    private static async Task<int> StatusAsync(Site site, string cookie) =>
        Wire.StatusOf(await Wire.RequestAsync(site.Address, "GET /calendar", $"Cookie: {cookie}\r\n"));

    private static Dictionary<string, Right> RoutesOf(Site site)
    {
        var routes = new Routes(site.Host.Services);
        foreach (var each in site.Host.Services.GetServices<IEndpoints>())
            each.Map(routes);
        return routes.DataSources.SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(route => route.Metadata.GetMetadata<ForEverybody>() is null)
            .ToDictionary(
                route => $"{route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0]} {route.RoutePattern.RawText}",
                route => route.Metadata.GetMetadata<Needs>()!.Right,
                StringComparer.Ordinal);
    }

    [GeneratedRegex("{[^}]*}")]
    private static partial Regex Place();

    private sealed class Routes(IServiceProvider services) : IEndpointRouteBuilder
    {
        public IServiceProvider ServiceProvider => services;

        public ICollection<EndpointDataSource> DataSources { get; } = [];

        public IApplicationBuilder CreateApplicationBuilder() => new ApplicationBuilder(services);
    }
}
