using System.Text.Json;
using CamHa.Scheduler.Accounts;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Hosting;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Tests.Infrastructure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Tests.Desk;

/// <summary>From a service that was just installed to its first mails, in the browser alone.</summary>
public sealed class SetupPagesTests
{
    private const string Secret = "một câu của riêng mình";
    private const string MailSecret = "mật-khẩu-hộp-thư";
    private static readonly string[] Begun = ["Mail:Transport=none"];

    [Fact]
    public async Task An_administrator_is_led_from_the_first_account_to_the_first_mails_without_a_terminal()
    {
        await using var server = new SmallSmtpServer { Offers = ["8BITMIME", "AUTH PLAIN"] };
        var service = await NewAsync();
        var site = await Site.StartAsync(service, []);
        using var clerk = new Visitor(site.Address);
        await clerk.OpenAsync("/first-account");
        var code = (await File.ReadAllTextAsync(Path.Combine(service.Folder, "ma-lap-tai-khoan.txt"), Service.Token)).Split(": ")[1].Trim();
        await clerk.SendAsync(
            "/first-account", ("code", code), ("name", "quan-tri"), ("person", "Chuyên trách"), ("password", Secret), ("again", Secret));
        Assert.Equal("/", clerk.Path);
        Assert.Contains("Bước tiếp theo: Cơ quan ban hành", clerk.Text, StringComparison.Ordinal);

        await clerk.OpenAsync("/setup");
        Assert.Equal(
            ["Xong", "Làm bây giờ", "Sau", "Tùy chọn", "Xong"],
            clerk.Page.QuerySelectorAll("ol.steps .badge").Select(each => each.TextContent.Split(' ', 2)[1].Trim()).Take(5));

        // What is wrong stands beside its field, and what was typed stays.
        await clerk.OpenAsync("/setup/office");
        await clerk.SendAsync("/setup/office", clerk.Filled("/setup/office", ("signer-name", "Trưởng ban"), ("alerts-to", "khong-phai")));
        Assert.Equal(422, clerk.Status);
        Assert.NotNull(clerk.Page.QuerySelector("#alerts-to-fault"));
        Assert.Equal("Trưởng ban", clerk.Page.QuerySelector("#signer-name")!.GetAttribute("value"));
        await clerk.SendAsync("/setup/office", clerk.Filled("/setup/office", ("alerts-to", "")));
        Assert.Equal("/setup", clerk.Path);
        Assert.Contains("Đã lưu cài đặt", clerk.Text, StringComparison.Ordinal);
        Assert.Contains("Cài đặt mới chưa được dùng", clerk.Text, StringComparison.Ordinal);

        // A server that refuses the password: nothing is saved.
        server.Answer = command => command.StartsWith("AUTH", StringComparison.Ordinal) ? "535 5.7.8 wrong" : null;
        await clerk.OpenAsync("/setup/mailbox");
        await clerk.SendAsync("/setup/mailbox", Mailbox(clerk, server));
        Assert.Equal(422, clerk.Status);
        Assert.DoesNotContain(MailSecret, clerk.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.DoesNotContain("Smtp:Host", await KeptAsync(service), StringComparison.Ordinal);
        server.Answer = _ => null;
        await clerk.SendAsync("/setup/mailbox", Mailbox(clerk, server));
        Assert.Equal("/setup", clerk.Path);
        Assert.Contains("Máy chủ thư đã nhận thư thử", clerk.Text, StringComparison.Ordinal);
        Assert.Contains("<thu-thu.", Assert.Single(server.Mails), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeptFile(service)));
        foreach (var path in new[] { "/setup", "/setup/mailbox", "/setup/inbox" })
        {
            await clerk.OpenAsync(path);
            Assert.DoesNotContain(MailSecret, clerk.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        }

        await clerk.OpenAsync("/setup/weeks");
        Assert.Equal(200, clerk.Status);
        Assert.Matches("[0-9]+ thư đến [0-9]+ địa chỉ", Plain(clerk));

        // Not before the mailbox is in use.
        await clerk.OpenAsync("/setup/start");
        Assert.Null(clerk.Page.QuerySelector("form[action='/setup/start']"));
        Assert.Contains("khởi động lại dịch vụ trước", clerk.Text, StringComparison.Ordinal);
        await clerk.OpenAsync("/setup");
        await clerk.SendAsync("/setup/restart");
        Assert.Contains("Đang khởi động lại", clerk.Text, StringComparison.Ordinal);
        // When the answer has left.
        var stopped = new TaskCompletionSource();
        using (site.Host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(() => stopped.TrySetResult()))
            await stopped.Task.WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System, Service.Token);
        Assert.True(site.Host.Services.GetRequiredService<Restart>().IsAsked);

        await service.StopAsync(site.Host);
        var second = await Site.StartAsync(service, []);
        var mail = second.Host.Services.GetRequiredService<IOptions<MailOptions>>().Value;
        Assert.Equal((true, "nhacviec@xa.gov.vn"), (mail.UsesSmtp, mail.From));
        await service.PassAsync(RunningService.At(16, 8, 0), TimeSpan.FromHours(1));
        using var again = new Visitor(second.Address);
        await again.LogInAsync("quan-tri", Secret);
        // The specialist alone is told that the first mails wait.
        Assert.All(service.Server.Mails, mail => Assert.StartsWith("chuyen-trach-ntm@", mail.Recipient, StringComparison.Ordinal));
        await again.OpenAsync("/setup/start");
        Assert.Contains("thư đang chờ ở trang Tổng quan", again.Text, StringComparison.Ordinal);
        await again.SendAsync("/setup/start");
        Assert.Equal("/setup", again.Path);
        Assert.Contains("Đã cho gửi", again.Text, StringComparison.Ordinal);
        Assert.Equal("Cài đặt", again.Page.QuerySelector("h1")!.TextContent);
        await second.SettleAsync();
        Assert.Contains(service.Server.Mails, mail => !mail.Recipient.StartsWith("chuyen-trach-ntm@", StringComparison.Ordinal));
        await again.OpenAsync("/");
        Assert.DoesNotContain("Chưa gửi thư nào", again.Text, StringComparison.Ordinal);
        await second.DisposeAsync();
    }

