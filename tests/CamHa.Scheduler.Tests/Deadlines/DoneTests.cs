using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.FridayReport.Snapshot;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Deadlines;

/// <summary>T04 of Tiến Thắng is led by the Farmers' Union (HND); the village and UBND support it. It is due on 30 June 2022.</summary>
public sealed class DoneTests : IAsyncLifetime
{
    private Service _service = null!;

    public async ValueTask InitializeAsync() => _service = await Service.StartAsync();

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task Nobody_is_told_that_something_is_overdue_after_its_lead_has_completed_it()
    {
        _service.At(new(2022, 6, 20, 8, 0, 0));
        await CompleteAsync("HND", "20/6/2022 08:00");
        await _service.RunAsync(new(2022, 6, 20, 8, 1, 0), new(2022, 7, 29, 17, 0, 0));
        Assert.NotEmpty(_service.Transport.Mails);
        Assert.DoesNotContain(
            _service.Transport.Mails,
            mail => !mail.Subject.Contains("Báo cáo", StringComparison.Ordinal) && mail.Text.Contains("T04", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_digest_that_waits_drops_for_all_units_what_its_lead_completes()
    {
        await _service.LookAsync("deadlines", new(2022, 6, 16, 7, 30, 0));
        _service.At(new(2022, 6, 16, 8, 30, 0));
        await CompleteAsync("HND", "16/6/2022 08:00");
        await _service.DispatchAsync(new(2022, 6, 16, 9, 0, 0));
        Assert.NotEmpty(_service.Transport.Mails);
        Assert.DoesNotContain(_service.Transport.Mails, mail => mail.Text.Contains("T04", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_supporting_units_completion_ends_its_own_reminders_only_and_a_completion_counts_from_its_own_time()
    {
        _service.At(new(2022, 6, 15, 9, 0, 0));
        await CompleteAsync("UBND", "15/6/2022 08:00");
        // What no import takes, another program may have written.
        await _service.ExecuteAsync("""
            UPDATE AssignmentUnit SET CompletedAt = '2022-06-17T01:00:00.000Z'
            WHERE AssignmentId = (SELECT Id FROM Assignment WHERE Code = 'T03')
                AND UnitId = (SELECT Id FROM Unit WHERE Code = 'DTN')
            """);
        await _service.LookAsync("deadlines", new(2022, 6, 16, 7, 30, 0));
        await _service.DispatchAsync(new(2022, 6, 16, 7, 30, 0));
        Assert.DoesNotContain("T04", TextFor("ubnd"), StringComparison.Ordinal);
        Assert.Contains("T04", TextFor("nong-dan"), StringComparison.Ordinal);
        Assert.Contains("T04", TextFor("bpt-tien-thang"), StringComparison.Ordinal);
        // It will be completed tomorrow.
        Assert.Contains("T03", TextFor("doan-xa"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_for_all_units_completes_an_assignment_as_a_whole()
    {
        _service.At(new(2022, 6, 15, 9, 0, 0));
        await _service.ImportAsync(
            "progress.csv", "assignment,unit,progress,progress_at,completed_at\nT02,*,xong,15/6/2022 08:00,15/6/2022 08:00\n");
        await _service.RunAsync(Service.Start, new(2022, 6, 17, 17, 0, 0));
        Assert.DoesNotContain(
            _service.Transport.Mails,
            mail => mail.Subject.Contains("đến hạn", StringComparison.Ordinal) && mail.Text.Contains("T02", StringComparison.Ordinal));
        await using var session = await _service.Database.OpenAsync(Service.Token);
        var report = await ReportStore.OneAsync(session, 1, "2022-W24", 1, Service.Token);
        Assert.Equal(["T02"], report.In(AssignmentState.Done).Select(assignment => assignment.Code));
        // Those who lead are said to have completed it; the words of the others stay their own.
        Assert.All(
            report.In(AssignmentState.Done).Single().Parts,
            part => Assert.Equal(part.IsLead, part.CompletedAt is not null));
    }

    [Fact]
    public async Task Something_that_nobody_leads_is_done_when_all_its_parts_are()
    {
        await _service.ExecuteAsync(
            $"UPDATE AssignmentUnit SET Part = '{PartKind.Support}' WHERE AssignmentId = (SELECT Id FROM Assignment WHERE Code = 'T03')");
        await _service.ExecuteAsync("""
            UPDATE AssignmentUnit SET CompletedAt = '2022-06-15T01:00:00.000Z'
            WHERE AssignmentId = (SELECT Id FROM Assignment WHERE Code = 'T03')
            """);
        await _service.RunAsync(Service.Start, new(2022, 6, 17, 17, 0, 0));
        await using var session = await _service.Database.OpenAsync(Service.Token);
        var report = await ReportStore.OneAsync(session, 1, "2022-W24", 1, Service.Token);
        Assert.Contains("T03", report.In(AssignmentState.Done).Select(assignment => assignment.Code));
    }

    private Task CompleteAsync(string unit, string at) => _service.ImportAsync(
        "progress.csv", $"assignment,unit,progress,progress_at,completed_at\nT04,{unit},xong,{at},{at}\n");

    private string TextFor(string recipient) =>
        Assert.Single(_service.Transport.Mails, mail => mail.Recipient == $"{recipient}@camha.example").Text;
}
