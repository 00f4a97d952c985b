using CamHa.Scheduler.FridayReport.Snapshot;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Submissions;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Simulation;

/// <summary>The real plan through the week of 13–20 June 2022.</summary>
public class DemoWeekTests : IAsyncLifetime
{
    private static readonly DateTime End = new(2022, 6, 20, 8, 0, 0);
    private Service _service = null!;

    public async ValueTask InitializeAsync()
    {
        _service = await Service.StartAsync();
        await _service.RunAsync(Service.Start, End);
    }

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task The_Friday_report_knows_only_what_had_arrived_by_then()
    {
        var report = await ReportAsync(revision: 1);
        Assert.Equal(new DateTime(2022, 6, 17, 16, 30, 0), report.AsOf);
        Assert.Equal(["BPT-ND", "BPT-XH", "CDCS", "QSX"], report.In(SubmissionState.Missing).Select(unit => unit.Code));
        Assert.Equal(11, report.In(SubmissionState.OnTime).Count());
        Assert.Equal(25, report.In(AssignmentState.OnTrack).Count());
    }

    [Fact]
    public async Task A_correction_counts_once_with_its_latest_figure()
    {
        var own = Assert.Single((await ReportAsync(revision: 1)).Units, unit => unit.Code == "HPN");
        Assert.Contains("502", own.Results, StringComparison.Ordinal);
        Assert.Equal(new DateTime(2022, 6, 17, 8, 5, 0), own.ReplacesThatOf);
        var mail = Assert.Single(
            _service.Transport.Mails,
            mail => mail.Recipient == "bcd-ntm@camha.example" && mail.Subject.Contains("tổng hợp", StringComparison.Ordinal));
        Assert.DoesNotContain("lũy kế 512", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mondays_supplement_brings_what_came_late_and_not_what_came_later()
    {
        var report = await ReportAsync(revision: 2);
        Assert.Equal(["BPT-XH"], report.In(SubmissionState.Late).Select(unit => unit.Code));
        Assert.Contains("CDCS", report.In(SubmissionState.Missing).Select(unit => unit.Code));
        Assert.Contains(_service.Transport.Mails, mail => mail.Subject == "[NTM Cẩm Hà] Báo cáo bổ sung tuần 24/2022 (13–19/6)");
    }

    [Fact]
    public async Task What_came_after_the_supplement_stands_in_the_next_report_as_late_for_the_week_before()
    {
        await _service.RunAsync(End.AddMinutes(1), new DateTime(2022, 6, 24, 17, 0, 0));
        await using var session = await _service.Database.OpenAsync(Service.Token);
        var next = await ReportStore.OneAsync(session, 1, "2022-W25", 1, Service.Token);
        var late = Assert.Single(next.LateForEarlier);
        Assert.Equal(("CDCS", "2022-W24"), (late.Code, late.Week));
        Assert.Equal("tuần 24/2022", next.Changes!.SinceWeek);
    }

    [Fact]
    public async Task The_week_run_again_sends_nothing()
    {
        var before = _service.Transport.Mails.Count;
        await using var again = _service.Another();
        await again.RunAsync(Service.Start, End);
        Assert.Equal(before, _service.Transport.Mails.Count);
        Assert.Equal(55, before);
    }

    [Fact]
    public void A_unit_is_reminded_only_while_nothing_of_it_is_there()
    {
        // UBND submitted at 14:30:00, at the very moment of the third reminder: it is there by then.
        Assert.Equal(2, Reminders("ubnd@camha.example"));
        Assert.Equal(3, Reminders("bpt-nguyen-doi@camha.example"));
        // MTTQ submitted on Thursday at 16:20.
        Assert.Equal(1, Reminders("mttq@camha.example"));
        Assert.Equal(0, Reminders("chuyen-trach-ntm@camha.example"));
    }

    [Fact]
    public void Three_gardens_due_in_fourteen_days_make_one_digest_a_unit()
    {
        var digests = _service.Transport.Mails.Where(mail => mail.Subject.Contains("sắp đến hạn", StringComparison.Ordinal)).ToList();
        Assert.Equal(13, digests.Count);
        Assert.All(digests, mail => Assert.Equal(new DateTimeOffset(2022, 6, 16, 7, 30, 0, TimeSpan.FromHours(7)), mail.Message.Date));
        var people = Assert.Single(digests, mail => mail.Recipient == "ubnd@camha.example");
        Assert.Contains("T02 - Thôn Tiến Thắng đạt khu dân cư kiểu mẫu", people.Text, StringComparison.Ordinal);
        Assert.Contains("T03", people.Text, StringComparison.Ordinal);
        Assert.Contains("Hạn: thứ Năm, 30/6/2022 - còn 14 ngày", people.Text, StringComparison.Ordinal);
        Assert.Contains("Phần việc của đơn vị: phối hợp (chủ trì: Đoàn xã)", people.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_message_has_ended_as_sent() =>
        Assert.All(await _service.MessagesAsync(), message => Assert.Equal(OutboxState.Sent, message.State));

    private int Reminders(string recipient) =>
        _service.Transport.Mails.Count(mail => mail.Recipient == recipient && mail.Subject.Contains("nhắc nộp", StringComparison.Ordinal));

    private async Task<ReportSnapshot> ReportAsync(int revision)
    {
        await using var session = await _service.Database.OpenAsync(Service.Token);
        return await ReportStore.OneAsync(session, 1, "2022-W24", revision, Service.Token);
    }
}