    [Fact]
    public async Task A_password_that_is_kept_goes_to_no_server_that_it_was_not_typed_for()
    {
        await using var server = new SmallSmtpServer { Offers = ["8BITMIME", "AUTH PLAIN"] };
        await using var theirs = new SmallSmtpServer { Offers = ["8BITMIME", "AUTH PLAIN"] };
        var site = await Site.StartAsync(await NewAsync(), Begun);
        await using var end = site;
        await site.AddAccountAsync("quan-tri", (AccountRoles)31, Secret);
        using var clerk = new Visitor(site.Address);
        await clerk.LogInAsync("quan-tri", Secret);
        await clerk.OpenAsync("/setup/mailbox");
        await clerk.SendAsync("/setup/mailbox", Mailbox(clerk, server));
        Assert.Equal("/setup", clerk.Path);

        // With a login, and with none, after which the server would be known.
        foreach (var user in new[] { "nhacviec", "" })
        {
            await SaveAsync("mailbox", ("smtp-port", $"{theirs.Port}"), ("smtp-user", user), ("anyway", "1"));
            Assert.Equal(422, clerk.Status);
            Assert.NotNull(clerk.Page.QuerySelector("#smtp-password-fault"));
        }

        // Unless it is the mailbox's own server, where it is read as openly as it is sent.
        await SaveAsync("inbox", ("source", "imap"), ("host", "khac.xa.gov.vn"), ("security", "tls"));
        Assert.NotNull(clerk.Page.QuerySelector("#password-fault"));
        await SaveAsync("inbox", ("source", "none"), ("host", "khac.xa.gov.vn"), ("security", "tls"));
        Assert.NotNull(clerk.Page.QuerySelector("#password-fault"));
        await SaveAsync("inbox", ("source", "imap"), ("host", "127.0.0.1"), ("security", "none"));
        Assert.NotNull(clerk.Page.QuerySelector("#password-fault"));
        await SaveAsync("inbox", ("source", "imap"), ("host", "127.0.0.1"), ("security", "tls"));
        Assert.Equal("/setup", clerk.Path);
        Assert.DoesNotContain($"{theirs.Port}", await KeptAsync(site.Service), StringComparison.Ordinal);
        Assert.DoesNotContain("khac.xa.gov.vn", await KeptAsync(site.Service), StringComparison.Ordinal);

        // One that is typed takes its place, and goes nowhere else either.
        await SaveAsync("mailbox", ("smtp-port", $"{theirs.Port}"), ("smtp-user", ""), ("smtp-password", "khác"), ("anyway", "1"));
        Assert.Equal("/setup", clerk.Path);
        Assert.DoesNotContain(MailSecret, Settings.Load(Path.Combine(site.Service.Folder, "appsettings.json"), []).Values
            .AsEnumerable().Select(each => each.Value ?? ""));

        async Task SaveAsync(string page, params (string, string)[] fields)
        {
            await clerk.OpenAsync($"/setup/{page}");
            await clerk.SendAsync($"/setup/{page}", clerk.Filled($"/setup/{page}", fields));
        }
    }

