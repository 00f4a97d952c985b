using System.Text.Json;
using System.Text.RegularExpressions;
using CamHa.Scheduler.Tests.Import.Layouts;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Docs;

/// <summary>The clerk's handbook, docs/van-hanh.md: whoever types what stands there gets what it says.</summary>
public sealed partial class HandbookTests : IAsyncLifetime
{
    private const string MailThatWaits = """
        DELETE FROM InboxMime;
        DELETE FROM InboxMail;
        INSERT INTO InboxMail (Id, Sha256, Source, Place, ReceivedAt, StoredAt, Sender, SizeBytes, State, OutboxMessageId)
        SELECT 1, 'a1', 'folder', '1', '2022-06-15 09:00:00.000', '2022-06-15 09:00:00.000', Recipient, 60, 'Triage', Id
        FROM OutboxMessage
        WHERE Kind = 'Deadline' AND Body = '' AND RecipientRole = 'To' AND State = 'Sent' AND Recipient <> 'bpt-thanh-xuan@camha.example'
        LIMIT 1;
        INSERT INTO InboxMime (InboxMailId, Mime)
        SELECT Id, CAST('Subject: Re: NTM' || char(10) || 'In-Reply-To: <1@x>' || char(10) || char(10) || 'Khong phat sinh' AS BLOB)
        FROM InboxMail;
        """;

    private static readonly string Handbook = File.ReadAllText(Path.Combine(Repository.Root, "docs/van-hanh.md"));
    private readonly CommandLineProgram _program = new();
    private readonly SmallSmtpServer _server = new();
    private string _backup = "";

