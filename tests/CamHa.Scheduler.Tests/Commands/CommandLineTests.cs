using System.Text.Json;
using CamHa.Scheduler.Accounts;
using CamHa.Scheduler.Commands;
using CamHa.Scheduler.Import;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Commands;

/// <summary>The program as a process of its own: what a user types, sees and gets back.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly CommandLineProgram _program = new();

    private string Config => _program.Config;

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task The_demo_needs_nothing_and_sends_nothing_twice()
    {
        var first = await _program.RunAsync("demo");
        Assert.Equal(0, first.Code);
        Assert.Contains("70 mails sent.", first.Output, StringComparison.Ordinal);
        Assert.Equal(71, Directory.GetFiles(Path.Combine(_program.Folder, "camha-demo", "mail"), "*.eml").Length);
        Assert.True(File.Exists(Path.Combine(_program.Folder, "camha-demo", "index.html")));
        Assert.True(File.Exists(Path.Combine(_program.Folder, "camha-demo", "reports", "2022-W24-r2.html")));

        var second = await _program.RunAsync("demo");
        Assert.Matches(@"(?m)^0 mails sent\.", second.Output);
        Assert.Equal(71, Directory.GetFiles(Path.Combine(_program.Folder, "camha-demo", "mail"), "*.eml").Length);

        // The name of a file is its Message-ID's, which an installation makes with its secret.
        using var another = new CommandLineProgram();
        await another.DemoAsync();
        Assert.Equal(MailsOf(another), MailsOf(_program));
    }

    private static IEnumerable<string?> MailsOf(CommandLineProgram program) =>
        Directory.GetFiles(Path.Combine(program.Folder, "camha-demo", "mail")).Select(Path.GetFileName).Order(StringComparer.Ordinal);

    [Fact]
    public async Task Every_verb_works_on_what_the_demo_leaves()
    {
        await _program.DemoAsync();
        DaysOff.Add(Path.Combine(_program.Folder, "camha-demo", "camha.db"));
        foreach (var verb in new[]
        {
            "init", "init --script --all", "status", "doctor", "arm", "arm --also", "outbox list", "outbox show 1",
            "send-now weekly", "send-now report", "send-now deadlines",
            "preview report --on 2022-06-17", "preview weekly --on 17/6/2022 --unit QSX", "simulate --from 2022-06-13 --to 2022-06-17",
        })
        {
            var run = await _program.RunAsync($"{verb} --config {Config}");
            Assert.True(run.Code == 0, $"{verb}: {run.Code} {run.Error}");
        }
    }

    [Theory]
    [InlineData("outbox list --state lost", "See 'camha outbox list --help'.")]
    [InlineData("report show --weak 24", "See 'camha report show --help'.")]
    [InlineData("--no-such", "See 'camha --help'.")]
    public async Task A_wrong_option_is_answered_with_the_whole_command_to_ask(string typed, string hint) =>
        Assert.EndsWith(hint, (await _program.RunAsync(typed)).Error.TrimEnd(), StringComparison.Ordinal);

    [Fact]
    public async Task While_sending_is_paused_status_doctor_and_send_now_say_so_and_how_to_go_on()
    {
        await _program.DemoAsync();
        Assert.Contains("Paused: nothing leaves", (await _program.RunAsync($"pause --config {Config}")).Output, StringComparison.Ordinal);
        Assert.Contains("Paused already since", (await _program.RunAsync($"pause --config {Config}")).Output, StringComparison.Ordinal);
        Assert.Contains("PAUSED: nothing is sent since", (await _program.RunAsync($"status --config {Config}")).Output);
        Assert.Contains("FAIL pause: sending is paused since", (await _program.RunAsync($"doctor --config {Config}")).Output);
        var sent = await _program.RunAsync($"send-now report --config {Config}");
        Assert.Equal(1, sent.Code);
        Assert.Contains("camha resume", sent.Error, StringComparison.Ordinal);
        Assert.Contains("Resumed.", (await _program.RunAsync($"resume --config {Config}")).Output, StringComparison.Ordinal);
        Assert.Contains("was not paused", (await _program.RunAsync($"resume --config {Config}")).Output, StringComparison.Ordinal);
    }

    /// <summary>Any user of the machine could cancel all mails, and nothing said so.</summary>
    [Fact]
    public async Task Doctor_warns_of_a_page_without_a_password_and_of_no_other()
    {
        await _program.DemoAsync();
        var hash = Password.Hash("một câu ngắn");
        Assert.Contains("warn page: 127.0.0.1:8480 asks for no password", (await _program.RunAsync($"doctor --config {Config}")).Output);
        Assert.Contains(
            "ok   page: 127.0.0.1:8480, which asks for a password",
            (await _program.RunAsync($"doctor --config {Config} --set Web:PasswordHash={hash}")).Output);
        Assert.DoesNotContain(" page: ", (await _program.RunAsync($"doctor --config {Config} --set Web:Enabled=false")).Output);
    }

    [Fact]
    public async Task What_a_program_reads_is_JSON()
    {
        await _program.DemoAsync();
        foreach (var verb in new[] { "status --json", "doctor --json", "outbox list --json", "outbox show 1 --json" })
            using (JsonDocument.Parse((await _program.RunAsync($"{verb} --config {Config}")).Output))
            {
            }
    }

    [Fact]
    public async Task A_preview_sends_nothing_and_leaves_the_database_as_it_was()
    {
        await _program.DemoAsync();
        var before = await StatusAsync();
        var preview = await _program.RunAsync($"preview deadlines --on 2022-07-05 --config {Config}");
        Assert.Contains("QUÁ HẠN", preview.Output, StringComparison.Ordinal);
        var ofUnit = await _program.RunAsync($"preview deadlines --on 2022-07-05 --unit bpt-tt --dir one --lang vi --config {Config}");
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(_program.Folder, "one", "mail"), "*.eml"));
        Assert.Equal(
            ofUnit.Output.Split('\n').Count(line => line.Contains("Sẽ gửi", StringComparison.Ordinal)),
            Directory.GetFiles(Path.Combine(_program.Folder, "one", "mail"), "*.eml").Length);
        Assert.Single(Directory.GetFiles(Path.Combine(_program.Folder, "one", "units")));
        Assert.Equal(71, Directory.GetFiles(Path.Combine(_program.Folder, "camha-demo", "mail"), "*.eml").Length);
        Assert.Equal(before, await StatusAsync());

        // All of it but the moment it was asked.
        async Task<string> StatusAsync()
        {
            var status = System.Text.Json.Nodes.JsonNode.Parse(
                (await _program.RunAsync($"status --json --config {Config}")).Output)!.AsObject();
            status.Remove("now");
            return status.ToJsonString();
        }
    }

    [Theory]
    [InlineData("2021-01-01", "2021-01-02", "vi", "nằm ngoài đợt thi đua")]
    [InlineData("2022-06-18", "2022-06-19", "en", "None of these days is a working day.")]
    public async Task A_simulation_without_mails_says_why(string from, string to, string language, string why)
    {
        await _program.DemoAsync();
        var run = await _program.RunAsync($"simulate --from {from} --to {to} --lang {language} --config {Config}");
        Assert.Equal(0, run.Code);
        Assert.Contains(why, run.Output.ReplaceLineEndings(" ").Replace("  ", " ", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("250 ok", 0, "takes mail for ")]
    [InlineData("450 4.2.0 greylisted", 0, "now: 450 4.2.0 greylisted.")]
    [InlineData("550 5.1.1 no such user", 1, ": 550 5.1.1 no such user. Correct the address in contacts.csv.")]
    [InlineData("504 5.5.2 Helo command rejected", 1, "refuses the greeting '127.0.0.1': 504 5.5.2 Helo command rejected.")]
    [InlineData("554 5.7.1 Client host [127.0.0.1] rejected", 1, "takes nothing from this machine's address: 554 5.7.1 ")]
    public async Task Doctor_does_not_call_a_server_good_that_refuses_at_RCPT(string answer, int code, string says)
    {
        await _program.DemoAsync();
        await using var server = new SmallSmtpServer
        {
            Answer = command => command.StartsWith("RCPT", StringComparison.Ordinal) ? answer : null,
        };
        var run = await _program.RunAsync(
            $"doctor --json --config {Config} --set Mail:Transport=smtp --set Smtp:Host=127.0.0.1 --set Smtp:Port={server.Port} "
            + "--set Smtp:Security=none");
        var mail = System.Text.Json.Nodes.JsonNode.Parse(run.Output)!.AsArray().Single(finding => (string?)finding!["what"] == "mail")!;
        Assert.Contains(says, (string)mail["says"]!, StringComparison.Ordinal);
        Assert.Equal(code == 0, (bool)mail["isGood"]!);
        Assert.Equal(0, server.Count("DATA"));
    }

    [Theory]
    [InlineData("demmo", "'demmo'")]
    [InlineData("preview everything", "everything")]
    [InlineData("simulate --from yesterday --to 2022-06-20", "--from: 'yesterday' is no date; write 30/06/2026 or 2026-06-30.")]
    [InlineData("simulate --from 2022-06-20 --to 2022-06-13", "--to = '2022-06-13': this is before --from, 2022-06-20.")]
    [InlineData("preview deadlines --unit nobody --config camha-demo/appsettings.json", "--unit = 'nobody': there is no unit with")]
    [InlineData("import nowhere", "PATH = 'nowhere': there is no such file or folder; write a workbook (.xlsx), a Word")]
    [InlineData("demo --dir /dev/null/demo", "--dir = '/dev/null/demo' cannot be written: ")]
    [InlineData("status --config nowhere.json", "--config = 'nowhere.json': there is no such file.")]
    [InlineData("status --set nonsense", "--set = 'nonsense': write Section:Key=value, as in Smtp:Host=mail.camha.example.")]
    [InlineData("status --set Smpt:Host=x", "Smpt: there is no such section; did you mean Smtp?")]
    [InlineData("status --set Smtp:Hots=x", "Smtp:Hots: there is no such setting; did you mean Host?")]
    [InlineData("status --set Smtp:Port=99999", "Smtp:Port = '99999': write a number from 1 to 65535.")]
    [InlineData("status --set Deadlines:DigestAt=noon", "Deadlines:DigestAt = 'noon': write a time of day, such as 07:30.")]
    [InlineData(
        "status --set Deadlines:DaysBefore=soon",
        "Deadlines:DaysBefore = 'soon': write days from 0 to 365 separated by commas, such as 14, 7, 3, 1, 0.")]
    [InlineData("status --set Scheduling:TimeZone=Mars", "Scheduling:TimeZone = 'Mars': this system knows no such zone")]
    [InlineData(
        "status --set Smtp:Security=none --set Smtp:Host=mail.example",
        "Smtp:Security = 'none': mails and password would travel to mail.example in the open")]
    [InlineData(
        "status --set Smtp:HeloName=vm",
        "Smtp:HeloName = 'vm': this is no full name; write one as in thu.camha.example, an address such as 192.0.2.7, or nothing.")]
    [InlineData("status --set Outbox:KeepDays=30", "Outbox:KeepDays = '30': write a number from 366 to 36500.")]
    [InlineData(
        "status --set Outbox:KeepBodiesDays=500",
        "Outbox:KeepBodiesDays = '500': a mail goes with its message; write at most Outbox:KeepDays, 400.")]
    [InlineData("status --set Storage:Provider=sqlserver", "Storage:ConnectionString = '': sqlserver needs one")]
    [InlineData(
        "status --set OAuth:Provider=google --set Smtp:User=a@camha.example",
        "OAuth:RefreshToken = '': google needs one; give it in a file named by OAuth:RefreshTokenFile.")]
    [InlineData(
        "status --set Smtp:PasswordFile=nowhere",
        "nowhere': there is no such file. Create it with the secret in it, and nothing else.")]
    [InlineData("outbox retry", "camha outbox retry: name messages by their ID, or write --all.")]
    public async Task Wrong_usage_ends_with_2_and_says_what_is_right(string arguments, string error)
    {
        if (arguments.Contains("camha-demo", StringComparison.Ordinal))
            await _program.DemoAsync();
        var run = await _program.RunAsync(arguments);
        Assert.Equal(2, run.Code);
        Assert.Contains(error, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mật khẩu của xã\n", 0)]
    [InlineData("too short\n", 2)]
    [InlineData("", 2)]
    public async Task A_password_comes_in_and_its_hash_alone_comes_out(string typed, int code)
    {
        using var process = _program.Start("web password", typed);
        var output = (await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).Trim();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(code, process.ExitCode);
        Assert.Equal(code == 0, Password.IsHash(output) && Password.IsRight(output, typed.Trim()));
    }

    [Fact]
    public async Task A_secret_is_bound_to_the_machine_on_Windows_only()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows can do it");
        var run = await _program.RunAsync("protect");
        Assert.Equal(2, run.Code);
        Assert.Equal(
            "camha protect: only Windows binds a secret to the machine. Write it into a file that only the service's account may read, "
            + "and name that file in Smtp:PasswordFile (or OAuth:ClientSecretFile, OAuth:RefreshTokenFile).",
            run.Error.Trim());
    }

    [Fact]
    public async Task A_service_whose_secret_never_came_does_not_start()
    {
        // Beside the unit, where systemd's credentials are not: other verbs work there, the service would mail nothing.
        const string Settings = "--set Mail:Transport=smtp --set Smtp:User=a@camha.example "
            + "--set Smtp:PasswordFile=$CREDENTIALS_DIRECTORY/smtp";
        Assert.Equal(0, (await _program.RunAsync($"init {Settings}")).Code);
        Assert.Equal(0, (await _program.RunAsync($"status {Settings}")).Code);
        var run = await _program.RunAsync($"run {Settings}");
        Assert.Equal(1, run.Code);
        Assert.Contains(
            "Smtp:PasswordFile = '$CREDENTIALS_DIRECTORY/smtp': CREDENTIALS_DIRECTORY is not set.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_fault_of_a_configuration_is_told_at_once_and_no_secret_with_it()
    {
        var run = await _program.RunAsync(
            "status --set Smtp:Port=x --set Weekly:ReportAt=15:00 --set Mail:Transport=pigeon --set Smtp:Password=hunter2");
        Assert.Equal(3, run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.DoesNotContain("hunter2", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_without_a_database_says_how_to_get_one()
    {
        var run = await _program.RunAsync("status");
        Assert.Equal(1, run.Code);
        Assert.Contains("Create it with 'camha init', then 'camha import PATH'.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_is_gone_is_begun_anew_by_init_alone()
    {
        await _program.DemoAsync();
        var demo = Path.Combine(_program.Folder, "camha-demo");
        Directory.CreateDirectory(Path.Combine(demo, "backups"));
        File.Move(Path.Combine(demo, "camha.db"), Path.Combine(demo, "backups", "camha-2022-06-20-0800.db"));
        foreach (var verb in new[] { "run", "status", "doctor --json", "import camha-demo" })
        {
            var refused = await _program.RunAsync($"{verb} --config {_program.Config}");
            Assert.Equal(1, refused.Code);
            Assert.Contains(
                $"camha restore {Path.Combine(demo, "backups", "camha-2022-06-20-0800.db")}",
                refused.Output + refused.Error,
                StringComparison.Ordinal);
        }

        Assert.False(File.Exists(Path.Combine(demo, "camha.db")));
        var init = await _program.RunAsync($"init --config {_program.Config}");
        Assert.Equal(0, init.Code);
        Assert.StartsWith("warning: ", init.Error, StringComparison.Ordinal);
        var doctor = await _program.RunAsync($"doctor --json --config {_program.Config}");
        Assert.Equal(1, doctor.Code);
        Assert.Contains("the database holds no plan", doctor.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_away_and_a_connection_in_the_open_are_told_and_no_password_with_it()
    {
        var run = await _program.RunAsync(
            "doctor --set Storage:Provider=sqlserver --set \"Storage:ConnectionString=Server=nowhere.invalid;Database=CamHa;User "
                + "ID=camha;Password=hunter2;Encrypt=false;Connect Timeout=1\"");
        Assert.Equal(1, run.Code);
        // Where output goes into a file, the doctor's lines are broken.
        var said = string.Join(' ', (run.Output + run.Error).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(
            "Storage:ConnectionString: Encrypt=False to nowhere.invalid: whoever is between can read mails and addresses.",
            said,
            StringComparison.Ordinal);
        Assert.Contains(
            "Storage:ConnectionString (SQL Server database CamHa on nowhere.invalid) cannot be used: ", said, StringComparison.Ordinal);
        Assert.Contains("Check the server's name and port", said, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_schema_can_be_had_as_a_script_also_where_no_server_can_be_reached()
    {
        var run = await _program.RunAsync(
            "init --script schema.sql --set Scheduling:Clustered=true --set Storage:Provider=sqlserver "
            + "--set \"Storage:ConnectionString=Server=127.0.0.1,1;Database=CamHa;User Id=a;Password=hunter2;Connect Timeout=1\"");
        Assert.Equal(0, run.Code);
        Assert.Empty(run.Output);
        Assert.Contains("What has been applied is not known, so every script follows.", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", run.Error, StringComparison.Ordinal);
        var script = await File.ReadAllTextAsync(Path.Combine(_program.Folder, "schema.sql"), TestContext.Current.CancellationToken);
        Assert.Contains("-- schema/sqlserver/0001-initial.sql", script, StringComparison.Ordinal);
        Assert.Contains("CREATE TABLE quartz.QRTZ_LOCKS", script, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_is_none_is_named()
    {
        await File.WriteAllTextAsync(
            Path.Combine(_program.Folder, "camha.db"),
            "a shopping list that is no database at all, long enough to be looked at",
            TestContext.Current.CancellationToken);
        foreach (var verb in new[] { "status", "run", "init", "send-now report" })
        {
            var run = await _program.RunAsync(verb);
            Assert.Equal(1, run.Code);
            Assert.Contains("Storage:File = ", run.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_stops_the_start_and_names_the_setting()
    {
        // A file where the folder should be: unwritable for every account, root among them.
        await File.WriteAllTextAsync(Path.Combine(_program.Folder, "mail"), "", TestContext.Current.CancellationToken);
        var run = await _program.RunAsync("run");
        Assert.Equal(1, run.Code);
        Assert.Contains("Mail:PickupFolder = ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_that_fails_ends_with_1_and_imports_nothing()
    {
        Directory.CreateDirectory(Path.Combine(_program.Folder, "data"));
        await File.WriteAllTextAsync(
            Path.Combine(_program.Folder, "data", "calendar.csv"), "day,kind\nsoon,off\n", TestContext.Current.CancellationToken);
        var run = await _program.RunAsync("import data");
        Assert.Equal(1, run.Code);
        Assert.Equal(
            ["calendar.csv, line 2, column day: 'soon' is no date; write 30/06/2026 or 2026-06-30.", "Nothing was imported."],
            run.Error.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>Two of the files that an import reads were missing there.</summary>
    [Fact]
    public void Help_of_import_names_every_file_that_is_read()
    {
        var path = CommandLine.Root.Subcommands.Single(command => command.Name == "import").Arguments.Single();
        Assert.Equal(8, ImportReader.Files.Count);
        Assert.All(ImportReader.Files, file => Assert.Contains(file, path.Description, StringComparison.Ordinal));
    }

    /// <summary>The settings lie elsewhere, and paths in them start there; a path that is typed does not.</summary>
    [Fact]
    public async Task A_folder_named_on_the_command_line_starts_at_the_current_folder()
    {
        await _program.DemoAsync();
        foreach (var command in new[]
        {
            "simulate --from 2022-06-16 --to 2022-06-16", "preview deadlines --on 2022-06-16", "report export",
            "report render --week 2022-W24 --revision 1",
        })
        {
            var run = await _program.RunAsync($"{command} --dir here/it --config {Path.Combine("camha-demo", "appsettings.json")}");
            Assert.True(run.Code == 0, $"{command}: {run.Error}");
            Assert.NotEmpty(Directory.GetFileSystemEntries(Path.Combine(_program.Folder, "here", "it")));
            Assert.False(Directory.Exists(Path.Combine(_program.Folder, "camha-demo", "here")), command);
            Directory.Delete(Path.Combine(_program.Folder, "here"), recursive: true);
        }
    }

    [Fact]
    public async Task An_import_is_shown_row_by_row_and_mail_by_mail_before_it_is_made()
    {
        var today = TimeProvider.System.GetLocalNow().Date;
        var data = Directory.CreateDirectory(Path.Combine(_program.Folder, "data")).FullName;
        await WriteAsync(
            "campaign.csv", $"code,name,place,subject_tag,starts_on,ends_on\nC,Kế hoạch,X,X,{Day(-10)},{Day(300)}\n");
        await WriteAsync(
            "units.csv", "code,name,role\nBCD,Ban Chỉ đạo,committee\nCT,Chuyên trách,specialist\nTA,Thôn A,\nTB,Thôn B,\nTBX,Trạm B,\n");
        await WriteAsync(
            "contacts.csv", "unit,address\nBCD,bcd@x.vn\nCT,ct@x.vn\nTA,ta@x.vn\nTB,tb@x.vn\nTBX,tbx@x.vn\n");
        // A first plan's mails were shown without their subjects, as held, among warnings of a log.
        await WriteAsync("assignments.csv", $"code,title,lead,due\nT1,Một,TA,{Day(3)}\n");
        var (_, first, log) = await _program.RunAsync("import data --dry-run");
        Assert.Contains(" ta@x.vn: [X] V/v ", first, StringComparison.Ordinal);
        Assert.Contains("A campaign's first reminders wait", first, StringComparison.Ordinal);
        Assert.DoesNotContain("held", log, StringComparison.Ordinal);

        await WriteAsync("assignments.csv", $"code,title,lead,due\nT1,Một,TA,{Day(200)}\nT2,Hai,TB*,{Day(200)}\nT3,Ba,TA,{Day(201)}\n");
        Assert.Equal(0, (await _program.RunAsync("import data")).Code);

        await WriteAsync("assignments.csv", $"code,title,lead,due\nT1,Một,TA,{Day(3)}\nT2,Hai,TB*,{Day(200)}\nT4,Bốn,TA,{Day(202)}\n");
        var (code, shown, _) = await _program.RunAsync("import data --dry-run --lang vi");
        Assert.Equal(0, code);
        foreach (var line in new[]
        {
            "  TB* = TB, TBX (dòng 3)",
            "  mới: T4",
            $"  T1, due: {Day(200)} → {Day(3)}",
            "không có trong assignments.csv, vẫn giữ nguyên: T3.",
            "chạy lại với --end-missing",
            "Thư trong 7 ngày tới: đang là ",
            " ta@x.vn: ",
            "Chỉ xem trước: chưa nạp gì.",
        })
        {
            Assert.Contains(line, shown, StringComparison.Ordinal);
        }

        // Nothing was done, and what is missing ends only when somebody says so.
        var (_, ended, _) = await _program.RunAsync("import data --end-missing --dry-run --lang vi");
        Assert.Contains("  kết thúc: T3", ended, StringComparison.Ordinal);
        Assert.Contains("  mới: T4", ended, StringComparison.Ordinal);
        Assert.DoesNotContain("vẫn giữ nguyên", ended, StringComparison.Ordinal);

        string Day(int days) => today.AddDays(days).ToString("dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture);

        Task WriteAsync(string file, string text) =>
            File.WriteAllTextAsync(Path.Combine(data, file), text, TestContext.Current.CancellationToken);
    }
}
