using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Nodes;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Outbox;

/// <summary>The mail that somebody sends to see whether mails arrive.</summary>
public sealed class TestMailTests : IAsyncLifetime
{
    private const string Address = "vanthu@xa.gov.vn";
    private Service _service = null!;

    private TestMail Mail => _service.Get<TestMail>();

    public async ValueTask InitializeAsync() => _service = await Service.StartAsync();

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task It_is_a_real_mail_that_says_what_it_is_and_leaves_no_trace_in_the_outbox()
    {
        var answer = await Mail.SendAsync(Address, "root", Service.Token);
        Assert.True(answer.IsAccepted);
        Assert.Equal($"Máy chủ thư đã nhận thư thử gửi đến {Address}, và trả lời: 250 2.0.0 taken", $"{answer.Words}");
        Assert.Contains(answer.LookFor, line => line.Vietnamese.Contains("Thư rác", StringComparison.Ordinal));
        Assert.Contains(answer.LookFor, line => line.Vietnamese.Contains("“Ban Chỉ đạo NTM xã Cẩm Hà”", StringComparison.Ordinal));
        var mail = Assert.Single(_service.Transport.Mails);
        Assert.Equal(Address, mail.Recipient);
        Assert.Equal("Thư thử của phần mềm nhắc việc, 07h00 ngày 13/6/2022", mail.Subject);
        foreach (var text in new[] { mail.Text, mail.Html })
        {
            Assert.Contains("lệnh camha mail test (tài khoản root)", text, StringComparison.Ordinal);
            Assert.Contains("07h00 thứ Hai, 13/6/2022", text, StringComparison.Ordinal);
            Assert.Contains(MachineIdentity.Current.Name, text, StringComparison.Ordinal);
        }

        Assert.Equal(0, await _service.CountAsync("SELECT COUNT(*) FROM OutboxMessage"));
        Assert.Equal(0, await _service.CountAsync("SELECT COUNT(*) FROM NoticeIssued"));
    }

    [Fact]
    public async Task A_pause_holds_for_it_too()
    {
        await _service.Get<SendingPause>().BeginAsync(Service.Token);
        var answer = await Mail.SendAsync(Address, "root", Service.Token);
        Assert.False(answer.IsAccepted);
        Assert.StartsWith("Đang tạm dừng gửi nên thư thử cũng không được gửi.", $"{answer.Words}", StringComparison.Ordinal);
        Assert.Empty(_service.Transport.Mails);
    }

    [Fact]
    public async Task From_the_page_one_leaves_a_minute_and_none_from_a_machine_that_may_not_send()
    {
        await _service.DispatchAsync(Service.Start); // arms it
        Assert.True((await Mail.SendAsync(Address, null, Service.Token)).IsAccepted);
        _service.At(Service.Start.AddSeconds(59));
        var soon = await Mail.SendAsync(Address, null, Service.Token);
        Assert.StartsWith("Vừa gửi một thư thử.", $"{soon.Words}", StringComparison.Ordinal);
        _service.At(Service.Start.AddMinutes(1));
        Assert.True((await Mail.SendAsync(Address, null, Service.Token)).IsAccepted);

        await _service.ExecuteAsync("UPDATE Installation SET Machine = 'another'");
        _service.At(Service.Start.AddMinutes(3));
        var answer = await Mail.SendAsync(Address, null, Service.Token);
        Assert.StartsWith("Máy này chưa được phép gửi thư", $"{answer.Words}", StringComparison.Ordinal);
        Assert.True((await Mail.SendAsync(Address, "root", Service.Token)).IsAccepted);
        Assert.Equal(3, _service.Transport.Mails.Count);
    }

