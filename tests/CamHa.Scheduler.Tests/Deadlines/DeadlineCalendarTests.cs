using System.Text;
using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Deadlines;
using CamHa.Scheduler.Tests.Infrastructure;
using Ical.Net;
using Ical.Net.CalendarComponents;
using MimeKit;

namespace CamHa.Scheduler.Tests.Deadlines;

public sealed class DeadlineCalendarTests
{
    private static readonly Campaign Plan = new() { Code = "NTM-2022", Name = "Nông thôn mới" };
    private static readonly DateOnly Day = new(2022, 6, 16);

    [Fact]
    public void Two_communes_with_the_same_codes_have_events_of_their_own_in_one_phone()
    {
        var uids = new[]
        {
            Uid("ntm@camha.example", Plan), Uid("ntm@camthanh.example", Plan), Uid("ubnd@camha.example", Plan),
            Uid("ntm@camha.example", Plan with { Code = "NTM-2023" }),
        };
        Assert.Equal(4, uids.Distinct().Count());
        Assert.StartsWith("NTM-2022-T02-DTN-", uids[0], StringComparison.Ordinal);
        Assert.EndsWith("@camha.example", uids[0], StringComparison.Ordinal);
        Assert.Equal(uids[0], Uid("NTM@camha.example", Plan, Day.AddDays(14)));

        static string Uid(string sender, Campaign campaign, DateOnly? due = null) =>
            Event(sender, campaign, Row("T02", "DTN", due ?? Day)).Uid!;
    }

    [Fact]
    public void Codes_that_hyphens_join_to_the_same_words_are_kept_apart() => Assert.NotEqual(
        Event("a@camha.example", Plan, Row("T-1", "X", Day)).Uid,
        Event("a@camha.example", Plan, Row("T", "1-X", Day)).Uid);

    [Fact]
    public void A_deadline_leaves_the_day_free()
    {
        var deadline = Event("a@camha.example", Plan, Row("T02", "DTN", Day.AddDays(14)));
        Assert.Equal("TRANSPARENT", deadline.Transparency);
        Assert.True(deadline.IsAllDay);
    }

    [Theory]
    [InlineData(14, "-P1DT16H30M PT7H30M")] // at 07:30 two days before, and on the morning
    [InlineData(2, "PT7H30M")] // what would have rung already is left out: calendars ring it at once
    [InlineData(0, "")]
    [InlineData(-5, "")]
    public void A_phone_rings_two_days_before_and_on_the_morning(int daysLeft, string triggers) => Assert.Equal(
        triggers,
        string.Join(' ', Event("a@camha.example", Plan, Row("T02", "DTN", Day.AddDays(daysLeft)))
            .Alarms.Select(alarm => alarm.Trigger!.Duration.ToString())));

    [Fact]
    public async Task What_moved_moves_in_the_phone_and_what_was_done_or_dropped_goes_from_it()
    {
        await using var service = await Service.StartAsync();
        await service.RunAsync(Service.Start, new DateTime(2022, 6, 16, 8, 0, 0));
        var before = await EventsAsync(service);
        Assert.Equal(["T02", "T03"], before.Keys.Order(StringComparer.Ordinal));

        await service.ExecuteAsync("UPDATE Assignment SET DueOn = '2022-07-07' WHERE Code = 'T03'");
        await service.ExecuteAsync("""
            UPDATE AssignmentUnit SET CompletedAt = '2022-06-20T02:00:00.000Z'
            WHERE AssignmentId = (SELECT Id FROM Assignment WHERE Code = 'T02')
            """);
        await service.RunAsync(new DateTime(2022, 6, 20, 9, 0, 0), new DateTime(2022, 6, 23, 8, 0, 0));
        var moved = await EventsAsync(service);
        Assert.Equal(before["T03"].Uid, moved["T03"].Uid);
        Assert.Equal(new DateOnly(2022, 7, 7), moved["T03"].Start!.Date);
        Assert.Null(moved["T03"].Status);
        Assert.True(moved["T03"].Sequence > before["T03"].Sequence);
        Assert.True(moved["T03"].LastModified!.AsUtc > before["T03"].LastModified!.AsUtc);

        Assert.Equal((before["T02"].Uid, "CANCELLED"), (moved["T02"].Uid, moved["T02"].Status));
        Assert.True(moved["T02"].Sequence > before["T02"].Sequence);
        Assert.Empty(moved["T02"].Alarms);
        Assert.DoesNotContain("T02", Last(service).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deadline_that_moved_is_said_as_moved()
    {
        await using var service = await Service.StartAsync();
        await service.RunAsync(Service.Start, new DateTime(2022, 6, 16, 8, 0, 0));
        await service.ExecuteAsync("UPDATE Assignment SET DueOn = '2022-07-07' WHERE Code = 'T03'");
        await service.RunAsync(new DateTime(2022, 6, 16, 9, 0, 0), new DateTime(2022, 6, 23, 8, 0, 0));
        var digest = Last(service);
        Assert.Contains("Hạn: thứ Năm, 7/7/2022 (lùi từ 30/6 đến 7/7)", digest.Text, StringComparison.Ordinal);
        Assert.Contains("lùi từ 30/6 đến 7/7", digest.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2022-07-07", "lùi từ 30/6 đến 7/7")]
    [InlineData("2022-06-20", "chuyển lên sớm hơn, từ 30/6 lên 20/6")]
    [InlineData("2023-01-05", "lùi từ 30/6/2022 đến 5/1/2023")]
    [InlineData("2022-06-30", "")]
    public void A_move_names_both_days(string due, string words) => Assert.Equal(
        words,
        new ToldBefore([new ToldRow { AssignmentId = 1, ToldDueOn = new(2022, 6, 30), ToldOn = Day }])
            .Moved(1, DateOnly.Parse(due, System.Globalization.CultureInfo.InvariantCulture)));

    private static DigestRow Row(string code, string unit, DateOnly due) =>
        new() { Code = code, Title = "Việc", UnitCode = unit, DueOn = due };

    private static CalendarEvent Event(string sender, Campaign campaign, DigestRow row)
    {
        var now = new DateTimeOffset(2022, 6, 16, 0, 30, 0, TimeSpan.Zero);
        var file = new DeadlineCalendar(campaign, sender, Day, now).With([row]).Attachment();
        return Assert.Single(Calendar.Load(Encoding.UTF8.GetString(file.Content))!.Events);
    }

    private static Taken Last(Service service) =>
        service.Transport.Mails.Last(mail =>
            mail.Recipient == "doan-xa@camha.example" && mail.Subject.Contains("nhiệm vụ", StringComparison.Ordinal));

    private static async Task<Dictionary<string, CalendarEvent>> EventsAsync(Service service)
    {
        var part = Assert.Single(Last(service).Message.Attachments.OfType<MimePart>());
        using var stream = new MemoryStream();
        await part.Content!.DecodeToAsync(stream, Service.Token);
        return Calendar.Load(Encoding.UTF8.GetString(stream.ToArray()))!.Events.ToDictionary(each => each.Summary![4..7]);
    }
}
