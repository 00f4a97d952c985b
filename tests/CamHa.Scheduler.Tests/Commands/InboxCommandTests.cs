using System.Text;
using System.Text.Json;
using CamHa.Scheduler.Tests.Inbox;
using CamHa.Scheduler.Tests.Inbox.Files;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Commands;

public sealed class InboxCommandTests : IDisposable
{
    private readonly CommandLineProgram _program = new();

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task Explain_prints_an_object_a_mail_without_a_database()
    {
        Write("1.eml", "T04 đã xong");
        Write("2.eml", "T04 chưa xong, đạt 80%");
        var run = await _program.RunAsync("inbox explain mails --json");
        Assert.Equal(0, run.Code);
        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var mails = lines.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(["1.eml", "2.eml"], mails.Select(mail => Path.GetFileName(mail.GetProperty("file").GetString())));
        Assert.Equal("answer", mails[0].GetProperty("kind").GetString());
        Assert.Equal("T04 đã xong", mails[0].GetProperty("text").GetString());
        Assert.Contains("Kính gửi", mails[0].GetProperty("cut").GetString(), StringComparison.Ordinal);
        Assert.Equal("done", mails[0].GetProperty("statements")[0].GetProperty("what").GetString());
        Assert.Equal("T04", mails[0].GetProperty("statements")[0].GetProperty("assignment").GetString());
        Assert.DoesNotContain("\"done\"", mails[1].GetProperty("statements").ToString(), StringComparison.Ordinal);
        Assert.NotEqual(0, mails[0].GetProperty("why").GetArrayLength());
    }

