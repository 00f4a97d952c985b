using CamHa.Scheduler.Alerts;
using CamHa.Scheduler.Alerts.Checks;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Commands;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Outbox;

/// <summary>A plan imported in the middle of its time mailed its whole backlog within seconds of the first start.</summary>
public class FirstSendingTests : IAsyncLifetime
{
    private const string Specialist = "chuyen-trach-ntm@camha.example";
    private static readonly DateTime Thursday0730 = new(2022, 6, 16, 7, 30, 0);
    private static readonly DateTime Friday0730 = new(2022, 6, 17, 7, 30, 0);

    // The plan's first tasks were due on 30 June.
    private static readonly DateTime November = new(2022, 11, 16, 7, 30, 0);
    private Service _service = null!;

    private IReadOnlyList<Taken> Mails => _service.Transport.Mails;

    public async ValueTask InitializeAsync()
    {
        _service = await Service.StartAsync();
        await _service.ExecuteAsync("UPDATE Campaign SET ReleasedAt = NULL");
    }

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task The_first_run_of_a_campaign_is_held_and_the_specialist_is_told()
    {
        Assert.Equal(13, (await _service.LookAsync("deadlines", Thursday0730)).Held);
        await _service.DispatchAsync(Thursday0730);
        var alert = Assert.Single(Mails);
        Assert.Equal(Specialist, alert.Recipient);
        Assert.Equal("[NTM Cẩm Hà] Cần xử lý: lần gửi đầu tiên đang chờ cho gửi", alert.Subject);
        Assert.Contains("có 13 thư nhắc đầu tiên", alert.Text, StringComparison.Ordinal);
        Assert.Contains("camha outbox release --all", alert.Text, StringComparison.Ordinal);
        Assert.Equal(13, await _service.CountAsync(OutboxState.Held));
    }

    [Fact]
    public async Task Once_somebody_says_go_each_unit_gets_one_digest_however_long_that_took()
    {
        await _service.LookAsync("deadlines", Thursday0730);
        // Thirteen days later: three days before the due date, then the day before.
        await _service.LookAsync("deadlines", new(2022, 6, 27, 7, 30, 0));
        await _service.LookAsync("deadlines", new(2022, 6, 29, 7, 30, 0));
        Assert.Equal(13, await _service.CountAsync(OutboxState.Held));
        await ReleaseAsync();
        await _service.DispatchAsync(new(2022, 6, 29, 9, 0, 0));
        var digests = Mails.Where(mail => mail.Recipient != Specialist).ToList();
        Assert.Equal(13, digests.Count);
        Assert.All(digests.GroupBy(mail => mail.Recipient), own => Assert.Single(own));
        Assert.All(digests, mail => Assert.Contains("còn 1 ngày", mail.Text, StringComparison.Ordinal));
        // A task of several mails' notices stands in it once.
        Assert.All(digests, mail => Assert.InRange(mail.Text.Split("* T03 ").Length, 1, 2));
        // From now on nothing waits.
        Assert.Equal(0, (await _service.LookAsync("deadlines", new(2022, 6, 30, 7, 30, 0))).Held);
    }

    [Fact]
    public async Task A_go_that_finds_nothing_held_yet_says_that_nothing_will_wait()
    {
        var decisions = _service.Get<OutboxDecisions>();
        var made = await decisions.MakeForAllAsync(OutboxDecision.Release, Gesture.AtConsole(), Service.Token);
        Assert.Equal(new(0, 0, 1), made);
        Assert.Equal(
            "Đã cho gửi 0 trong 0 thư. Từ nay thư nhắc của 1 kế hoạch tự đi khi đến hạn, không chờ người xem nữa.",
            OutboxAnswers.Made(OutboxDecision.Release, "release", made));
        made = await decisions.MakeForAllAsync(OutboxDecision.Release, Gesture.AtConsole(), Service.Token);
        Assert.Equal("Đã cho gửi 0 trong 0 thư.", OutboxAnswers.Made(OutboxDecision.Release, "release", made));
    }

    [Fact]
    public async Task A_mail_that_is_let_go_by_itself_lets_no_other_go()
    {
        await _service.LookAsync("deadlines", Thursday0730);
        var one = (await _service.MessagesAsync()).First(message => message.State == OutboxState.Held);
        await _service.Get<OutboxDecisions>().MakeAsync(OutboxDecision.Release, [one.Id], Gesture.AtConsole(), Service.Token);
        await _service.DispatchAsync(Thursday0730);
        Assert.Equivalent(new[] { Specialist, one.Recipient }, Mails.Select(mail => mail.Recipient), strict: true);
        Assert.Equal(12, await _service.CountAsync(OutboxState.Held));
    }

    [Fact]
    public async Task A_report_of_a_campaign_that_nobody_has_released_leaves_at_its_minute()
    {
        await _service.RunAsync(Service.Start, new(2022, 6, 17, 16, 30, 0));
        Assert.Contains(Mails, mail => mail.Recipient == "bcd-ntm@camha.example" && mail.Subject.Contains("tổng hợp"));
        Assert.All(
            (await _service.MessagesAsync()).Where(message => message.State == OutboxState.Sent),
            message => Assert.False(HoldRule.Concerns(message.Kind)));
    }

