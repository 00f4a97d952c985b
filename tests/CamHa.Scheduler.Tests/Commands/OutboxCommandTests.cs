using System.Globalization;
using System.Text.Json;
using CamHa.Scheduler.Tests.Infrastructure;
using CsvHelper;
using CsvHelper.Configuration;

namespace CamHa.Scheduler.Tests.Commands;

/// <summary>What an operator and an auditor get to see of the demo's week.</summary>
public sealed class OutboxCommandTests(OutboxCommandTests.Demo demo) : IClassFixture<OutboxCommandTests.Demo>
{
    private const string Moment = @"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$";

    [Fact]
    public async Task An_export_has_a_line_an_attempt_and_every_time_as_on_the_wall()
    {
        var rows = Csv(await RunAsync("outbox export"));
        // 71 mails, one of them with two more attempts, one with none.
        Assert.Equal(73, rows.Count);
        Assert.Equal(71, rows.Select(row => row["Id"]).Distinct().Count());
        Assert.Equal(["Retry", "Retry", "Delivered"], rows.Where(row => row["Id"] == "1").Select(row => row["Outcome"]));
        Assert.Equal("", Assert.Single(rows, row => row["Id"] == "2")["Outcome"]);
        Assert.Equal("2022-06-16 07:30:00", rows[0]["Attempted"]);
        Assert.All(rows, row =>
        {
            Assert.Matches(Moment, row["Issued"]);
            Assert.Matches($"^$|{Moment}", row["Attempted"]);
            Assert.Matches($"^$|{Moment}", row["Ended"]);
            Assert.Matches("^[0-9a-f]{64}$", row["SHA-256"]);
        });
    }