    [Fact]
    public async Task Explain_tells_a_clerk_in_words_and_goes_on_after_a_file_that_is_not_there()
    {
        Write("1.eml", "T04 đã xong");
        var run = await _program.RunAsync("inbox explain mails/0.eml mails/1.eml --lang vi");
        Assert.Equal(1, run.Code);
        Assert.Contains("0.eml", run.Error, StringComparison.Ordinal);
        Assert.Contains("1.eml: thư trả lời", run.Output, StringComparison.Ordinal);
        Assert.Contains("T04: báo đã hoàn thành – “T04 đã xong”", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_lists_the_files_of_a_mail_and_writes_them_beside_what_is_there()
    {
        Assert.Equal(0, (await _program.RunAsync("init")).Code);
        var mail = "From: a@b.vn\r\n" + SampleFiles.Parts("Gửi kèm báo cáo", ("../bao cao.pdf.exe", SampleFiles.Pdf));
        _program.Execute(
            "INSERT INTO InboxMail (Id, Sha256, Source, Place, ReceivedAt, StoredAt, State) VALUES (1, 'x', 'x', 'x', "
            + "'2022-06-17T02:00:00.000Z', '2022-06-17T02:00:00.000Z', 'Triage'); INSERT INTO InboxMime (InboxMailId, Mime) VALUES (1, X'"
            + $"{Convert.ToHexString(Encoding.UTF8.GetBytes(mail))}')",
            "camha.db");
        var shown = await _program.RunAsync("inbox show 1 --lang vi");
        Assert.Contains($"bao cao_pdf.pdf  PDF, {SampleFiles.Pdf.Length} byte, SHA-256", shown.Output, StringComparison.Ordinal);
        Assert.Contains("camha inbox show 1 --files-to THƯ-MỤC", shown.Output, StringComparison.Ordinal);
        for (var again = 0; again < 2; again++)
            Assert.Equal(0, (await _program.RunAsync("inbox show 1 --files-to tep")).Code);
        var written = Directory.GetFiles(Path.Combine(_program.Folder, "tep")).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(["bao cao_pdf (2).pdf", "bao cao_pdf.pdf"], written.Select(Path.GetFileName));
        Assert.All(written, path => Assert.Equal(SampleFiles.Pdf, File.ReadAllBytes(path)));
    }

    [Fact]
    public async Task What_waits_is_listed_with_what_to_do_and_is_applied_once()
    {
        await _program.DemoAsync();
        _program.Execute(
            """
            DELETE FROM InboxMime;
            DELETE FROM InboxMail;
            INSERT INTO InboxMail (
                Id, Sha256, Source, Place, ReceivedAt, StoredAt, Sender, Subject, SizeBytes, State, Reason, OutboxMessageId)
            SELECT 1, 'a1', 'folder', '1', '2022-06-15 09:00:00.000', '2022-06-15 09:00:00.000', Recipient, 'Re: NTM', 60, 'Triage', 'x', Id
            FROM OutboxMessage
            WHERE Kind = 'Deadline' AND Body = '' AND RecipientRole = 'To' AND State = 'Sent'
            LIMIT 1;
            INSERT INTO InboxMime (InboxMailId, Mime)
            SELECT Id, CAST('Subject: Re: NTM' || char(10) || 'In-Reply-To: <1@x>' || char(10) || char(10) || 'Khong phat sinh' AS BLOB)
            FROM InboxMail;
            """);
        var listed = await _program.RunAsync($"inbox list --lang vi --config {_program.Config}");
        Assert.Contains("→ camha inbox apply 1", listed.Output, StringComparison.Ordinal);
        Assert.Contains("1 thư chờ người xem", listed.Output, StringComparison.Ordinal);
        Assert.Equal(2, (await _program.RunAsync($"inbox apply 1 --what xong --config {_program.Config}")).Code);
        var shown = await _program.RunAsync($"inbox apply 1 --dry-run --lang vi --config {_program.Config}");
        Assert.Contains("Chỉ xem trước: chưa ghi gì.", shown.Output, StringComparison.Ordinal);
        var applied = await _program.RunAsync($"inbox apply 1 --lang vi --config {_program.Config}");
        Assert.True(applied.Code == 0, applied.Error);
        Assert.Contains("Thư báo nhận sẽ đi đến", applied.Output, StringComparison.Ordinal);
        var again = await _program.RunAsync($"inbox apply 1 --lang vi --config {_program.Config}");
        Assert.Equal(1, again.Code);
        Assert.Contains("đã được ghi nhận ở lần sửa", again.Error, StringComparison.Ordinal);
        var status = await _program.RunAsync(
            $"status --lang vi --config {_program.Config} --set Inbox:Source=folder --set Inbox:Folder=mails");
        Assert.Matches("Hộp thư đến: đọc gần nhất lúc .*; không thư nào chờ người xem", status.Output);
    }

    [Fact]
    public async Task Doctor_finds_its_probe_in_the_mailbox_and_names_what_keeps_it_closed()
    {
        await _program.DemoAsync();
        var folder = Directory.CreateDirectory(Path.Combine(_program.Folder, "hop-thu")).FullName;
        var inbox = $"--config {_program.Config} --set Inbox:Source=folder --set Inbox:Folder={folder} --set Mail:PickupFolder={folder}";
        var found = await _program.RunAsync($"doctor --probe {inbox}");
        Assert.Contains("was found there after", found.Output, StringComparison.Ordinal);
        Assert.Contains("Inbox:PlusAddresses=true may be set", found.Output, StringComparison.Ordinal);
        // What it has shown is remembered, of this mailbox and of no other.
        var wanted = $"doctor --lang vi {inbox} --set Inbox:PlusAddresses=true";
        Assert.DoesNotContain("chưa lần thử nào thấy", (await _program.RunAsync(wanted)).Output, StringComparison.Ordinal);
        var other = await _program.RunAsync($"{wanted} --set Mail:ReplyTo=khac@camha.example");
        Assert.Contains("nhắc hộp thư đến: Inbox:PlusAddresses đang bật nhưng chưa", other.Output, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
        var closed = await _program.RunAsync($"doctor --lang vi {inbox} --set Mail:PickupFolder={_program.Folder}");
        Assert.Equal(1, closed.Code);
        Assert.Contains("LỖI  hộp thư đến: Không mở được thư mục ghi ở Inbox:Folder", closed.Output, StringComparison.Ordinal);
    }

    private void Write(string name, string typed)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_program.Folder, "mails")).FullName;
        var mail = Answers.Mail(Answers.Programs[0], typed, "Kính gửi đơn vị\n* T04 - vườn mẫu", Place.Above, "both");
        File.WriteAllBytes(Path.Combine(folder, name), mail);
    }
}
