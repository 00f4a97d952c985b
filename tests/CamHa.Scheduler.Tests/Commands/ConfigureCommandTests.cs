using System.Text;
using System.Text.Json.Nodes;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Installation.Configuring;
using CamHa.Scheduler.Tests.Infrastructure;
using Microsoft.Data.SqlClient;

namespace CamHa.Scheduler.Tests.Commands;

/// <summary>The verb <c>configure</c>, at a terminal and without one, against a mail server that asks for a login.</summary>
public sealed class ConfigureCommandTests : IAsyncDisposable
{
    private const string Password = "mật khẩu 1";

    private readonly CommandLineProgram _program = new();
    private readonly SmallSmtpServer _server = new() { Offers = ["8BITMIME", "AUTH PLAIN"] };

    public ConfigureCommandTests()
    {
        var login = "AUTH PLAIN " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0nhacviec\0{Password}"));
        _server.Answer = command => command.StartsWith("AUTH", StringComparison.Ordinal) && command != login ? "535 5.7.8 wrong" : null;
        File.WriteAllText(Path.Combine(_program.Folder, "given"), Password + "\n");
    }

    private string SettingsFile => Path.Combine(_program.Folder, "appsettings.json");

    private string Enough =>
        $"--config appsettings.json --smtp-host 127.0.0.1 --smtp-port {_server.Port} --smtp-security none --smtp-user nhacviec "
            + "--smtp-password-file given --from nhacviec@xa.gov.vn --from-name Xã";

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _program.Dispose();
    }

    [Fact]
    public async Task A_clerk_at_a_terminal_is_asked_corrected_and_asked_again()
    {
        Assert.SkipWhen(Terminal.Missing is not null, Terminal.Missing ?? "");
        using var terminal = new Terminal(_program.Folder, "configure --config appsettings.json");
        await terminal.AnswerAsync("Dữ liệu lưu ở đâu?", "");
        await terminal.AnswerAsync("Tệp dữ liệu", "");
        // Nothing listens there: told before anything else is asked.
        await terminal.AnswerAsync("Tên máy chủ gửi thư", "127.0.0.1");
        await terminal.AnswerAsync("Kiểu bảo mật", "\e[B\e[B");
        await terminal.AnswerAsync("Cổng", "99999");
        await terminal.AnswerAsync("Cổng là một số từ 1 đến 65535", $"{FreePort()}");
        await terminal.AnswerAsync("Không kết nối được tới máy chủ thư.", "");
        await terminal.AnswerAsync("Tên máy chủ gửi thư", "");
        await terminal.AnswerAsync("Kiểu bảo mật", "");
        await terminal.AnswerAsync("Cổng", $"{_server.Port}");
        await terminal.AnswerAsync("Tên đăng nhập", "nhacviec");
        await terminal.AnswerAsync("Mật khẩu hộp thư", "sai mật khẩu");
        await terminal.AnswerAsync("Ngày hết hạn của mật khẩu đó", "3/2027");
        await terminal.AnswerAsync("chỉ có tháng; viết 31/03/2027", "31/03/2017");
        await terminal.AnswerAsync("Ngày 31/3/2017 đã qua", "31/03/2027");
        await terminal.AnswerAsync("Địa chỉ người gửi", "xa.gov.vn");
        await terminal.AnswerAsync("không phải là địa chỉ thư điện tử", "nhacviec@xa.gov.vn");
        await terminal.AnswerAsync("Tên người gửi", "Ban Chỉ đạo NTM xã Cẩm Hà");
        await terminal.AnswerAsync("Máy chủ thư không nhận tên đăng nhập hoặc mật khẩu này.", "");
        Assert.False(File.Exists(SettingsFile));

        // Asked again, each answer is there already; only the password is typed anew.
        await terminal.AnswerAsync("Tên đăng nhập", "");
        await terminal.AnswerAsync("Mật khẩu hộp thư", Password);
        await terminal.AnswerAsync("(31/3/2027)", "");
        await terminal.AnswerAsync("Địa chỉ người gửi", "");
        await terminal.AnswerAsync("Tên người gửi", "");
        await terminal.AnswerAsync("Thể thức", "\e[B");
        await terminal.AnswerAsync("Cơ quan cấp trên", "");
        await terminal.AnswerAsync("(Enter: tên Ban Chỉ đạo", "BCĐ CÁC CTMTQG XÃ CẨM HÀ");
        await terminal.AnswerAsync("Ký hiệu sau số văn bản", "");
        await terminal.AnswerAsync("Ký thay mặt ai", "");
        await terminal.AnswerAsync("Chức vụ người ký", "PHÓ TRƯỞNG BAN");
        await terminal.AnswerAsync("Họ tên người ký", "Nguyễn Văn A");
        await terminal.AnswerAsync("Nơi nhận", "");
        await terminal.AnswerAsync("Địa chỉ nhận cảnh báo", "nguoitruc@xa.gov.vn, kythuat@xa.gov.vn");
        await terminal.AnswerAsync("Địa chỉ theo dõi từ xa", "");
        await terminal.AnswerAsync("Bật trang xem tình trạng", "");
        await terminal.AnswerAsync("Gửi một thư thử", "vanthu@xa.gov.vn");
        Assert.Equal(0, await terminal.EndAsync());

        Assert.Contains($"Đã ghi {SettingsFile}.", terminal.Shown, StringComparison.Ordinal);
        Assert.Contains("Máy chủ thư đã nhận thư thử gửi đến vanthu@xa.gov.vn", terminal.Shown, StringComparison.Ordinal);
        Assert.Single(_server.Mails);
        Assert.EndsWith("Bước tiếp theo: camha init", terminal.Shown.Trim(), StringComparison.Ordinal);
        var settings = await SettingsAsync();
        Assert.Equal(
            ("127.0.0.1", "none", _server.Port, "nhacviec@xa.gov.vn", "Ban Chỉ đạo NTM xã Cẩm Hà"),
            (
                (string?)settings["Smtp"]!["Host"],
                (string?)settings["Smtp"]!["Security"],
                (int)settings["Smtp"]!["Port"]!,
                (string?)settings["Mail"]!["From"],
                (string?)settings["Mail"]!["FromName"]));
        Assert.Equal(
            ("2027-03-31", "nguoitruc@xa.gov.vn, kythuat@xa.gov.vn", ""),
            ((string?)settings["Smtp"]!["PasswordExpiresOn"], (string?)settings["Alerts"]!["To"], (string?)settings["Heartbeat"]!["Url"]));
        Assert.Equal(
            ("state", "", "BCĐ CÁC CTMTQG XÃ CẨM HÀ", "BC/BCĐ", "PHÓ TRƯỞNG BAN", "Nguyễn Văn A"),
            (
                (string?)settings["Report"]!["Layout"],
                (string?)settings["Report"]!["SuperiorOrgan"],
                (string?)settings["Report"]!["IssuingOrgan"],
                (string?)settings["Report"]!["NumberSuffix"],
                (string?)settings["Report"]!["SignerTitle"],
                (string?)settings["Report"]!["SignerName"]));
        Assert.Equal(Password, await File.ReadAllTextAsync(Path.Combine(_program.Folder, "smtp-password"), Service.Token));
        Assert.DoesNotContain(Password, terminal.Shown, StringComparison.Ordinal);
        Assert.DoesNotContain("sai mật khẩu", terminal.Shown, StringComparison.Ordinal);
    }

    /// <summary>It named 'camha init' whatever there was.</summary>
    [Fact]
    public async Task The_next_step_is_the_one_that_is_missing()
    {
        var run = await _program.RunAsync($"configure --yes {Enough}");
        Assert.EndsWith("Next: camha init", run.Output.Trim(), StringComparison.Ordinal);
        Assert.Equal(0, (await _program.RunAsync("init")).Code);
        run = await _program.RunAsync("configure --yes --lang vi --config appsettings.json");
        Assert.EndsWith("Bước tiếp theo: camha import KE-HOACH", run.Output.Trim(), StringComparison.Ordinal);
        Assert.Equal(0, (await _program.RunAsync($"import \"{Path.Combine(Repository.Root, "sql/demo")}\"")).Code);
        run = await _program.RunAsync("configure --yes --config appsettings.json");
        Assert.EndsWith("Next: camha run", run.Output.Trim(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("31/03/2027")]
    [InlineData("31-3-2027")]
    [InlineData("2027-03-31")]
    public async Task A_day_is_taken_as_people_write_it(string day)
    {
        var run = await _program.RunAsync($"configure --yes --no-trial {Enough} --password-expires {day}");
        Assert.True(run.Code == 0, run.Error);
        Assert.Equal("2027-03-31", (string?)(await SettingsAsync())["Smtp"]!["PasswordExpiresOn"]);
    }

    /// <summary>A list was asked as nothing, and its answer replaced it.</summary>
    [Fact]
    public async Task A_list_in_the_file_is_not_lost()
    {
        await File.WriteAllTextAsync(
            SettingsFile, """{ "Alerts": { "To": ["a@xa.gov.vn", "b@xa.gov.vn"] }, "Report": { "SentTo": ["Lưu: VT"] } }""", Service.Token);
        var run = await _program.RunAsync($"configure --yes --no-trial {Enough}");
        Assert.True(run.Code == 0, run.Error);
        Assert.Equal("a@xa.gov.vn; b@xa.gov.vn", (string?)(await SettingsAsync())["Alerts"]!["To"]);
        Assert.Equal("Lưu: VT", (string?)(await SettingsAsync())["Report"]!["SentTo"]);
    }

    [Fact]
    public async Task Everything_can_be_an_option_and_the_service_goes_on_with_it()
    {
        var run = await _program.RunAsync($"configure --yes {Enough} --database-file data/camha.db --web false --set Smtp:PerDay=400");
        Assert.True(run.Code == 0, run.Error);
        Assert.Equal((400, false), ((int)(await SettingsAsync())["Smtp"]!["PerDay"]!, (bool)(await SettingsAsync())["Web"]!["Enabled"]!));
        Assert.Equal(0, (await _program.RunAsync("init")).Code);
        Assert.Contains("mail: SMTP server 127.0.0.1", (await _program.RunAsync("doctor")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_may_be_left_out_is_an_option_too_and_stays_when_it_is_not_given_again()
    {
        Assert.Equal(0, (await _program.RunAsync($"configure --yes {Enough}")).Code);
        var run = await _program.RunAsync(
            "configure --yes --config appsettings.json --password-expires 2027-03-31 --heartbeat https://hc-ping.com/1");
        Assert.True(run.Code == 0, run.Error);
        Assert.Equal(0, (await _program.RunAsync("configure --yes --config appsettings.json")).Code);
        var settings = await SettingsAsync();
        Assert.Equal(
            ("2027-03-31", "https://hc-ping.com/1"),
            ((string?)settings["Smtp"]!["PasswordExpiresOn"], (string?)settings["Heartbeat"]!["Url"]));
        run = await _program.RunAsync("configure --yes --config appsettings.json --password-expires soon --heartbeat hc-ping");
        Assert.Contains("Smtp:PasswordExpiresOn = 'soon': write a date, such as 2026-12-31.", run.Error, StringComparison.Ordinal);
        Assert.Contains("Heartbeat:Url = '***': this is no web address", run.Error, StringComparison.Ordinal);
    }

    /// <summary>The password stayed in its file, and its last day was warned of.</summary>
    [Fact]
    public async Task With_a_login_go_its_password_and_its_last_day()
    {
        Assert.Equal(0, (await _program.RunAsync($"configure --yes --no-trial {Enough} --password-expires 2027-03-31")).Code);
        var password = Path.Combine(_program.Folder, "smtp-password");
        Assert.True(File.Exists(password));
        var run = await _program.RunAsync("configure --yes --no-trial --config appsettings.json --smtp-user \"\"");
        Assert.True(run.Code == 0, run.Error);
        Assert.Contains($"Deleted a password that is not used any more: {password}", run.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(password));
        var smtp = (await SettingsAsync())["Smtp"]!;
        Assert.Equal((null, null), ((string?)smtp["PasswordFile"], (string?)smtp["PasswordExpiresOn"]));
    }

    /// <summary>A list hides it, and whoever typed Ctrl+C there saw no cursor any more.</summary>
    [Fact]
    public async Task Whoever_gives_up_in_a_list_has_the_cursor_back()
    {
        Assert.SkipWhen(Terminal.Missing is not null, Terminal.Missing ?? "");
        using var terminal = new Terminal(_program.Folder, "configure --config appsettings.json");
        await terminal.AnswerAsync("Dữ liệu lưu ở đâu?", "\u0003");
        Assert.NotEqual(0, await terminal.EndAsync());
        Assert.True(terminal.HasCursor, terminal.Shown);
        Assert.False(File.Exists(SettingsFile));
    }

    [Fact]
    public async Task A_new_database_is_told_what_comes_next_and_a_backup_what_is_in_it()
    {
        var init = await _program.RunAsync("init --lang vi");
        Assert.EndsWith("Bước tiếp theo: camha import KE-HOACH", init.Output.Trim(), StringComparison.Ordinal);
        var backup = await _program.RunAsync("backup tep.db --lang vi");
        Assert.Contains("đợt thi đua", backup.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Campaign", backup.Output, StringComparison.Ordinal);
    }

    /// <summary>It was refused as a secret, and there was no other way.</summary>
    [Theory]
    [InlineData("--web-password-hash ")]
    [InlineData("--set Web:PasswordHash=")]
    public async Task The_pages_password_is_given_by_its_hash_and_opens_it_to_other_machines(string way)
    {
        var hash = CamHa.Scheduler.Accounts.Password.Hash("một câu ngắn");
        var run = await _program.RunAsync(
            $"configure --yes {Enough} {way}{hash} --set Web:Listen=0.0.0.0:8480 --set Web:Hosts=camha.xa.example --set "
                + "Web:AllowPlainHttp=true");
        Assert.True(run.Code == 0, run.Error);
        Assert.Equal(hash, (string?)(await SettingsAsync())["Web"]!["PasswordHash"]);
        run = await _program.RunAsync($"configure --yes --config appsettings.json {way}hunter2");
        Assert.Equal(2, run.Code);
        Assert.Contains("Web:PasswordHash = '***': this was not made by 'camha web password'", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_terminal_all_that_is_missing_is_named_at_once_and_nothing_is_written()
    {
        var run = await _program.RunAsync("configure --config appsettings.json --yes --smtp-user nhacviec");
        Assert.Equal(2, run.Code);
        Assert.Equal(
            [
                "There is no terminal to ask in, or --yes was given, and these answers are missing:",
                "  --smtp-host: The mail server.",
                "  --smtp-password-file: The mailbox's password, in a file, or - for standard input: never on the command line, where "
                    + "others see it.",
                "  --from: The sender's address.",
                "  --from-name: The sender's name, as in Ban Chỉ đạo NTM xã Cẩm Hà.",
                "Nothing was written.",
            ],
            run.Error.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
        Assert.False(File.Exists(SettingsFile));
    }

    [Fact]
    public async Task What_does_not_work_is_refused_with_its_remedy_unless_it_is_not_to_be_tried()
    {
        await File.WriteAllTextAsync(Path.Combine(_program.Folder, "given"), "wrong", Service.Token);
        await File.WriteAllTextAsync(Path.Combine(_program.Folder, "taken"), "a file, where a folder should be", Service.Token);
        var run = await _program.RunAsync($"configure --yes {Enough} --database-file taken/camha.db");
        Assert.Equal(1, run.Code);
        Assert.Contains(
            $"Storage:File = '{_program.Folder}/taken/camha.db': its folder cannot be written", run.Error, StringComparison.Ordinal);
        Assert.Contains("Smtp:User = 'nhacviec' was refused by 127.0.0.1", run.Error, StringComparison.Ordinal);
        Assert.Contains("Nothing was written.", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(SettingsFile));
        Assert.Equal(0, (await _program.RunAsync($"configure --yes {Enough} --no-trial")).Code);
    }

    /// <summary>It was taken for a server that works.</summary>
    [Theory]
    [InlineData("MAIL", "")]
    [InlineData("RCPT", "421 4.3.2 going\r\n")]
    public async Task A_server_that_cuts_the_connection_before_any_mail_is_refused(string at, string answer)
    {
        _server.Answer = command => command.StartsWith(at, StringComparison.Ordinal) ? answer + SmallSmtpServer.Cut : null;
        var run = await _program.RunAsync($"configure --yes {Enough}");
        Assert.Equal(1, run.Code);
        Assert.Contains("The mail server cut the connection before any mail: ", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(SettingsFile));
    }

    /// <summary>A folder that was only tried was left behind, and a name that is too long was taken.</summary>
    [Fact]
    public async Task A_place_for_the_data_is_tried_with_its_own_name_and_leaves_nothing()
    {
        var database = Questions.Steps.Single(step => step.IsAbout("Storage"));
        var draft = new Draft(SettingsFile, null);
        draft.Set("Storage:File", "new/camha.db");
        Assert.Null(await database.TryAsync(draft, Service.Token));
        Assert.False(Directory.Exists(Path.Combine(_program.Folder, "new")));
        draft.Set("Storage:File", new string('x', 300));
        Assert.Contains("cannot be written", (await database.TryAsync(draft, Service.Token))!.English, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_answer_is_named_as_a_wrong_setting_is()
    {
        var run = await _program.RunAsync(
            $"configure --yes {Enough.Replace($"{_server.Port}", "soon", StringComparison.Ordinal)} --storage oracle");
        Assert.Equal(2, run.Code);
        Assert.Contains("Smtp:Port = 'soon': write a whole number.", run.Error, StringComparison.Ordinal);
        Assert.Contains("Storage:Provider = 'oracle': write sqlite or sqlserver.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_file_held_is_kept_and_the_file_as_it_was_too()
    {
        const string before = """
            {
              // by hand
              "smtp": { "host": "old.xa.gov.vn", "Password": "cũ", "PerDay": 400 },
              "Weekly:CutOff": "15:00",
              "Mail:From": "old@xa.gov.vn",
              "Logging": { "LogLevel": { "Default": "Debug" } },
            }
            """;
        await File.WriteAllTextAsync(SettingsFile, before, Service.Token);
        var run = await _program.RunAsync($"configure --yes {Enough}");
        Assert.True(run.Code == 0, run.Error);
        var settings = await SettingsAsync();
        Assert.Equal("127.0.0.1", (string?)settings["smtp"]!["host"]);
        Assert.Equal(
            (400, "15:00", "Debug"),
            ((int)settings["smtp"]!["PerDay"]!, (string?)settings["Weekly:CutOff"], (string?)settings["Logging"]!["LogLevel"]!["Default"]));
        // Given twice, the old ones would count beside the new.
        Assert.Null(settings["smtp"]!["Password"]);
        Assert.Null(settings["Mail:From"]);
        var backup = Assert.Single(Directory.GetFiles(_program.Folder, "appsettings.json.bak-*"));
        Assert.Equal(before, await File.ReadAllTextAsync(backup, Service.Token));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(backup));
    }

    /// <summary>In a section that is asked about, the same questions came again without end.</summary>
    [Theory]
    [InlineData("Weekly", "CutOff", "soon", "Weekly:CutOff = 'soon': hãy ghi giờ trong ngày, như 07:30.")]
    [InlineData("Smtp", "PerDay", "-1", "Smtp:PerDay = '-1': hãy ghi một số từ 0 đến 10000000.")]
    public async Task A_fault_that_no_answer_puts_right_is_named_before_anything_is_asked(
        string section, string setting, string value, string named)
    {
        Assert.SkipWhen(Terminal.Missing is not null, Terminal.Missing ?? "");
        await File.WriteAllTextAsync(SettingsFile, $$"""{ "{{section}}": { "{{setting}}": "{{value}}" } }""", Service.Token);
        using var terminal = new Terminal(_program.Folder, "configure");
        Assert.Equal(2, await terminal.EndAsync());
        Assert.Equal(named, terminal.Shown.Trim());
    }

    [Fact]
    public void A_fault_belongs_to_the_question_whose_setting_it_names()
    {
        var asked = Questions.All.Where(question => question.Answers("smtp:passwordfile = 'x': there is no such file.")).ToList();
        Assert.Equal("smtp-password", Assert.Single(asked).Option);
        Assert.DoesNotContain(Questions.All, question => question.Answers("Smtp:CaFile = 'x.pem': there is no such file."));
    }

    /// <summary>A page that was turned on by an answer needs what nobody is asked for.</summary>
    [Fact]
    public async Task A_step_that_no_answer_puts_right_ends_with_the_fault_named()
    {
        var page = Questions.Steps.Single(step => step.IsAbout("Web"));
        var draft = new Draft(SettingsFile, null);
        draft.Set("Web:Enabled", "true");
        draft.Set("Web:Listen", "0.0.0.0:8480");
        var refused = await Assert.ThrowsAsync<SettingsException>(() => page.TryAsync(draft, Service.Token));
        Assert.StartsWith(
            "Web:Listen = '0.0.0.0:8480': other machines reach the page there", refused.Faults[0].English, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_written_only_its_owner_reads_whatever_stood_there_before()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Modes are Unix's.");
        foreach (var name in new[] { SettingsFile, SettingsFile + ".tmp", Path.Combine(_program.Folder, "smtp-password") })
            await File.WriteAllTextAsync(name, "{}", Service.Token);
        Assert.Equal(0, (await _program.RunAsync($"configure --yes {Enough}")).Code);
        foreach (var name in new[] { SettingsFile, Path.Combine(_program.Folder, "smtp-password") })
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite, OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(name));
        Assert.False(File.Exists(SettingsFile + ".tmp"));
    }

    [Fact]
    public async Task A_login_to_SQL_Server_is_put_together_and_its_password_kept_apart()
    {
        var run = await _program.RunAsync(
            $"configure --yes --no-trial {Enough} --storage sqlserver --sql-server db.xa.gov.vn --sql-database CamHa --sql-user \"a;b=c\" "
                + "--sql-password-file given");
        Assert.True(run.Code == 0, run.Error);
        var storage = (await SettingsAsync())["Storage"]!;
        var connection = new SqlConnectionStringBuilder((string?)storage["ConnectionString"]);
        Assert.Equal(
            ("db.xa.gov.vn", "CamHa", "a;b=c", "", false),
            (connection.DataSource, connection.InitialCatalog, connection.UserID, connection.Password, connection.IntegratedSecurity));
        Assert.Equal("sql-password", (string?)storage["PasswordFile"]);
        Assert.Equal(Password, await File.ReadAllTextAsync(Path.Combine(_program.Folder, "sql-password"), Service.Token));
    }

    [Theory]
    [InlineData("Smtp:Password")]
    [InlineData("Storage:ConnectionString")]
    public async Task Secrets_are_not_taken_where_others_would_see_them(string setting)
    {
        var run = await _program.RunAsync($"configure --yes {Enough} --set {setting}=hunter2");
        Assert.Equal(2, run.Code);
        Assert.Equal(
            $"--set = '{setting}=***': a secret is not written into the settings. Give it with the option for it, as in "
                + "--smtp-password-file.",
            run.Error.Trim());
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task<JsonNode> SettingsAsync() => JsonNode.Parse(await File.ReadAllTextAsync(SettingsFile, Service.Token))!;
}
