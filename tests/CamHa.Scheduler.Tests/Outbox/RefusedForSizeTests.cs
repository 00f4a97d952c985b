using System.Globalization;
using System.Text;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Tests.Infrastructure;
using MimeKit;
using static CamHa.Scheduler.Tests.Infrastructure.SmallSmtpServer;

namespace CamHa.Scheduler.Tests.Outbox;

/// <summary>A mail that the server refuses for its size goes in a smaller form at once, over the real transport.</summary>
public sealed class RefusedForSizeTests : IAsyncLifetime
{
    private static readonly DateTime Thursday0730 = new(2022, 6, 16, 7, 30, 0);
    private static readonly DateTime Friday1630 = new(2022, 6, 17, 16, 30, 0);
    private readonly SmallSmtpServer _server = new();
    private Service _service = null!;

    public async ValueTask InitializeAsync()
    {
        _service = await Service.StartAsync(
            smtp => smtp,
            "Mail:Transport=smtp",
            "Smtp:Host=127.0.0.1",
            string.Create(CultureInfo.InvariantCulture, $"Smtp:Port={_server.Port}"),
            "Smtp:Security=none",
            "Smtp:Sessions=1");
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData("552 5.3.4 Message size exceeds fixed limit")]
    [InlineData("523 5.2.3 Message length exceeds administrative limit")]
    [InlineData("554 Message too large")]
    public async Task A_digest_goes_at_once_without_its_files(string answer)
    {
        Takes(17_000, answer);
        await _service.ExecuteAsync($"UPDATE Assignment SET Title = Title || ' {new string('x', 3_000)}'");
        await _service.LookAsync("deadlines", Thursday0730);
        await _service.DispatchAsync(Thursday0730);
        Assert.Equal(13, await _service.CountAsync(OutboxState.Sent));
        var tries = _server.Mails.GroupBy(IdOf).Where(mails => mails.Count() > 1).ToList();
        Assert.NotEmpty(tries);
        Assert.All(tries, mails =>
        {
            using var first = Load(mails.First());
            using var last = Load(mails.Last());
            Assert.NotEmpty(first.Attachments);
            Assert.Empty(last.Attachments);
            Assert.Contains("không kèm tệp", last.TextBody, StringComparison.Ordinal);
        });
        Assert.Equal(
            tries.Count,
            await _service.CountAsync(
                "SELECT COUNT(DISTINCT OutboxMessageId) FROM OutboxAttempt WHERE Outcome = 'Retry' AND Stage = 'DATA'"));
    }

    [Fact]
    public async Task A_report_larger_than_the_server_says_it_takes_goes_as_large_as_it_takes()
    {
        _server.Offers = ["SIZE 150000"];
        await _service.LookAsync("report", Friday1630);
        await _service.DispatchAsync(Friday1630);
        var reports = _server.Mails.Where(mail => Subject(mail).Contains("Báo cáo tổng hợp", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(reports);
        Assert.Equal(
            reports.Count,
            await _service.CountAsync("SELECT COUNT(*) FROM OutboxMessage WHERE Kind = 'Report' AND State = 'Sent'"));
        Assert.All(reports, mail => Assert.InRange(mail.Length, 10_000, 150_000));
        Assert.Equal(
            reports.Count,
            await _service.CountAsync("SELECT COUNT(*) FROM OutboxAttempt WHERE Reply LIKE '5.3.4 % bytes, and the server takes 150000'"));
        using var report = Load(reports[0]);
        Assert.Contains("được lưu tại", report.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_has_gone_in_a_smaller_form_is_not_counted_as_waiting_to_be_sent_again()
    {
        Takes(120_000, "552 5.3.4 too big");
        await _service.LookAsync("report", Friday1630);
        _service.At(Friday1630);
        var done = await _service.Get<Dispatcher>().DispatchAsync(Service.Token);
        Assert.Equal(new((int)await _service.CountAsync(OutboxState.Sent), 0, 0, 0), done);
        Assert.NotEqual(0, done.Sent);
        Assert.NotEqual(0, await _service.CountAsync("SELECT COUNT(*) FROM OutboxAttempt WHERE Outcome = 'Retry'"));
    }

    [Fact]
    public async Task How_small_it_has_to_be_outlives_a_restart()
    {
        Takes(120_000, "552 5.3.4 too big");
        await _service.LookAsync("report", Friday1630);
        await _service.ExecuteAsync("UPDATE OutboxMessage SET MaxBytes = 120000");
        await using var restarted = _service.Another(
            "Mail:Transport=smtp",
            "Smtp:Host=127.0.0.1",
            string.Create(CultureInfo.InvariantCulture, $"Smtp:Port={_server.Port}"),
            "Smtp:Security=none");
        await restarted.DispatchAsync(Friday1630);
        Assert.NotEmpty(_server.Mails);
        Assert.All(_server.Mails, mail => Assert.InRange(mail.Length, 1_000, 120_000));
        Assert.Equal(0, await _service.CountAsync("SELECT COUNT(*) FROM OutboxAttempt WHERE Outcome <> 'Delivered'"));
    }

    [Fact]
    public async Task A_mail_in_doubt_that_is_too_large_is_not_sent_again_as_the_same_bytes_for_ever()
    {
        _server.Answer = command => command == Dot ? Cut : null;
        await _service.LookAsync("report", Friday1630);
        await _service.DispatchAsync(Friday1630);
        Assert.NotEqual(0, await _service.CountAsync("SELECT COUNT(*) FROM OutboxMessage WHERE InDoubt = 1"));
        Takes(120_000, "552 5.3.4 too big");
        await _service.DispatchAsync(Friday1630.AddMinutes(2));
        Assert.Equal(0, await _service.CountAsync("SELECT COUNT(*) FROM OutboxMessage WHERE State <> 'Sent' OR InDoubt = 1"));
        Assert.InRange(_server.Mails[^1].Length, 1_000, 120_000);
    }

    [Fact]
    public async Task A_server_that_takes_no_mail_however_small_gets_a_few_and_then_the_mail_is_dead()
    {
        Takes(0, "552 5.3.4 too big");
        await _service.LookAsync("report", Friday1630);
        await _service.DispatchAsync(Friday1630);
        Assert.Equal(0, await _service.CountAsync("SELECT COUNT(*) FROM OutboxMessage WHERE State <> 'Dead'"));
        Assert.InRange(_server.Mails.GroupBy(IdOf).Max(mails => mails.Count()), 2, 10);
        // Once a person says so, it begins with the whole.
        var largest = _server.Mails.Max(mail => mail.Length);
        _server.Answer = _ => null;
        await _service.Get<OutboxDecisions>().MakeForAllAsync(OutboxDecision.Retry, Gesture.AtConsole(), Service.Token);
        await _service.DispatchAsync(Friday1630.AddMinutes(1));
        Assert.InRange(_server.Mails[^1].Length, largest / 2, largest * 2);
    }

    private void Takes(int most, string otherwise) =>
        _server.Answer = command => command == Dot && _server.Mails[^1].Length > most ? otherwise : null;

    private static MimeMessage Load(string mail) => MimeMessage.Load(new MemoryStream(Encoding.Latin1.GetBytes(mail)), Service.Token);

    private static string IdOf(string mail)
    {
        using var message = Load(mail);
        return message.MessageId!;
    }

    private static string Subject(string mail)
    {
        using var message = Load(mail);
        return message.Subject!;
    }
}
