using CamHa.Scheduler.Alerts;
using CamHa.Scheduler.Diagnostics;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Tests.Infrastructure;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Tests.Alerts;

/// <summary>What people are told of the service itself, by mails from its own outbox. Thursday 16 June 2022, 07:30.</summary>
public class AlertRoundTests : IAsyncLifetime
{
    private const string Specialist = "chuyen-trach-ntm@camha.example";
    private ServiceOnClock _service = null!;

    public async ValueTask InitializeAsync()
    {
        _service = await ServiceOnClock.StartAsync();
        await _service.DispatchAsync();
    }

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task A_service_that_is_well_says_nothing() => Assert.Empty(await RoundsAsync(TimeSpan.FromHours(1)));

    [Fact]
    public async Task A_full_disk_is_told_to_the_specialist_with_the_remedy_every_morning_and_once_that_it_is_over()
    {
        FillDisk();
        var told = Assert.Single(await RoundsAsync(TimeSpan.FromHours(1)));
        Assert.Equal(Specialist, told.Recipient);
        Assert.StartsWith("[NTM Cẩm Hà] Cần xử lý: Ổ đĩa sắp đầy: chỉ còn ", told.Subject, StringComparison.Ordinal);
        Assert.Contains(", từ 07h35 ngày 16/6/2022. Cách xử lý: Xóa bớt tệp", told.Text, StringComparison.Ordinal);

        var again = Assert.Single(await RoundsAsync(TimeSpan.FromDays(1)));
        Assert.Equal(new DateTime(2022, 6, 17, 7, 30, 0), again.Message.Date.DateTime);

        FillDisk(megabytes: 1);
        var over = Assert.Single(await RoundsAsync(TimeSpan.FromHours(1)));
        Assert.StartsWith("[NTM Cẩm Hà] Đã hết: Ổ đĩa sắp đầy", over.Subject, StringComparison.Ordinal);
        Assert.Contains("từ 07h35 ngày 16/6/2022 đến 08h35 ngày 17/6/2022", over.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Neither_a_restart_nor_a_second_node_tells_it_twice()
    {
        FillDisk();
        await using var second = _service.Another("Alerts:DiskMegabytes=10000000");
        await _service.Get<AlertRound>().RunAsync(Service.Token);
        await Task.WhenAll(
            Enumerable.Range(0, 4).Select(each => (each % 2 == 0 ? _service : second).Get<AlertRound>().RunAsync(Service.Token)));
        await using var restarted = _service.Another("Alerts:DiskMegabytes=10000000");
        _service.Time.Pass(TimeSpan.FromMinutes(15));
        await restarted.Get<AlertRound>().RunAsync(Service.Token);
        await _service.DispatchAsync();
        Assert.Single(Alerts());
    }

    [Fact]
    public async Task Whoever_is_named_is_told_in_the_specialists_place()
    {
        await using var service = _service.Another(
            "Alerts:To=vanthu@camha.example, kythuat@camha.example",
            "Alerts:DiskMegabytes=10000000");
        await RoundsAsync(TimeSpan.FromMinutes(30), service);
        Assert.Equal(["kythuat@camha.example", "vanthu@camha.example"], Alerts().Select(mail => mail.Recipient).Order());
    }

    [Fact]
    public async Task Where_the_specialist_has_no_address_the_committee_is_told_so()
    {
        await _service.ExecuteAsync($"UPDATE Contact SET IsActive = 0 WHERE Address = '{Specialist}'");
        var told = await RoundsAsync(TimeSpan.FromMinutes(10));
        Assert.Contains("Chuyên trách chưa có địa chỉ thư", Assert.Single(told).Subject, StringComparison.Ordinal);
        Assert.NotEqual(Specialist, told[0].Recipient);
    }

    [Fact]
    public async Task What_has_passed_before_its_mail_leaves_is_not_told()
    {
        FillDisk();
        _service.Time.Pass(TimeSpan.FromMinutes(5));
        Assert.Equal(1, await _service.Get<AlertRound>().RunAsync(Service.Token));
        FillDisk(megabytes: 1);
        await _service.DispatchAsync();
        Assert.Empty(Alerts());
        Assert.Equal(
            "what it tells of has passed meanwhile",
            await _service.ReadAsync("SELECT StateReason FROM OutboxMessage WHERE Kind = 'Alert'"));
    }

    [Fact]
    public async Task Several_problems_at_one_moment_are_one_mail()
    {
        FillDisk();
        await _service.ExecuteAsync(
            "UPDATE Contact SET IsActive = 0 WHERE UnitId = (SELECT MAX(UnitId) FROM Contact WHERE Address LIKE 'bpt%')");
        var told = Assert.Single(await RoundsAsync(TimeSpan.FromMinutes(30)));
        Assert.EndsWith("Cần xử lý: 2 việc của hệ thống nhắc việc", told.Subject, StringComparison.Ordinal);
        Assert.Contains("Đơn vị chưa có địa chỉ thư: ", told.Text, StringComparison.Ordinal);
        Assert.Contains("Ổ đĩa sắp đầy", told.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_server_that_was_away_is_told_once_it_is_back_and_only_then()
    {
        _service.Transport.Away = "Smtp:Host = 'mail' port 587 cannot be reached. Check Smtp:Host, Smtp:Port and the network.";
        await _service.LookAsync("reminders");
        _service.Time.Pass(TimeSpan.FromHours(6.5));
        await _service.LookAsync("reminders");
        await _service.DispatchAsync();
        var taken = _service.Transport.Mails.Count;
        await RoundsAsync(TimeSpan.FromHours(1));
        Assert.Equal(taken, _service.Transport.Mails.Count);
        Assert.Equal("mail", (await _service.ReadAsync("SELECT ProblemKey FROM Problem")).Split('@')[0]);

        _service.Transport.Away = null;
        var told = Assert.Single(await RoundsAsync(TimeSpan.FromHours(1)));
        Assert.StartsWith("[NTM Cẩm Hà] Đã hết: Không gửi được thư nào qua máy chủ thư", told.Subject, StringComparison.Ordinal);
        Assert.Matches(@"từ 14h00 ngày 16/6/2022 đến 15h\d\d ngày 16/6/2022", told.Text);
    }

    [Fact]
    public async Task A_report_that_has_not_left_half_an_hour_after_its_time_is_told_and_that_it_has_left_then()
    {
        _service.Time.Pass(new DateTimeOffset(2022, 6, 17, 16, 54, 0, TimeSpan.FromHours(7)) - _service.Time.GetUtcNow());
        Assert.Empty(await RoundsAsync(TimeSpan.FromMinutes(1)));
        var told = Assert.Single(await RoundsAsync(TimeSpan.FromHours(1)));
        Assert.Equal(
            "[NTM Cẩm Hà] Cần xử lý: Báo cáo tổng hợp tuần 24/2022 chưa gửi được (giờ gửi: 16h30 thứ Sáu, 17/6/2022)",
            told.Subject);
        Assert.Contains("camha send-now report", told.Text, StringComparison.Ordinal);
        await _service.LookAsync("report");
        await _service.DispatchAsync();
        Assert.StartsWith(
            "[NTM Cẩm Hà] Đã hết: Báo cáo tổng hợp tuần 24/2022",
            Assert.Single(await RoundsAsync(TimeSpan.FromHours(1))).Subject,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_that_never_left_is_not_called_over_when_the_next_is_due_which_is_told_on_its_own_day()
    {
        _service.Time.Pass(Friday(17, 16, 54) - _service.Time.GetUtcNow());
        Assert.Contains(
            "tuần 24/2022 chưa gửi được",
            Assert.Single(await RoundsAsync(TimeSpan.FromHours(1))).Subject,
            StringComparison.Ordinal);
        _service.Time.Pass(Friday(24, 16, 0) - _service.Time.GetUtcNow());
        var told = await RoundsAsync(TimeSpan.FromHours(2));
        Assert.Contains(told, mail => mail.Text.Contains("tuần 25/2022 chưa gửi được", StringComparison.Ordinal));
        Assert.DoesNotContain(
            told,
            mail => mail.Text.Contains("đã hết, không cần làm gì thêm:\n• Báo cáo", StringComparison.Ordinal)
                || mail.Subject.Contains("Đã hết: Báo cáo", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_address_that_was_refused_is_told_until_it_is_corrected_beside_what_else_is_wrong()
    {
        const string refused = "(SELECT MIN(c.Address) FROM Contact AS c JOIN Unit AS u ON u.Id = c.UnitId WHERE u.Role = 'Member')";
        await _service.ExecuteAsync(
            "INSERT INTO RefusedAddress (CampaignId, Address, RefusedAt, Reply) "
            + $"SELECT 1, {refused}, '2022-06-16T00:00:00.000Z', '5.1.1 no such user'");
        await _service.ExecuteAsync(
            "UPDATE Contact SET IsActive = 0 "
            + "WHERE Id = (SELECT MAX(c.Id) FROM Contact AS c JOIN Unit AS u ON u.Id = c.UnitId WHERE u.Role = 'Member')");
        var told = Assert.Single(await RoundsAsync(TimeSpan.FromHours(1)));
        Assert.Contains("Máy chủ thư từ chối địa chỉ: ", told.Text, StringComparison.Ordinal);
        Assert.Contains("Đơn vị chưa có địa chỉ thư: ", told.Text, StringComparison.Ordinal);

        await _service.ExecuteAsync($"UPDATE Contact SET Address = 'right@camha.example' WHERE Address = {refused}");
        Assert.StartsWith(
            "[NTM Cẩm Hà] Đã hết: Máy chủ thư từ chối địa chỉ",
            Assert.Single(await RoundsAsync(TimeSpan.FromHours(1))).Subject,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_released_after_days_has_not_waited_for_them()
    {
        await _service.ExecuteAsync(
            "UPDATE OutboxMessage SET State = 'Pending', FinishedAt = NULL, Attempts = 0, "
            + "CreatedAt = '2022-06-13T00:30:00.000Z', NotBefore = '2022-06-16T00:30:00.000Z' WHERE Id = 1");
        await _service.SweepAsync();
        _service.Time.Pass(TimeSpan.FromMinutes(15));
        await _service.Get<AlertRound>().RunAsync(Service.Token);
        Assert.Equal("0", await _service.ReadAsync("SELECT COUNT(*) FROM Problem"));
    }

    [Fact]
    public async Task A_mail_that_waits_for_hours_while_others_leave_is_told()
    {
        _service.Transport.Answer = recipient =>
            recipient == Specialist ? null : new(DeliveryOutcome.Retry, "RCPT", 451, "4.7.1 come back later");
        _service.Time.Pass(TimeSpan.FromHours(6.5));
        await _service.LookAsync("reminders");
        await _service.DispatchAsync();
        Assert.Empty(await RoundsAsync(TimeSpan.FromHours(1.9)));
        Assert.Contains(
            "Có thư chờ gửi quá 2 giờ",
            Assert.Single(await RoundsAsync(TimeSpan.FromMinutes(30))).Subject,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_look_that_fails_again_and_again_is_told()
    {
        foreach (var run in new[] { 1, 2 })
            await _service.ExecuteAsync(
                "INSERT INTO JobRun (Id, Job, Host, StartedAt, Outcome, Detail) "
                + $"VALUES ('run{run}', 'deadlines', 'pc', '2022-06-16T00:2{run}:00.000Z', 'Failed', 'no such column')");
        // Older than the run that has succeeded since.
        Assert.Empty(await RoundsAsync(TimeSpan.FromMinutes(30)));
        foreach (var run in new[] { 3, 4 })
            await _service.ExecuteAsync(
                "INSERT INTO JobRun (Id, Job, Host, StartedAt, Outcome, Detail) "
                + $"VALUES ('run{run}', 'deadlines', 'pc', '2022-06-16T00:5{run}:00.000Z', 'Failed', 'no such column')");
        Assert.Contains(
            "Việc nhắc hạn nhiệm vụ bị lỗi 2 lần liền",
            Assert.Single(await RoundsAsync(TimeSpan.FromMinutes(30))).Subject,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_lies_ahead_in_December_is_told_in_time()
    {
        _service.Time.Pass(new DateTimeOffset(2022, 12, 1, 7, 25, 0, TimeSpan.FromHours(7)) - _service.Time.GetUtcNow());
        await using var service = _service.Another(
            "Smtp:User=ntm", "Smtp:PasswordExpiresOn=2022-12-20", "OAuth:ClientSecretExpiresOn=2023-06-30");
        await MakeQuietAsync(service);
        await service.ExecuteAsync("DELETE FROM CalendarDay WHERE Day >= '2023-01-01'");
        await RoundsAsync(TimeSpan.FromHours(1), service);
        var text = Assert.Single(Alerts()).Text;
        Assert.Contains("Chưa nạp đủ lịch nghỉ lễ năm 2023", text, StringComparison.Ordinal);
        Assert.Contains("kết thúc ngày 30/12/2022 (còn 29 ngày), chưa có kế hoạch tiếp theo", text, StringComparison.Ordinal);
        Assert.Contains("Mật khẩu hộp thư gửi sắp hết hạn ngày 20/12/2022", text, StringComparison.Ordinal);
        Assert.DoesNotContain("OAuth", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task New_Years_day_alone_is_no_calendar_of_a_year()
    {
        await _service.ExecuteAsync("DELETE FROM CalendarDay WHERE Day > '2022-01-03'");
        var alert = Assert.Single(await RoundsAsync(TimeSpan.FromHours(1)));
        Assert.Contains("Chưa nạp đủ lịch nghỉ lễ năm 2022", alert.Subject, StringComparison.Ordinal);
        Assert.Contains("Mới có 1 ngày nghỉ.", alert.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clock_that_was_set_is_told_once()
    {
        await RoundsAsync(TimeSpan.FromMinutes(5));
        _service.Time.SetBy(TimeSpan.FromHours(2));
        Assert.Contains(
            "Đồng hồ máy đã nhảy 2 h về phía trước",
            Assert.Single(await RoundsAsync(TimeSpan.FromHours(1))).Subject,
            StringComparison.Ordinal);
        Assert.Empty(await RoundsAsync(TimeSpan.FromHours(20)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)] // on another machine
    public async Task What_a_process_met_is_told_by_the_next_one_too(bool isElsewhere)
    {
        await RoundsAsync(TimeSpan.FromMinutes(5));
        _service.Time.SetBy(TimeSpan.FromHours(2));
        for (var round = 0; round < 4; round++)
        {
            await _service.Get<AlertRound>().RunAsync(Service.Token);
            _service.Time.Pass(TimeSpan.FromMinutes(5));
        }

        if (isElsewhere)
            await _service.ExecuteAsync(
                "UPDATE Problem SET Machine = 'pc2', ProblemKey = 'clock-step@pc2'; "
                + "UPDATE OutboxMessage SET Body = 'clock-step@pc2' WHERE Kind = 'Alert'");
        await using var next = _service.Another();
        await next.DispatchAsync();
        Assert.Contains("Đồng hồ máy đã nhảy 2 h về phía trước", Assert.Single(Alerts()).Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clock_behind_what_was_recorded_is_told() // the battery is dead, and the machine has started in the past
    {
        await _service.ExecuteAsync(
            "INSERT INTO JobRun (Id, Job, Host, StartedAt, Outcome) "
            + "VALUES ('later', 'report', 'pc', '2022-09-01T09:30:00.000Z', 'Succeeded')");
        Assert.Contains(
            "sớm hơn lần làm việc gần nhất",
            Assert.Single(await RoundsAsync(TimeSpan.FromHours(1))).Subject,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copy_of_the_database_tells_nobody_anything()
    {
        FillDisk();
        await _service.ExecuteAsync("UPDATE Installation SET Machine = 'another machine'");
        Assert.Empty(await RoundsAsync(TimeSpan.FromHours(1)));
        Assert.Equal("0", await _service.ReadAsync("SELECT COUNT(*) FROM Problem"));
    }

    private static DateTimeOffset Friday(int day, int hour, int minute) => new(2022, 6, day, hour, minute, 0, TimeSpan.FromHours(7));

    private void FillDisk(int megabytes = 10_000_000) => _service.Get<IOptions<DiskOptions>>().Value.DiskMegabytes = megabytes;

    // The report of a week that nobody ran is another test's.
    private static Task MakeQuietAsync(ServiceOnClock service) =>
        service.ExecuteAsync("UPDATE Campaign SET WatchedSince = '2022-11-30T00:00:00.000Z'");

    private async Task<IReadOnlyList<Taken>> RoundsAsync(TimeSpan span, ServiceOnClock? service = null)
    {
        service ??= _service;
        var before = Alerts().Count;
        // The clock is believed after ten minutes of it.
        await service.SweepAsync();
        for (var end = _service.Time.GetUtcNow() + span; _service.Time.GetUtcNow() < end;)
        {
            _service.Time.Pass(TimeSpan.FromMinutes(5));
            await service.Get<AlertRound>().RunAsync(Service.Token);
            await service.DispatchAsync();
        }

        return [.. Alerts().Skip(before)];
    }

    private List<Taken> Alerts() =>
    [
        .. _service.Transport.Mails.Where(mail =>
            mail.Subject.Contains("Cần xử lý: ", StringComparison.Ordinal)
            || mail.Subject.Contains("Đã hết: ", StringComparison.Ordinal)),
    ];
}
