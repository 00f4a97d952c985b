using System.Text.Json;
using CamHa.Scheduler.Tests.Inbox;
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

    private void Write(string name, string typed)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_program.Folder, "mails")).FullName;
        var mail = Answers.Mail(Answers.Programs[0], typed, "Kính gửi đơn vị\n* T04 - vườn mẫu", Place.Above, "both");
        File.WriteAllBytes(Path.Combine(folder, name), mail);
    }
}
