using System.Text;
using System.Text.RegularExpressions;
using CamHa.Scheduler.Backup;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Import;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Tests.Infrastructure;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Tests.Docs;

/// <summary>
/// The recipes of the clerk's handbook: each is followed as it stands there, its lines written into the plan's files and its
/// commands given, and does what it says. The others are followed by <see cref="HandbookTests"/>, command by command.
/// </summary>
public sealed partial class RecipesTests : IAsyncLifetime
{
    private static readonly DateTime Wednesday = new(2022, 6, 15, 17, 0, 0);
    private static readonly DateTime Thursday0730 = new(2022, 6, 16, 7, 30, 0);
    private static readonly DateTime Thursday1400 = new(2022, 6, 16, 14, 0, 0);
    private static readonly Dictionary<int, string> Recipes = Read();
    private Service _service = null!;

    private string Folder => Path.Combine(_service.Folder, "KE-HOACH");

    private IReadOnlyList<Taken> Mails => _service.Transport.Mails;

    public async ValueTask InitializeAsync()
    {
        _service = await Service.StartAsync();
        PlanOfTheClerk.Write(Folder);
    }

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public void There_is_a_recipe_for_each_of_thirty_one_things_and_each_is_in_the_table_above_them()
    {
        Assert.Equal(Enumerable.Range(1, 31), Recipes.Keys);
        Assert.All(Recipes, recipe => Assert.Contains($"\n{recipe.Key}. [{Title(recipe.Value)}](#", Handbook, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_plan_in()
    {
        await _service.ExecuteAsync("UPDATE Assignment SET Title = 'sai' WHERE Code = 'T05'");
        await FollowAsync(1, Wednesday);
        Assert.Equal(0, await _service.CountAsync("SELECT COUNT(*) FROM Assignment WHERE Title = 'sai'"));
        // As it says, nothing differs the next time.
        Assert.All((await ImportAsync(Folder, isDryRun: true)).Files, file => Assert.Empty(file.Rows));
    }

    [Fact]
    public async Task A_wrong_date()
    {
        await FollowAsync(3, Wednesday);
        Assert.Equal(1, await _service.CountAsync("SELECT COUNT(*) FROM Assignment WHERE Code = 'T03' AND DueOn = '2022-09-30'"));
        await SendAsync(LookName.Deadlines, Thursday0730);
        Assert.NotEmpty(Mails);
        Assert.DoesNotContain(Mails, mail => mail.Text.Contains("T03", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_wrong_address()
    {
        await _service.LookAsync(LookName.Deadlines, Thursday0730);
        Assert.Equal("1", await _service.ReadAsync("SELECT COUNT(*) FROM OutboxMessage WHERE Recipient = 'bpt-thanh-xuan@camha.example'"));
        await FollowAsync(4, Thursday0730.AddMinutes(5));
        Assert.DoesNotContain(Mails, mail => mail.Recipient == "bpt-thanh-xuan@camha.example");
        var mail = Assert.Single(Mails, mail => mail.Recipient == "truong-thon-thanh-xuan@camha.example");
        Assert.Contains("T03", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_unit()
    {
        await FollowAsync(5, Wednesday);
        await SendAsync(LookName.Deadlines, Thursday0730);
        Assert.Contains("T04", Assert.Single(Mails, mail => mail.Recipient == "doan-xa@camha.example").Text, StringComparison.Ordinal);
        Assert.DoesNotContain(
            Mails,
            mail => mail.Recipient == "nong-dan@camha.example" && mail.Text.Contains("T04", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_task_done()
    {
        await FollowAsync(6, Wednesday);
        await SendAsync(LookName.Deadlines, Thursday0730);
        Assert.NotEmpty(Mails);
        Assert.DoesNotContain(Mails, mail => mail.Text.Contains("T03", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_report_that_came_by_Zalo()
    {
        await FollowAsync(7, Thursday0730.AddHours(3));
        await SendAsync(LookName.Reminders, Thursday1400);
        Assert.Contains(Mails, mail => mail.Recipient == "bpt-xuan-ha@camha.example");
        Assert.DoesNotContain(Mails, mail => mail.Recipient == "bpt-thanh-xuan@camha.example");
    }

    [Fact]
    public async Task An_exemption()
    {
        await FollowAsync(8, Thursday0730);
        await SendAsync(LookName.Reminders, Thursday1400);
        Assert.Contains(Mails, mail => mail.Recipient == "bpt-xuan-ha@camha.example");
        Assert.DoesNotContain(Mails, mail => mail.Recipient == "bpt-nguyen-doi@camha.example");
    }

    [Fact]
    public async Task A_moved_deadline()
    {
        await SendAsync(LookName.Deadlines, Thursday0730);
        var before = Mails.Count;
        await FollowAsync(9, Thursday0730.AddHours(1));
        await SendAsync(LookName.Deadlines, new(2022, 7, 15, 7, 30, 0));
        var mail = Assert.Single(Mails.Skip(before), mail => mail.Recipient == "nong-dan@camha.example");
        Assert.Contains("lùi từ 30/6 đến 29/7", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_contact()
    {
        await FollowAsync(10, Wednesday);
        await SendAsync(LookName.Deadlines, Thursday0730);
        foreach (var recipient in new[] { "bpt-thanh-xuan@camha.example", "pho-thon-thanh-xuan@camha.example" })
            Assert.Contains("T03", Assert.Single(Mails, mail => mail.Recipient == recipient).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_unit()
    {
        await FollowAsync(11, Wednesday);
        await SendAsync(LookName.Reminders, Thursday1400);
        Assert.Single(Mails, mail => mail.Recipient == "thon-yen-my@camha.example");
        Assert.Equal(1, await _service.CountAsync("""
            SELECT COUNT(*) FROM AssignmentUnit AS p JOIN Unit AS u ON u.Id = p.UnitId JOIN Assignment AS a ON a.Id = p.AssignmentId
            WHERE u.Code = 'BPT-YM' AND a.Code = 'T01'
            """));
    }

    [Fact]
    public async Task Next_year()
    {
        PlanOfTheClerk.Write($"{Folder}-MOI", "2028");
        await FollowAsync(12, Wednesday);
        Assert.Equal(1, await _service.CountAsync("SELECT COUNT(*) FROM CalendarDay WHERE Day = '2028-01-26'"));
        Assert.Equal(2, await _service.CountAsync("SELECT COUNT(DISTINCT CampaignId) FROM Assignment"));
        Assert.Equal("NTM-2022", await _service.ReadAsync("SELECT Code FROM Campaign WHERE StartsOn < '2028-01-01'"));
    }

    [Fact]
    public async Task A_mail_that_is_stopped()
    {
        await _service.LookAsync(LookName.Deadlines, Thursday0730);
        await FollowAsync(15, Thursday0730.AddMinutes(5));
        Assert.Equal("Suppressed", await _service.ReadAsync("SELECT State FROM OutboxMessage WHERE Id = 1"));
        await _service.DispatchAsync(Thursday0730.AddMinutes(10));
        Assert.Equal(12, Mails.Count);
    }

    /// <summary>What the clerk had is there afterwards: one looked at nothing but that the commands worked.</summary>
    [Fact]
    public async Task A_new_PC()
    {
        const string password = "mật khẩu 1";
        await FollowAsync(3, Wednesday);
        await SendAsync(LookName.Deadlines, Thursday0730);
        await _service.LookAsync(LookName.Reminders, Thursday1400);
        var before = TableDump.Of(_service.File, except: "Installation");
        var (sent, waiting) = (Ids(_service), await _service.CountAsync(OutboxState.Pending));
        Assert.NotEmpty(sent);
        Assert.NotEqual(0, waiting);

        using var program = new CommandLineProgram();
        await using var server = new SmallSmtpServer { Offers = ["8BITMIME", "AUTH PLAIN"] };
        var computer = Directory.CreateDirectory(Path.Combine(program.Folder, "may-moi")).FullName;
        var (backup, given) = (Path.Combine(program.Folder, "TEP"), Path.Combine(program.Folder, "given"));
        await File.WriteAllTextAsync(given, password, Service.Token);
        var commands = Commands().Matches(Recipes[16]).Select(match => match.Groups[1].Value).ToList();
        foreach (var command in commands.TakeWhile(each => each != "arm"))
            await TypeAsync(command);
        await using var service = Service.In(computer);
        await service.DispatchAsync(Thursday1400.AddMinutes(30));
        Assert.Empty(service.Transport.Mails);
        foreach (var command in commands.SkipWhile(each => each != "arm"))
            await TypeAsync(command);

        Assert.Equal(before, TableDump.Of(service.File, except: "Installation"));
        Assert.Equal(
            ("127.0.0.1", "nhacviec@xa.gov.vn", password),
            (
                service.Get<IOptions<SmtpOptions>>().Value.Host,
                service.Get<IOptions<MailOptions>>().Value.From,
                service.Get<IOptions<SmtpOptions>>().Value.PasswordSource.Read()));
        Assert.Equal(-1, (await File.ReadAllBytesAsync(backup, Service.Token)).AsSpan().IndexOf(Encoding.UTF8.GetBytes(password)));
        if (!OperatingSystem.IsWindows())
        {
            var secret = Assert.Single(Directory.GetFiles(computer, "smtp-password"));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(secret));
        }

        // What waited leaves, and what was sent is owed no more; the old computer, switched on again, sends nothing.
        await service.LookAsync(LookName.Deadlines, Thursday1400.AddMinutes(30));
        await service.LookAsync(LookName.Reminders);
        await service.DispatchAsync();
        Assert.Equal(waiting, service.Transport.Mails.Count);
        Assert.Empty(Ids(service).Intersect(sent));
        await SendAsync(LookName.Reminders, Thursday1400.AddMinutes(30));
        Assert.Equal(sent, Ids(_service));

        static List<string> Ids(Service service) => [.. service.Transport.Mails.Select(mail => mail.Message.MessageId!)];

        async Task TypeAsync(string command)
        {
            switch (command)
            {
                case "backup":
                    _service.Get<SqliteBackup>().Write(backup);
                    break;
                case "pause":
                    Assert.True(await _service.Get<SendingPause>().BeginAsync(Service.Token));
                    break;
                case "configure":
                    var answers = $"configure --yes --config may-moi/appsettings.json --smtp-host 127.0.0.1 --smtp-port {server.Port} "
                        + "--smtp-security none --smtp-user nhacviec --from nhacviec@xa.gov.vn --from-name Xã";
                    var (code, _, error) = await program.RunAsync(answers);
                    Assert.Equal(2, code);
                    Assert.Contains("--smtp-password-file", error, StringComparison.Ordinal);
                    Assert.Equal(0, (await program.RunAsync($"{answers} --smtp-password-file {given}")).Code);
                    break;
                case "service uninstall" or "service install": // on a machine that boots: SystemdServiceTests
                case "resume": // which it warns of
                    break;
                default:
                    var run = await program.RunAsync($"{command} --config may-moi/appsettings.json");
                    Assert.True(run.Code == 0, run.Error);
                    if (command.StartsWith("outbox", StringComparison.Ordinal))
                        Assert.Contains("bpt-xuan-ha@camha.example", run.Output, StringComparison.Ordinal);
                    break;
            }
        }
    }

    /// <summary>Writes a recipe's lines into its files and gives its commands, in the order in which they stand there.</summary>
    private async Task FollowAsync(int recipe, DateTime at)
    {
        _service.At(at);
        var (file, isNew, folder) = ("", false, Folder);
        foreach (var line in Recipes[recipe].Split('\n'))
        {
            if (line.StartsWith("       ", StringComparison.Ordinal))
            {
                if (line.Trim() is var typed && typed.StartsWith("camha ", StringComparison.Ordinal))
                    await GiveAsync(typed[6..]);
                else
                    await WriteAsync(Path.Combine(folder, file), typed, isNew);
                continue;
            }

            file = Csv().Match(line) is { Success: true } named ? named.Groups[1].Value : file;
            folder = line.Contains("KE-HOACH-MOI", StringComparison.Ordinal) ? $"{Folder}-MOI" : folder;
            if (line.Contains("thêm dòng", StringComparison.Ordinal) || line.Contains("sửa dòng", StringComparison.Ordinal))
                isNew = line.Contains("thêm dòng", StringComparison.Ordinal);
            if (line.Contains("**nạp**", StringComparison.Ordinal))
            {
                await ImportAsync(folder, isDryRun: true);
                await ImportAsync(folder, isDryRun: false);
                // The service is at work meanwhile.
                await _service.DispatchAsync();
            }
        }
    }

    private async Task GiveAsync(string command)
    {
        if (command.StartsWith("import ", StringComparison.Ordinal))
        {
            var words = command.Split(' ');
            await ImportAsync(Path.Combine(_service.Folder, words[1]), isDryRun: words.Contains("--dry-run"));
        }
        else if (command.StartsWith("send-now ", StringComparison.Ordinal))
        {
            await _service.LookAsync(command[9..]);
            await _service.DispatchAsync();
        }
        else if (command == "pause")
        {
            Assert.True(await _service.Get<SendingPause>().BeginAsync(Service.Token));
        }
        else if (command == "resume")
        {
            Assert.True(await _service.Get<SendingPause>().EndAsync(Service.Token));
        }
        else if (command == "outbox cancel SO")
        {
            await _service.DispatchAsync();
            Assert.Empty(Mails);
            var made = await _service.Get<OutboxDecisions>()
                .MakeAsync(OutboxDecision.Cancel, [1], Gesture.AtConsole(), Service.Token);
            Assert.Equal(1, made.Changed);
        }
        else
        {
            Assert.StartsWith("outbox list ", command, StringComparison.Ordinal);
        }
    }

    /// <summary>A line below the columns, which are there already; or in the place of the one that begins alike.</summary>
    private static async Task WriteAsync(string file, string line, bool isNew)
    {
        var lines = File.Exists(file) ? [.. await File.ReadAllLinesAsync(file, Service.Token)] : new List<string>();
        if (Columns().IsMatch(line))
        {
            if (lines.Count == 0)
                lines.Add(line);
            Assert.Equal(lines[0], line);
        }
        else if (isNew)
        {
            lines.Add(line);
        }
        else
        {
            var key = line[..(line.IndexOf(',', StringComparison.Ordinal) + 1)];
            // The campaign's file has one line, whose code is what changes.
            var at = Path.GetFileName(file) == "campaign.csv" ? 1 : lines.FindIndex(each => each.StartsWith(key, StringComparison.Ordinal));
            Assert.NotEqual(-1, at);
            lines[at] = line;
        }

        await File.WriteAllLinesAsync(file, lines, Service.Token);
    }

    private async Task<ImportResult> ImportAsync(string folder, bool isDryRun)
    {
        var result = await _service.Get<Importer>().ImportAsync(ImportSource.Folder(folder), isDryRun, Service.Token);
        Assert.Empty(result.Errors);
        return result;
    }

    private async Task SendAsync(string look, DateTime at)
    {
        await _service.LookAsync(look, at);
        await _service.DispatchAsync(at.AddMinutes(1));
    }

    private static string Handbook => File.ReadAllText(Path.Combine(Repository.Root, "docs/van-hanh.md"));

    private static string Title(string recipe) => recipe[..recipe.IndexOf('\n', StringComparison.Ordinal)];

    private static Dictionary<int, string> Read() => Recipe()
        .Split(Handbook)
        .Skip(1)
        .Select(recipe => Section().Split(recipe)[0].Split(". ", 2))
        .ToDictionary(recipe => int.Parse(recipe[0], System.Globalization.CultureInfo.InvariantCulture), recipe => recipe[1]);

    [GeneratedRegex("^### ", RegexOptions.Multiline)]
    private static partial Regex Recipe();

    [GeneratedRegex("^## ", RegexOptions.Multiline)]
    private static partial Regex Section();

    // On a line of their own, or within one.
    [GeneratedRegex(@"(?:^ {4,}|`)camha ([a-z][^`\n]*)", RegexOptions.Multiline)]
    private static partial Regex Commands();

    [GeneratedRegex(@"`([a-z]+\.csv)`")]
    private static partial Regex Csv();

    [GeneratedRegex("^[a-z_]+(,[a-z_]+)+$")]
    private static partial Regex Columns();
}