    public ValueTask InitializeAsync()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(Repository.Root, "sql/demo"), "*.csv"))
        {
            Directory.CreateDirectory(Path.Combine(_program.Folder, "KE-HOACH"));
            File.Copy(file, Path.Combine(_program.Folder, "KE-HOACH", Path.GetFileName(file)));
        }

        File.WriteAllBytes(Path.Combine(_program.Folder, "KHUNG-KE-HOACH.docx"), DrawnPlans.Word);
        PlanOfTheClerk.Write(Path.Combine(_program.Folder, "KE-HOACH-MOI"), "2028");
        var campaign = Path.Combine(_program.Folder, "KE-HOACH-MOI", "campaign.csv");
        File.WriteAllText(campaign, File.ReadAllText(campaign).Replace("NTM-2022", "NTM-2028", StringComparison.Ordinal));
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _program.Dispose();
    }

    [Fact]
    public async Task Every_command_in_it_works_in_the_order_in_which_a_clerk_types_them()
    {
        var commands = Commands().Matches(Handbook).Select(match => match.Groups[1].Value.Trim()).ToList();
        Assert.InRange(commands.Count, 50, 150);
        // The clerk's machine after some time: what the demo's week left, one mail of which was given up.
        Assert.Equal(0, (await _program.RunAsync("demo")).Code);
        _program.Execute("UPDATE OutboxMessage SET State = 'Dead' WHERE Id = 1;");
        File.Copy(Path.Combine(_program.Folder, "camha-demo", "camha.db"), Path.Combine(_program.Folder, "camha.db"));
        DaysOff.Add(Path.Combine(_program.Folder, "camha.db"));
        _program.Execute(MailThatWaits, "camha.db");
        // It has settings, and is the one that sends, however the book begins. What stands in it twice works twice.
        var typed = new[] { "configure", "arm" }
            .Concat(commands.Distinct())
            // AccountCommandTests types a password, and LinkCommandTests has a public address and a campaign that goes on.
            .Where(command => !command.StartsWith("service ", StringComparison.Ordinal)
                && !command.StartsWith("link ", StringComparison.Ordinal) && command != "account password TEN");
        foreach (var command in typed)
        {
            // Each is typed of a mail that waits.
            if (command.StartsWith("inbox ", StringComparison.Ordinal))
                _program.Execute("UPDATE InboxMail SET State = 'Triage', GestureId = NULL;", "camha.db");
            var run = await _program.RunAsync(await TypedAsync(command));
            // What only asks says that it has imported nothing.
            var code = command == "import KHUNG-KE-HOACH.docx" ? 1 : 0;
            Assert.True(run.Code == code, $"camha {command}: {run.Code} {run.Output} {run.Error}");
            if (command is "outbox list --unit MA" or "outbox list --to DIA-CHI")
                Assert.Contains("bpt-thanh-xuan@camha.example", run.Output, StringComparison.Ordinal);
        }

        Assert.True(File.Exists(Path.Combine(_program.Folder, "xem-truoc", "index.html")));
        Assert.True(File.Exists(Path.Combine(_program.Folder, "thu-da-gui.csv")));
        Assert.True(File.Exists(Path.Combine(_program.Folder, "KE-HOACH.xlsx")));
        Assert.True(File.Exists(Path.Combine(_program.Folder, "CACH-HIEU.json")));
        foreach (var name in new[] { "BaoCaoTuan_2022-W24.docx", "BaoCaoTuan_2022-W24.pdf" })
            Assert.Single(Directory.GetFiles(Path.Combine(_program.Folder, "bao-cao"), name, SearchOption.AllDirectories));
    }

    /// <summary>These need a machine of their own: SystemdServiceTests boots one and types them there.</summary>
    [Fact]
    public void Every_command_for_the_service_in_it_is_typed_on_a_machine_that_boots()
    {
        var script = File.ReadAllText(Path.Combine(Repository.Root, "tests/CamHa.Scheduler.Endurance/Installation/installed-service.sh"));
        var commands = Commands()
            .Matches(Handbook)
            .Select(match => match.Groups[1].Value.Trim())
            .Where(command => command.StartsWith("service ", StringComparison.Ordinal))
            .Distinct()
            .ToList();
        Assert.NotEmpty(commands);
        Assert.All(commands, command => Assert.Contains($"camha {command}\n", script, StringComparison.Ordinal));
    }

    /// <summary>A clerk types what is not explained as it stands; two commands had dates of 2022.</summary>
    [Fact]
    public void What_is_to_be_replaced_in_a_command_is_explained_before_the_first_and_no_date_is_fixed()
    {
        var preface = Handbook[..Handbook.IndexOf("\n## ", StringComparison.Ordinal)];
        var commands = Commands().Matches(Handbook).Select(match => match.Value).ToList();
        Assert.All(
            commands.SelectMany(command => InCapitals().Matches(command)),
            word => Assert.Contains($"`{word.Value}`", preface, StringComparison.Ordinal));
        Assert.DoesNotContain(commands, command => command.Contains("--from 20", StringComparison.Ordinal));
        Assert.Contains("cd \"C:\\Program Files\\CamHa\"", preface, StringComparison.Ordinal);
    }

    /// <summary>A warning that is not in the book leaves its reader alone with it.</summary>
    [Theory]
    [MemberData(nameof(Warnings))]
    public void A_warning_stands_in_it_in_the_words_of_the_mail_and_the_page(string warning) =>
        Assert.Contains(warning, Handbook, StringComparison.Ordinal);

    /// <summary>
    /// The title of every problem, which comes before its remedy, and what the page says first where nothing can be sent; up
    /// to what differs each time.
    /// </summary>
    public static TheoryData<string> Warnings()
    {
        var source = Path.Combine(Repository.Root, "src/CamHa.Scheduler");
        var page = File.ReadAllText(Path.Combine(source, "Web/Pages/OverviewSections.cs"));
        var found = Directory.GetFiles(Path.Combine(source, "Alerts/Checks"), "*.cs")
            .Append(Path.Combine(source, "Alerts/Checkup.cs"))
            // The words of what expires stand where its date is known.
            .Append(Path.Combine(source, "Mail/MailExpiryDates.cs"))
            .Append(Path.Combine(source, "Web/Safety/WebCertificate.cs"))
            .SelectMany(TitlesIn)
            .Concat(Verdicts().Matches(page).Select(verdict => verdict.Groups[1].Value))
            .Distinct()
            .ToList();
        Assert.InRange(found.Count, 24, 100);
        return [.. found];
    }

    private static IEnumerable<string> TitlesIn(string file)
    {
        var before = "";
        foreach (var argument in Arguments().Matches(File.ReadAllText(file)).Select(match => match.Value))
        {
            if (!Vietnamese().IsMatch(before) && !argument.Contains("const ", StringComparison.Ordinal))
            {
                foreach (Match title in Vietnamese().Matches(argument))
                    yield return title.Groups[1].Value.Trim();
            }

            before = argument;
        }
    }

    // What a person would put in place of the words in capitals, and answer at the terminal.
    private async Task<string> NewestChangeAsync()
    {
        var list = await _program.RunAsync("change list --last 1 --json");
        return JsonDocument.Parse(list.Output).RootElement[0].GetProperty("id").ToString();
    }

    private async Task<string> TypedAsync(string command)
    {
        if (command == "configure")
            return $"configure --yes --config appsettings.json --smtp-host 127.0.0.1 --smtp-port {_server.Port} --smtp-security none "
                + "--smtp-user \"\" --from nhacviec@xa.gov.vn --from-name Xã";
        if (command.Contains("TEP", StringComparison.Ordinal) && _backup.Length == 0)
        {
            Assert.Equal(0, (await _program.RunAsync($"backup {Path.Combine(_program.Folder, "tep.db")}")).Code);
            _backup = Path.Combine(_program.Folder, "tep.db");
        }

        // One that waits; the book's others are about one that was refused.
        if (command == "outbox cancel SO")
        {
            _program.Execute("UPDATE OutboxMessage SET State = 'Held' WHERE Id = 2", "camha.db");
            return "outbox cancel 2";
        }

        // One that is open, of a deadline before the day that is written in place of NGAY.
        if (command.StartsWith("assignment extend", StringComparison.Ordinal))
        {
            _program.Execute(
                """
                DELETE FROM ExtensionRequest;
                UPDATE Assignment SET DueOn = '2022-06-30' WHERE Code = 'T03';
                INSERT INTO ExtensionRequest (AssignmentId, UnitId, AskedAt, DueOn, AskedFor)
                SELECT p.AssignmentId, p.UnitId, '2022-06-17T02:00:00.000Z', a.DueOn, '2022-07-15'
                FROM Assignment AS a JOIN AssignmentUnit AS p ON p.AssignmentId = a.Id AND p.Part = 'Lead'
                WHERE a.Code = 'T03' AND a.CampaignId = 1;
                """,
                "camha.db");
        }

        if (command.StartsWith("contact reopen", StringComparison.Ordinal))
        {
            _program.Execute(
                "INSERT INTO RefusedAddress (CampaignId, Address, RefusedAt, Reply) "
                + "VALUES (1, 'bpt-thanh-xuan@camha.example', '2022-06-17T02:00:00.000Z', '5.1.1 unknown user')",
                "camha.db");
        }

        // The book's example of next year's plan has made a second campaign.
        if (PlanVerbs().IsMatch(command))
            command += " --campaign NTM-2022";
        if (command.Contains("LAN-SUA", StringComparison.Ordinal))
            command = command.Replace("LAN-SUA", await NewestChangeAsync(), StringComparison.Ordinal);
        // For a program to read: a narrow terminal breaks addresses.
        return command
            .Replace("NHIEM-VU", "T03", StringComparison.Ordinal)
            .Replace("DIA-CHI-MOI", "moi@camha.example", StringComparison.Ordinal)
            .Replace("TUAN", "2022-W30", StringComparison.Ordinal)
            .Replace("--unit MA", "--unit MA --json", StringComparison.Ordinal)
            .Replace("--to DIA-CHI", "--to DIA-CHI --json", StringComparison.Ordinal)
            .Replace("MA-KE-HOACH", "NTM-2022", StringComparison.Ordinal)
            .Replace("MA", "BPT-TX", StringComparison.Ordinal)
            .Replace("DIA-CHI", "bpt-thanh-xuan@camha.example", StringComparison.Ordinal)
            .Replace("TEP", _backup, StringComparison.Ordinal)
            .Replace("SO", "1", StringComparison.Ordinal)
            .Replace("TU-NGAY", "2022-06-01", StringComparison.Ordinal)
            .Replace("DEN-NGAY", "2022-06-30", StringComparison.Ordinal)
            .Replace("NGAY", "29/07/2022", StringComparison.Ordinal);
    }

    // On a line of their own, or within one.
    [GeneratedRegex(@"(?:^ {4,}|`)camha ([a-z][^`\n]*)", RegexOptions.Multiline)]
    private static partial Regex Commands();

    [GeneratedRegex(@"^(assignment|contact|unit|submission|change list|import KHUNG-KE-HOACH)\b")]
    private static partial Regex PlanVerbs();

    // Between commas that are in no text; a text may hold another in braces.
    [GeneratedRegex("""(?:"(?:[^"{]|\{(?:[^{}]|\{[^{}]*\})*\})*"|[^",;])+""")]
    private static partial Regex Arguments();

    // A sentence's beginning, with a letter that English has not.
    [GeneratedRegex("""(?<=")(?=[^"{]*[^\x00-\x7F“”])(\p{Lu}[^"{(:,“]*)""")]
    private static partial Regex Vietnamese();

    [GeneratedRegex("""✕", "([^"]+)""")]
    private static partial Regex Verdicts();

    [GeneratedRegex(@"\b[A-Z]{2}[A-Z-]*\b")]
    private static partial Regex InCapitals();
}