    [Fact]
    public async Task A_held_reminder_makes_room_for_the_next()
    {
        await _service.DispatchAsync(Service.Start);
        await _service.LookAsync("reminders", new(2022, 6, 16, 14, 0, 0));
        await _service.LookAsync("reminders", new(2022, 6, 17, 8, 0, 0));
        await _service.DispatchAsync(new(2022, 6, 17, 8, 1, 0));
        await ReleaseAsync();
        await _service.DispatchAsync(new(2022, 6, 17, 8, 2, 0));
        var reminders = Mails.Where(mail => mail.Recipient != Specialist).ToList();
        Assert.NotEmpty(reminders);
        Assert.All(reminders.GroupBy(mail => mail.Recipient), own => Assert.Single(own));
    }

    [Fact]
    public async Task The_backlog_is_told_as_the_opening_state_and_to_the_unit_alone()
    {
        await _service.LookAsync("deadlines", November);
        await ReleaseAsync();
        await _service.DispatchAsync(November);
        var digests = Mails.Where(mail => mail.Recipient != Specialist).ToList();
        Assert.NotEmpty(digests);
        Assert.All(digests, mail =>
        {
            Assert.StartsWith("[NTM Cẩm Hà] V/v tình hình ban đầu: ", mail.Subject, StringComparison.Ordinal);
            Assert.Contains("hạn đã qua khi bắt đầu nhắc", mail.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("quá hạn", mail.Text, StringComparison.OrdinalIgnoreCase);
            // Only a unit's own second contact.
            Assert.DoesNotContain(mail.Message.Cc.Mailboxes, copy => copy.Address is "ubnd@camha.example" or Specialist);
        });
        // From the next reminder on, who is late is told so, and so are those above.
        await _service.RunAsync(November.AddDays(1), November.AddDays(14));
        Assert.Contains(Mails, mail => mail.Subject.StartsWith("QUÁ HẠN: ", StringComparison.Ordinal));
    }

    /// <summary>It was greeted with "quá hạn 318 ngày".</summary>
    [Fact]
    public async Task A_unit_that_was_added_in_mid_campaign_is_not_scolded_for_the_time_before()
    {
        await ReleaseAsync();
        await _service.RunAsync(new(2022, 10, 17, 7, 0, 0), new(2022, 11, 14, 17, 0, 0));
        var before = Mails.Count;
        await _service.ExecuteAsync(
            "INSERT INTO AssignmentUnit (AssignmentId, UnitId, Part) SELECT a.Id, u.Id, 'Lead' FROM Assignment AS a, Unit AS u "
            + "WHERE a.Code = 'T03' AND u.Code = 'CDCS'");
        await _service.RunAsync(November, November.AddMinutes(1));
        var mail = Assert.Single(Mails.Skip(before), mail => mail.Recipient == "cong-doan@camha.example");
        Assert.Contains("Tình hình ban đầu", mail.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("quá hạn 1", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_run_after_a_large_import_is_held_and_after_a_small_one_is_not()
    {
        await ReleaseAsync();
        await _service.ImportAsync("assignments.csv", Assignments(9));
        Assert.Equal("0", await _service.ReadAsync("SELECT COUNT(*) FROM Campaign WHERE ReleasedAt IS NULL"));
        await _service.ImportAsync("assignments.csv", Assignments(30));
        Assert.Equal("1", await _service.ReadAsync("SELECT COUNT(*) FROM Campaign WHERE ReleasedAt IS NULL"));
        Assert.Equal(13, (await _service.LookAsync("deadlines", Thursday0730)).Held);
    }

    [Fact]
    public async Task Doctor_says_what_is_held_at_once_and_the_mails_about_it_from_the_next_day()
    {
        var before = Assert.Single(await FindAsync(), finding => finding.What == "first sending");
        Assert.True(before.IsGood);
        await _service.LookAsync("deadlines", Thursday0730);
        var held = Assert.Single(await FindAsync(), finding => finding.What == "held");
        Assert.False(held.IsGood);
        Assert.Contains("camha outbox release --all", held.Says, StringComparison.Ordinal);
        Assert.Null(held.Problem);
        _service.At(Friday0730);
        held = Assert.Single(await FindAsync(), finding => finding.What == "held");
        Assert.Equal((HeldCheck.Key + "NTM-2022", "Lần gửi đầu tiên đang chờ cho gửi: 13 thư"), (held.Problem!.Key, held.Problem.Title));
    }

    private Task<IReadOnlyList<Finding>> FindAsync() => _service.Get<Checkup>().FindAsync(Service.Token);

    private Task ReleaseAsync() =>
        _service.Get<OutboxDecisions>().MakeForAllAsync(OutboxDecision.Release, Gesture.AtConsole(), Service.Token);

    private static string Assignments(int count) => "code,title,lead,due\n"
        + string.Concat(Enumerable.Range(1, count).Select(number => $"X{number},Việc {number},UBND,2022-12-{number % 28 + 1:00}\n"));
}
