using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Scheduling;

/// <summary>Looks at moments at which nobody may be mailed.</summary>
public sealed class MailingTimeTests : IAsyncLifetime
{
    private Service _service = null!;

    public async ValueTask InitializeAsync() => _service = await Service.StartAsync();

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Theory]
    [InlineData("2022-06-17T08:00", "2022-06-16T14:00", "2022-06-16")] // a holiday between the reminder and the submission day
    [InlineData("2022-06-17T03:00", "", "")] // a start at night, when Thursday's reminder is still in force
    [InlineData("2022-06-16T14:00", "", "2022-06-16")] // a holiday, and the reminder would be Wednesday's
    public async Task Nobody_is_reminded_on_a_day_off_or_at_night(string at, string working, string off)
    {
        if (working.Length > 0)
            Assert.NotEqual(0, (await _service.LookAsync("reminders", DateTime.Parse(working, null))).Messages);
        if (off.Length > 0)
            await _service.ExecuteAsync($"INSERT INTO CalendarDay (Day, Kind, Name) VALUES ('{at[..10]}', 'Off', 'nghỉ')");
        Assert.Equal(0, (await _service.LookAsync("reminders", DateTime.Parse(at, null))).Messages);
    }

    [Fact]
    public async Task A_campaign_that_starts_on_a_Friday_reminds_on_that_Friday_and_not_on_Thursday()
    {
        await _service.ExecuteAsync("UPDATE Campaign SET StartsOn = '2022-06-24'");
        Assert.Equal(0, (await _service.LookAsync("reminders", new(2022, 6, 23, 14, 0, 0))).Messages);
        // Thursday's reminder, which never was, is not in force on Friday before eight.
        Assert.Equal(0, (await _service.LookAsync("reminders", new(2022, 6, 24, 7, 0, 0))).Messages);
        Assert.NotEqual(0, (await _service.LookAsync("reminders", new(2022, 6, 24, 8, 0, 0))).Messages);
    }

    [Fact]
    public async Task A_report_that_was_missed_is_not_sent_at_night_but_in_the_morning()
    {
        Assert.Equal(0, (await _service.LookAsync("report", new(2022, 6, 17, 23, 0, 0))).Messages);
        await _service.RunAsync(new(2022, 6, 17, 23, 1, 0), new(2022, 6, 18, 9, 0, 0));
        var report = Assert.Single(_service.Transport.Mails, mail => mail.Recipient == "bcd-ntm@camha.example");
        Assert.Equal(new DateTime(2022, 6, 18, 8, 0, 0), report.Message.Date.DateTime);
    }

    [Fact]
    public async Task A_campaign_that_has_not_begun_between_two_that_have_keeps_neither_from_its_mails()
    {
        await _service.ExecuteAsync("""
            INSERT INTO Campaign (Code, Name, Place, SubjectTag, StartsOn, EndsOn, WatchedSince)
            SELECT 'SAU', Name, Place, SubjectTag, '2022-12-01', EndsOn, WatchedSince FROM Campaign WHERE Id = 1;
            INSERT INTO Campaign (Code, Name, Place, SubjectTag, StartsOn, EndsOn, WatchedSince)
            SELECT 'CU', Name, Place, SubjectTag, StartsOn, EndsOn, WatchedSince FROM Campaign WHERE Id = 1;
            """);
        Assert.Equal(13, (await _service.LookAsync("deadlines", new(2022, 6, 16, 7, 30, 0))).Messages);
    }
}