    [Fact]
    public async Task Mails_wait_where_there_is_no_mailbox_yet()
    {
        var service = await NewAsync();
        await using var site = await Site.StartAsync(service, Begun);
        await site.AddAccountAsync("quan-tri", (AccountRoles)31, Secret);
        using var clerk = new Visitor(site.Address);
        await clerk.LogInAsync("quan-tri", Secret);
        await clerk.OpenAsync("/setup/start");
        Assert.Null(clerk.Page.QuerySelector("form[action='/setup/start']"));
        Assert.Contains("Chưa dùng hộp thư nào", clerk.Text, StringComparison.Ordinal);
        var token = clerk.Page.QuerySelector("input[name=token]")!.GetAttribute("value")!;
        Assert.Equal(422, await clerk.PostAsync("/setup/start", ("token", token), ("campaign", "1")));
        Assert.Equal("1", await service.ReadAsync("SELECT COUNT(*) FROM Campaign WHERE ReleasedAt IS NULL"));
        await Assert.ThrowsAsync<TransportUnavailableException>(() => new NoTransport().OpenAsync(Service.Token));
    }

    /// <summary>Who can write the service's data must not lead a command of the administrator anywhere.</summary>
    [Fact]
    public void Of_the_pages_file_only_what_the_page_sets_counts()
    {
        var folder = Directory.CreateTempSubdirectory("camha-page-").FullName;
        var config = Path.Combine(folder, "appsettings.json");
        File.WriteAllText(config, """{"Smtp":{"Host":"mail.xa.gov.vn","PasswordFile":"smtp-password"},"Storage":{"File":"a.db"}}""");
        File.WriteAllText(Path.Combine(folder, PageSettings.FileName), JsonSerializer.Serialize(new Dictionary<string, string>
        {
            ["Smtp:Host"] = "khac.xa.gov.vn",
            ["Smtp:PasswordFile"] = "/etc/shadow",
            ["Smtp:CaFile"] = "/tmp/ca.pem",
            ["Storage:File"] = "/etc/passwd",
            ["Mail:PickupFolder"] = "/etc",
            ["Web:Listen"] = "0.0.0.0:80",
        }));
        var values = Settings.Load(config, []).Values;
        Assert.Equal("khac.xa.gov.vn", values["Smtp:Host"]);
        Assert.Equal(("smtp-password", "a.db"), (values["Smtp:PasswordFile"], values["Storage:File"]));
        Assert.Null(values["Smtp:CaFile"] ?? values["Mail:PickupFolder"] ?? values["Web:Listen"]);
        Assert.Equal("dong-lenh.xa.gov.vn", Settings.Load(config, ["Smtp:Host=dong-lenh.xa.gov.vn"]).Values["Smtp:Host"]);

        // A password that was typed on the page takes the place of one in a file.
        File.WriteAllText(Path.Combine(folder, PageSettings.FileName), """{"Smtp:Password":"x"}""");
        values = Settings.Load(config, []).Values;
        Assert.Equal(("x", ""), (values["Smtp:Password"], values["Smtp:PasswordFile"]));
        File.WriteAllText(Path.Combine(folder, PageSettings.FileName), "{");
        Assert.Throws<SettingsException>(() => Settings.Load(config, []));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Configure_takes_over_what_was_set_on_the_page()
    {
        using var program = new CommandLineProgram();
        var page = Path.Combine(program.Folder, PageSettings.FileName);
        await File.WriteAllTextAsync(
            page,
            """
            {"Smtp:Host":"mail.xa.gov.vn","Smtp:User":"nhacviec","Smtp:Password":"bi-mat","Mail:Transport":"smtp","Mail:From":"a@xa.gov.vn",
            "Mail:FromName":"Xã"}
            """,
            Service.Token);
        var run = await program.RunAsync("configure --yes --no-trial --config appsettings.json --signer-title PHO-BAN");
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.False(File.Exists(page));
        var written = await File.ReadAllTextAsync(Path.Combine(program.Folder, "appsettings.json"), Service.Token);
        Assert.Contains("mail.xa.gov.vn", written, StringComparison.Ordinal);
        Assert.DoesNotContain("bi-mat", written, StringComparison.Ordinal);
        Assert.Equal("bi-mat", (await File.ReadAllTextAsync(Path.Combine(program.Folder, "smtp-password"), Service.Token)).Trim());
    }

    [Fact]
    public async Task A_service_begins_without_an_answer_and_keeps_what_is_there()
    {
        using var program = new CommandLineProgram();
        var begun = await program.RunAsync("configure --begin --config appsettings.json");
        Assert.Equal((0, ""), (begun.Code, begun.Error));
        var file = Path.Combine(program.Folder, "appsettings.json");
        var written = await File.ReadAllTextAsync(file, Service.Token);
        Assert.Equal("none", Settings.Load(file, []).Values["Mail:Transport"]);
        Assert.True(File.Exists(Path.Combine(program.Folder, "camha.db")));
        Assert.Equal(0, (await program.RunAsync("configure --begin --config appsettings.json")).Code);
        Assert.Equal(written, await File.ReadAllTextAsync(file, Service.Token));
    }

    [Fact]
    public async Task Only_an_administrator_of_all_sets_up_and_only_a_specialist_lets_mails_go()
    {
        await using var site = await Site.StartAsync();
        await site.AddAccountAsync("chuyen-trach", AccountRoles.Specialist, Secret);
        await site.AddAccountAsync("quan-tri", AccountRoles.Administrator, Secret);
        using var specialist = new Visitor(site.Address);
        await specialist.LogInAsync("chuyen-trach", Secret);
        await specialist.OpenAsync("/");
        Assert.DoesNotContain("/setup", specialist.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        await specialist.OpenAsync("/setup");
        Assert.Equal(403, specialist.Status);
        using var administrator = new Visitor(site.Address);
        await administrator.LogInAsync("quan-tri", Secret);
        await administrator.OpenAsync("/setup");
        var token = administrator.Page.QuerySelector("input[name=token]")!.GetAttribute("value")!;
        Assert.Equal(403, await administrator.PostAsync("/setup/start", ("token", token), ("campaign", "1")));
    }

    // With its plan, and nobody has said go.
    private static async Task<RunningService> NewAsync()
    {
        var service = await RunningService.CreateAsync();
        await service.ExecuteAsync("UPDATE Campaign SET ReleasedAt = NULL");
        return service;
    }

    private static (string, string)[] Mailbox(Visitor clerk, SmallSmtpServer server) => clerk.Filled(
        "/setup/mailbox",
        ("smtp-host", "127.0.0.1"),
        ("smtp-port", $"{server.Port}"),
        ("smtp-security", "none"),
        ("smtp-user", "nhacviec"),
        ("smtp-password", MailSecret),
        ("from", "nhacviec@xa.gov.vn"),
        ("from-name", "Ban Chỉ đạo"),
        ("to", "toi@xa.gov.vn"));

    private static string KeptFile(RunningService service) => Path.Combine(service.Folder, PageSettings.FileName);

    private static Task<string> KeptAsync(RunningService service) => File.ReadAllTextAsync(KeptFile(service), Service.Token);

    private static string Plain(Visitor clerk) => string.Join(' ', clerk.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