    /// <summary>The host counted them, and the service did not.</summary>
    [Fact]
    public async Task It_counts_towards_the_limits_of_the_host_and_does_not_leave_where_they_are_used_up()
    {
        await using var limited = await Service.StartAsync("Mail:Transport=smtp", "Smtp:PerDay=3", "Smtp:PerMinute=3");
        var mail = limited.Get<TestMail>();
        var first = new DateTime(2022, 6, 16, 6, 30, 0);
        limited.At(first);
        Assert.True((await mail.SendAsync(Address, "root", Service.Token)).IsAccepted);
        // A refused one has used the host as well.
        limited.Transport.Answer = _ => new(DeliveryOutcome.AddressRefused, "RCPT", 550, "no");
        limited.At(first.AddMinutes(30));
        Assert.False((await mail.SendAsync(Address, "root", Service.Token)).IsAccepted);
        limited.Transport.Answer = _ => null;
        await limited.LookAsync("deadlines", first.AddHours(1));
        await limited.DispatchAsync();
        Assert.Equal(2, limited.Transport.Mails.Count);
        Assert.Equal(new(3, 1, 3, 3, limited.Clock.Instant(first.AddDays(1))), await UseAsync());

        var answer = await mail.SendAsync(Address, "root", Service.Token);
        Assert.Equal(
            "Đã gửi đủ 3 thư mà máy chủ thư cho phép trong 24 giờ, nên thư thử cũng không được gửi. "
            + "Thử lại từ 06h30 thứ Sáu, 17/6/2022.",
            $"{answer.Words}");
        Assert.EndsWith("Try again from 2022-06-17 06:30 on.", answer.Words.English, StringComparison.Ordinal);
        limited.At(first.AddDays(1));
        Assert.True((await mail.SendAsync(Address, "root", Service.Token)).IsAccepted);
        // Only a day's are kept.
        Assert.Equal(2, await limited.CountAsync("SELECT COUNT(*) FROM TestMail"));

        async Task<LimitUse?> UseAsync()
        {
            await using var session = await limited.Database.OpenAsync(Service.Token);
            return await limited.Get<SendingLimits>().UseAsync(session, limited.Clock.Now, Service.Token);
        }
    }

    [Fact]
    public async Task It_leaves_where_the_database_cannot_count_it()
    {
        await using var limited = await Service.StartAsync("Mail:Transport=smtp", "Smtp:PerDay=1");
        await limited.RenameTableAsync("TestMail", "Gone");
        Assert.True((await limited.Get<TestMail>().SendAsync(Address, "root", Service.Token)).IsAccepted);
        Assert.True((await limited.Get<TestMail>().SendAsync(Address, "root", Service.Token)).IsAccepted);
    }

    [Fact]
    public async Task What_keeps_it_from_leaving_is_told_with_what_to_do()
    {
        _service.Transport.Away = "Smtp:User = 'nhacviec' was refused by mail: 5.7.8 wrong. Check Smtp:User and Smtp:Password.";
        var answer = await Mail.SendAsync(Address, "root", Service.Token);
        Assert.StartsWith("Máy chủ thư không nhận tên đăng nhập hoặc mật khẩu này.", $"{answer.Words}", StringComparison.Ordinal);
        Assert.Equal(_service.Transport.Away, answer.Detail);
        _service.Transport.Away = null;
        foreach (var (outcome, words) in new[]
        {
            (DeliveryOutcome.AddressRefused, $"Máy chủ thư không nhận địa chỉ {Address}: 550 no. Hãy kiểm tra lại địa chỉ"),
            (DeliveryOutcome.Refused, "Máy chủ thư từ chối thư thử: 550 no."),
            (DeliveryOutcome.Retry, "Máy chủ thư lúc này chưa nhận, hẹn lại: 550 no."),
            // Nobody need wonder whether it arrives.
            (DeliveryOutcome.SessionEnded, "Máy chủ thư ngắt kết nối trước khi nhận thư thử: 550 no."),
            (DeliveryOutcome.InDoubt, "Kết nối với máy chủ thư bị ngắt giữa chừng"),
        })
        {
            _service.Transport.Answer = _ => new(outcome, "RCPT", 550, "no");
            answer = await Mail.SendAsync(Address, "root", Service.Token);
            Assert.False(answer.IsAccepted);
            Assert.StartsWith(words, $"{answer.Words}", StringComparison.Ordinal);
        }
    }
}