    [Fact]
    public async Task An_export_opens_right_in_a_Vietnamese_Excel()
    {
        var file = Path.Combine(demo.Program.Folder, "export.csv");
        var run = await demo.Program.RunAsync($"outbox export --lang vi --out {file} --config {demo.Program.Config}");
        Assert.Equal((0, "", "Đã xuất 71 thư."), (run.Code, run.Output, run.Error.Trim()));
        var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        var rows = Csv(System.Text.Encoding.UTF8.GetString(bytes[3..]));
        Assert.Equal(["Số", "Lập lúc", "Loại thư", "Đơn vị"], rows[0].Keys.Take(4));
        Assert.Contains(rows, row => row["Đơn vị"] == "Ban Phát triển thôn Tiến Thắng (BPT-TT)" && row["Trạng thái"] == "Đã gửi");
        // LibreOffice takes a comma for a column's end, where Excel does not.
        Assert.Contains(
            ";\"Các đồng chí được phân công chỉ đạo địa bàn (cụm, thôn) (CDDB)\";",
            System.Text.Encoding.UTF8.GetString(bytes),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_export_with_nothing_in_it_says_so()
    {
        var run = await demo.Program.RunAsync($"outbox export --from 2030-01-01 --config {demo.Program.Config}");
        Assert.Equal((0, "There is no mail of this time to export."), (run.Code, run.Error.Trim()));
    }

    [Fact]
    public async Task Nothing_in_an_export_is_a_formula()
    {
        var rows = Csv(await RunAsync("outbox export"));
        var replies = rows.Where(row => row["Id"] == "1").Select(row => row["Reply"]).ToList();
        Assert.Contains("=HYPERLINK(", replies[0], StringComparison.Ordinal);
        Assert.DoesNotContain(
            rows.SelectMany(row => row.Values), value => value.Length > 0 && value[0] is '=' or '+' or '-' or '@' or '\t' or '\r');
    }

    [Theory]
    [InlineData("--from 2022-06-17", "2022-06-17", "9999")]
    [InlineData("--to 2022-06-16", "", "2022-06-17")]
    [InlineData("--from 16/6/2022 --to 16/6/2022", "2022-06-16", "2022-06-17")]
    public async Task An_export_has_the_days_asked_for_and_no_others(string days, string since, string before)
    {
        var all = Csv(await RunAsync("outbox export"));
        var wanted = all.Where(
            row => string.CompareOrdinal(row["Issued"], since) >= 0 && string.CompareOrdinal(row["Issued"], before) < 0).ToList();
        Assert.InRange(wanted.Count, 1, all.Count - 1);
        Assert.Equal(wanted.Select(row => row["Id"]), Csv(await RunAsync($"outbox export {days}")).Select(row => row["Id"]));
    }

    [Fact]
    public async Task An_export_begins_on_a_day_whose_midnight_summer_time_skips()
    {
        // In Cairo the clocks jump from midnight to one on 26 April 2024; the day begins at 22:00 UTC.
        using var program = new CommandLineProgram();
        await program.DemoAsync();
        program.Execute("""
            UPDATE OutboxMessage SET CreatedAt = '2024-04-25T21:59:59.000Z' WHERE Id = 1;
            UPDATE OutboxMessage SET CreatedAt = '2024-04-25T22:00:00.000Z' WHERE Id = 2;
            """);
        var run = await program.RunAsync(
            $"outbox export --from 26/4/2024 --set Scheduling:TimeZone=Africa/Cairo --config {program.Config}");
        Assert.Equal((0, "1 messages."), (run.Code, run.Error.Trim()));
        Assert.Equal(("2", "2024-04-26 01:00:00"), Csv(run.Output).Select(row => (row["Id"], row["Issued"])).Single());
    }

    [Fact]
    public async Task An_export_as_JSON_has_messages_with_their_attempts_and_can_go_into_a_file()
    {
        var file = Path.Combine(demo.Program.Folder, "export.json");
        var run = await demo.Program.RunAsync($"outbox export --format json --out {file} --config {demo.Program.Config}");
        Assert.Equal((0, "", "71 messages."), (run.Code, run.Output, run.Error.Trim()));
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        var messages = json.RootElement.EnumerateArray().ToList();
        Assert.Equal(71, messages.Count);
        Assert.Equal([3, 0, 1], messages.Take(3).Select(message => message.GetProperty("attempts").GetArrayLength()));
        var first = messages[0].GetProperty("attempts")[0];
        Assert.Equal(
            (451, "RCPT", "=HYPERLINK(\"http://x\")"),
            (first.GetProperty("code").GetInt32(), first.GetProperty("stage").GetString(), first.GetProperty("reply").GetString()));
    }

    [Fact]
    public async Task A_message_is_shown_with_its_notices_its_attempts_and_as_its_reader_sees_it()
    {
        var shown = await RunAsync("outbox show 1");
        Assert.Matches(@"(?m)^Notice: +\S+", shown);
        Assert.Matches("""(?m)^Attempt: +2022-06-16 07:30:00 Retry, RCPT: 451 =HYPERLINK\("http://x"\)""", shown);
        Assert.Matches(@"(?m)^Attempt: +2022-06-16 07:31:00 Retry, DATA: cut \(in doubt, sent again\)", shown);
        Assert.Matches("(?m)^Message-ID: +<[0-9a-f]{32}@camha.example>", shown);
        Assert.Matches(@"(?m)^Unit: +\S.* \(\S+\)\r?$", shown);
        Assert.Matches(@"(?m)^From: +""?Ban Chỉ đạo NTM xã Cẩm Hà""? <nhacviec@camha.example>", shown);
        Assert.Matches(@"(?m)^Subject: +\[NTM Cẩm Hà\] \S+", shown);
        Assert.Matches(@"(?m)^Attached: +\S+\.ics \([0-9]+ bytes\)", shown);
        Assert.Contains("Kính gửi", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("=C3", shown, StringComparison.Ordinal);
        var unknown = await demo.Program.RunAsync($"outbox show 4711 --config {demo.Program.Config}");
        Assert.Equal((2, "ID = '4711': there is no such message; 'camha outbox list' shows them."), (unknown.Code, unknown.Error.Trim()));
    }

    [Fact]
    public async Task A_message_is_shown_to_a_clerk_in_Vietnamese_and_raw_as_it_left()
    {
        var shown = await RunAsync("outbox show 1 --lang vi");
        Assert.StartsWith("Thư số 1: Đã gửi", shown, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^Lần gửi: +16/06/2022 07:30:00 Sẽ thử lại, RCPT: 451 ", shown);
        var raw = await RunAsync("outbox show 1 --raw");
        Assert.StartsWith("Message-Id: <", raw, StringComparison.Ordinal);
        Assert.Contains("Content-Transfer-Encoding: quoted-printable", raw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_names_the_unit_and_the_state_in_the_reader_s_words()
    {
        var list = await RunAsync("outbox list --unit BPT-TT --lang vi");
        Assert.Matches(@"(?m)^ +\d+  16/06/2022 07:30  bpt-tien-thang@camha\.example \(BPT-TT\)\r?\n +Đã gửi: \[NTM Cẩm Hà\]", list);
        Assert.DoesNotContain("phu-nu", list, StringComparison.Ordinal);
        // On SQLite it was all mails, and on SQL Server a fault.
        var few = await demo.Program.RunAsync($"outbox list --last -1 --config {demo.Program.Config}");
        Assert.Equal((2, "--last = '-1': write a number from 1."), (few.Code, few.Error.Trim()));
        var unknown = await demo.Program.RunAsync($"outbox list --unit THON --config {demo.Program.Config}");
        Assert.Equal((2, "--unit = 'THON': there is no unit with this code."), (unknown.Code, unknown.Output.Trim()));
    }

    [Fact]
    public async Task A_mail_that_is_no_longer_kept_is_shown_by_its_hash()
    {
        // A demo of its own: this one is changed.
        using var program = new CommandLineProgram();
        await program.DemoAsync();
        program.Execute("DELETE FROM OutboxMime");
        var shown = await program.RunAsync($"outbox show 3 --config {program.Config}");
        Assert.Equal(0, shown.Code);
        Assert.Matches("(?m)^SHA-256: +[0-9a-f]{64}", shown.Output);
        Assert.EndsWith(
            "The mail itself is no longer kept (Outbox:KeepBodiesDays); a copy that somebody has is the one sent if its SHA-256 is this.",
            shown.Output.TrimEnd(),
            StringComparison.Ordinal);
        Assert.All(
            Csv((await program.RunAsync($"outbox export --config {program.Config}")).Output),
            row => Assert.Matches("^[0-9a-f]{64}$", row["SHA-256"]));
    }

    [Fact]
    public async Task A_list_can_be_of_one_state_or_of_the_last_ones()
    {
        using var dead = JsonDocument.Parse(await RunAsync("outbox list --state dead --json"));
        Assert.Equal([44L, 2L], dead.RootElement.EnumerateArray().Select(message => message.GetProperty("id").GetInt64()));
        using var last = JsonDocument.Parse(await RunAsync("outbox list --last 3 --json"));
        Assert.Equal([71L, 70L, 69L], last.RootElement.EnumerateArray().Select(message => message.GetProperty("id").GetInt64()));
    }

    [Fact]
    public async Task A_fault_of_the_server_and_the_limits_stand_in_the_status()
    {
        // Broken into lines for the width of a console.
        var output = await RunAsync("status --set Mail:Transport=smtp --set Smtp:PerDay=450");
        var status = string.Join(' ', output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(
            "NOTHING IS SENT from the old PC since 2022-06-16 07:30; next try 2022-06-16 07:31. "
            + "Smtp:Host = 'mail' port 587 cannot be reached.",
            status,
            StringComparison.Ordinal);
        Assert.Contains("Limits: 0 of 450 in the last 24 hours", status, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clerk_is_told_in_Vietnamese_what_stops_the_mails_and_what_to_do()
    {
        // Broken into lines for the width of a console.
        var output = await RunAsync("status --lang vi --set Mail:Transport=smtp");
        var status = string.Join(' ', output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("KHÔNG GỬI ĐƯỢC THƯ NÀO từ máy the old PC, từ 16/06/2022 07:30", status, StringComparison.Ordinal);
        Assert.Contains("Hộp thư đi: 2 Gửi hỏng, 69 Đã gửi", status, StringComparison.Ordinal);
        var doctor = await demo.Program.RunAsync($"doctor --lang vi --config {demo.Program.Config}");
        Assert.Contains("LỖI  địa chỉ thư: NTM-2022: Máy chủ thư từ chối địa chỉ", doctor.Output, StringComparison.Ordinal);
        // Not one English sentence, in what is good either.
        Assert.DoesNotMatch(@"\b(the|is|are|of|no)\b", doctor.Output);
    }

    [Fact]
    public async Task A_refused_address_is_named_with_the_remedy_until_its_mail_is_sent_again()
    {
        // A demo of its own: this one is changed.
        using var program = new CommandLineProgram();
        await program.DemoAsync();
        program.Execute(Demo.Refuse);
        var doctor = await program.RunAsync($"doctor --json --config {program.Config}");
        Assert.Equal(1, doctor.Code);
        using (var findings = JsonDocument.Parse(doctor.Output))
        {
            var address = findings.RootElement.EnumerateArray().Single(finding => finding.GetProperty("what").GetString() == "addresses");
            Assert.Matches(
                @"^NTM-2022: the mail server refuses \S+@camha\.example \(5\.1\.1 unknown user\)\. "
                + @"Replace them \('camha contact replace'\); one that is right is opened again by 'camha contact reopen ADDRESS'\.$",
                address.GetProperty("says").GetString());
        }

        var retry = await program.RunAsync($"outbox retry 2 --config {program.Config}");
        Assert.Equal((0, "1 of 1 messages: retry done."), (retry.Code, retry.Output.Trim()));
        Assert.DoesNotContain(
            "refuses", (await program.RunAsync($"doctor --json --config {program.Config}")).Output, StringComparison.Ordinal);
        // One that is sent is never sent again.
        var sent = await program.RunAsync($"outbox retry 3 --config {program.Config}");
        Assert.Equal(
            (1, "is Sent, so nothing was done: retry is for what was refused, expired or suppressed."),
            (sent.Code, sent.Output.Trim().Split(' ', 5)[^1]));
        var cancelled = await program.RunAsync($"outbox cancel 3 --lang vi --config {program.Config}");
        Assert.EndsWith(
            "đang ở trạng thái “Đã gửi”, nên không làm gì: chỉ hủy được thư “Đang chờ”, “Đang bị giữ”.",
            cancelled.Output.Trim(),
            StringComparison.Ordinal);
    }

    private async Task<string> RunAsync(string arguments)
    {
        var run = await demo.Program.RunAsync($"{arguments} --config {demo.Program.Config}");
        Assert.True(run.Code == 0, run.Error);
        return run.Output;
    }

    private static List<Dictionary<string, string>> Csv(string text)
    {
        using var csv = new CsvReader(
            new StringReader(text.TrimStart('\uFEFF')), new CsvConfiguration(CultureInfo.InvariantCulture) { Delimiter = ";" });
        csv.Read();
        csv.ReadHeader();
        var rows = new List<Dictionary<string, string>>();
        while (csv.Read())
            rows.Add(csv.HeaderRecord!.ToDictionary(name => name, name => csv.GetField(name)!));
        return rows;
    }

    /// <summary>The demo's week, and a few things in it that went less well. Tests only read it.</summary>
    public sealed class Demo : IAsyncLifetime
    {
        internal const string Refuse = """
            UPDATE OutboxMessage SET State = 'Dead', StateReason = '5.1.1 unknown user' WHERE Id = 2;
            INSERT INTO RefusedAddress (CampaignId, Address, RefusedAt, Reply)
            SELECT CampaignId, Recipient, '2022-06-16T00:30:00.000Z', '5.1.1 unknown user' FROM OutboxMessage WHERE Id = 2;
            """;

        internal CommandLineProgram Program { get; } = new();

        public async ValueTask InitializeAsync()
        {
            await Program.DemoAsync();
            Program.Execute(Refuse + """
                DELETE FROM OutboxAttempt WHERE OutboxMessageId = 2;
                UPDATE OutboxAttempt SET Id = 1003, AttemptedAt = '2022-06-16T00:32:00.000Z' WHERE OutboxMessageId = 1;
                INSERT INTO OutboxAttempt (Id, OutboxMessageId, AttemptedAt, Owner, InDoubt, Stage, Outcome, Code, Reply, ElapsedMs) VALUES
                (1001, 1, '2022-06-16T00:30:00.000Z', 'x', 0, 'RCPT', 'Retry', 451, '=HYPERLINK("http://x")', 12),
                (1002, 1, '2022-06-16T00:31:00.000Z', 'x', 1, 'DATA', 'Retry', NULL, 'cut', 12);
                INSERT INTO TransportFault (Machine, Transport, Reason, Since, RetryAt) VALUES
                ('the old PC', 'SMTP server mail:587 (starttls)', 'Smtp:Host = ''mail'' port 587 cannot be reached.',
                '2022-06-16T00:30:00.000Z', '2022-06-16T00:31:00.000Z');
                """);
        }

        public ValueTask DisposeAsync()
        {
            Program.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
