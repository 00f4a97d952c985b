using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Inbox;

/// <summary>What our mails ask for, where answers are read and where they are not.</summary>
public sealed class QuestionTests : IAsyncLifetime
{
    private static readonly DateTime Friday0900 = new(2022, 6, 17, 9, 0, 0);
    private readonly string _folder = Directory.CreateTempSubdirectory("camha-inbox-").FullName;
    private Service _service = null!;

    public async ValueTask InitializeAsync()
    {
        _service = await Service.StartAsync("Inbox:Source=folder", $"Inbox:Folder={_folder}");
        await _service.RunAsync(Service.Start, Friday0900);
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Where_answers_are_read_mails_say_what_may_be_typed_and_who_reads_the_rest()
    {
        Assert.All([Digest.Text, Digest.Html], text =>
        {
            Assert.Matches("“T\\d\\d xong”, “T\\d\\d 80%”, “T\\d\\d xin lùi hạn đến \\d+/\\d+”", text);
            Assert.Contains("điều chưa rõ thì chuyên trách NTM xã đọc", text, StringComparison.Ordinal);
        });
        Assert.All([Reminder.Text, Reminder.Html], text =>
        {
            Assert.Contains("“không phát sinh”", text, StringComparison.Ordinal);
            Assert.Contains("điều chưa rõ thì chuyên trách NTM xã đọc", text, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Where_nobody_but_the_specialist_reads_answers_mails_promise_no_more()
    {
        await using var service = await Service.StartAsync();
        await service.RunAsync(Service.Start, Friday0900);
        Assert.NotEmpty(service.Transport.Mails);
        Assert.All(service.Transport.Mails.Where(IsToUnit), mail =>
        {
            Assert.Contains("đến chuyên trách NTM xã", mail.Text, StringComparison.Ordinal);
            Assert.All([mail.Text, mail.Html], text =>
            {
                Assert.DoesNotContain("Phần mềm đọc", text, StringComparison.Ordinal);
                Assert.DoesNotContain("mailto:", text, StringComparison.Ordinal);
            });
            Assert.DoesNotMatch("\\[[0-9A-Z-]{8,}\\]$", mail.Subject);
        });
    }

    private Taken Digest => _service.Transport.Mails.First(mail => IsDigest(mail) && mail.Recipient != "x");

    private Taken Reminder => _service.Transport.Mails.First(mail => mail.Subject.Contains("nhắc nộp báo cáo", StringComparison.Ordinal));

    private static bool IsDigest(Taken mail) => mail.Text.Contains("Phần việc của đơn vị", StringComparison.Ordinal);

    private static bool IsToUnit(Taken mail) =>
        IsDigest(mail) || mail.Subject.Contains("nhắc nộp báo cáo", StringComparison.Ordinal);
}
