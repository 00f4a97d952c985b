using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Outbox;

/// <summary>What stops being true while it waits, and becomes true again. Thursday 16 June 2022, 07:30.</summary>
public sealed class TakenBackTests : IAsyncLifetime
{
    private static readonly DateTime Thursday0730 = new(2022, 6, 16, 7, 30, 0);
    private Service _service = null!;

    public async ValueTask InitializeAsync()
    {
        _service = await Service.StartAsync();
        await _service.LookAsync("deadlines", Thursday0730);
    }

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task A_due_date_that_moves_and_moves_back_before_anybody_has_read_of_it_is_said_the_same_day()
    {
        await MoveAsync("T02', 'T03', 'T04", "2022-07-15");
        await _service.DispatchAsync(Thursday0730.AddHours(1));
        Assert.Empty(_service.Transport.Mails);
        Assert.Equal(13, await _service.CountAsync(OutboxState.Suppressed));
        await MoveAsync("T02', 'T03', 'T04", "2022-06-30");
        Assert.Equal(13, (await _service.LookAsync("deadlines", Thursday0730.AddHours(2))).Messages);
        await _service.DispatchAsync(Thursday0730.AddHours(2));
        Assert.Equal(13, _service.Transport.Mails.Count);
        Assert.Equal(0, (await _service.LookAsync("deadlines", Thursday0730.AddHours(3))).Messages);
    }

    [Fact]
    public async Task A_line_that_a_digest_leaves_out_is_owed_again_when_it_is_true_again()
    {
        await MoveAsync("T02", "2022-07-15");
        await _service.DispatchAsync(Thursday0730.AddHours(1));
        Assert.DoesNotContain("T02", TextFor("ubnd@camha.example"), StringComparison.Ordinal);
        await MoveAsync("T02", "2022-06-30");
        var before = _service.Transport.Mails.Count;
        await _service.LookAsync("deadlines", Thursday0730.AddDays(1));
        await _service.DispatchAsync(Thursday0730.AddDays(1));
        var again = Assert.Single(_service.Transport.Mails.Skip(before), mail => mail.Recipient == "ubnd@camha.example").Text;
        Assert.Contains("T02", again, StringComparison.Ordinal);
        Assert.DoesNotContain("T03", again, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_somebody_has_read_is_not_owed_again()
    {
        // The head of the village has it; the deputy's copy is tried again later.
        _service.Transport.Answer = recipient => recipient == "bpt-tien-thang-pho@camha.example"
            ? new(Scheduler.Mail.DeliveryOutcome.Retry, "RCPT", 451, "4.7.1 greylisted")
            : null;
        await _service.DispatchAsync(Thursday0730);
        _service.Transport.Answer = _ => null;
        await MoveAsync("T02', 'T03', 'T04", "2022-07-15");
        await _service.DispatchAsync(Thursday0730.AddMinutes(5));
        await MoveAsync("T02', 'T03', 'T04", "2022-06-30");
        Assert.Equal(0, (await _service.LookAsync("deadlines", Thursday0730.AddDays(1))).Messages);
    }

    [Fact]
    public async Task What_a_person_has_cancelled_stays_cancelled()
    {
        await _service.ExecuteAsync("""
            UPDATE OutboxMessage SET State = 'Suppressed', StateReason = 'cancelled by hand' WHERE Recipient = 'ubnd@camha.example'
            """);
        await MoveAsync("T02', 'T03', 'T04", "2022-07-15");
        await _service.DispatchAsync(Thursday0730.AddHours(1));
        await MoveAsync("T02', 'T03', 'T04", "2022-06-30");
        Assert.Equal(12, (await _service.LookAsync("deadlines", Thursday0730.AddHours(2))).Messages);
        await _service.DispatchAsync(Thursday0730.AddHours(2));
        Assert.DoesNotContain(_service.Transport.Mails, mail => mail.Recipient == "ubnd@camha.example");
    }

    [Fact]
    public async Task A_reminder_dropped_for_a_submission_that_is_withdrawn_is_owed_again()
    {
        await _service.DispatchAsync(Thursday0730);
        await _service.LookAsync("reminders", new(2022, 6, 16, 14, 0, 0));
        await _service.ExecuteAsync("""
            INSERT INTO SubmissionExemption (UnitId, Week, Reason) SELECT Id, '2022-W24', 'nhầm' FROM Unit WHERE Code = 'QSX'
            """);
        await _service.DispatchAsync(new(2022, 6, 16, 14, 1, 0));
        await _service.ExecuteAsync("DELETE FROM SubmissionExemption");
        Assert.Equal(1, (await _service.LookAsync("reminders", new(2022, 6, 16, 15, 0, 0))).Messages);
        await _service.DispatchAsync(new(2022, 6, 16, 15, 0, 0));
        Assert.Single(
            _service.Transport.Mails,
            mail => mail.Recipient == "quan-su@camha.example" && mail.Subject.Contains("nhắc nộp", StringComparison.Ordinal));
    }

    private Task MoveAsync(string codes, string due) =>
        _service.ExecuteAsync($"UPDATE Assignment SET DueOn = '{due}' WHERE Code IN ('{codes}')");

    private string TextFor(string recipient) => Assert.Single(_service.Transport.Mails, mail => mail.Recipient == recipient).Text;
}
