using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Simulation;

/// <summary>The whole engine, looked at by chance: at any hour, in any order, after hours or days of silence.</summary>
public class RandomLooksTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task However_the_service_was_awake_nothing_is_said_twice_and_nothing_stays_unsaid(int seed)
    {
        var random = new Random(seed);
        await using var service = await Service.StartAsync();
        var at = Service.Start;
        for (var looks = 0; looks < 120; looks++)
        {
            // Mostly minutes or hours, now and then days.
            at = at.AddMinutes(random.Next(10) == 0 ? random.Next(4 * 1440) : random.Next(400));
            var look = new[] { "deadlines", "reminders", "report", "supplement" }[random.Next(4)];
            // The server is away every fifth time.
            service.Transport.Away = random.Next(5) == 0 ? "away" : null;
            await service.LookAsync(look, at);
            Assert.Equal(new IssueResult(0, 0, 0), await service.LookAsync(look, at));
            await service.DispatchAsync(at);
        }

        service.Transport.Away = null;
        await service.DispatchAsync(at.AddMinutes(2));
        Assert.Empty(service.Transport.Mails.GroupBy(mail => mail.Message.MessageId).Where(mails => mails.Count() > 1));
        // Every message has ended one way or the other, and says why where it was not sent.
        var messages = await service.MessagesAsync();
        Assert.All(
            messages,
            message => Assert.True(message.State == OutboxState.Sent || message.StateReason.Length > 0, message.MessageKey));
        Assert.Equal(service.Transport.Mails.Count, messages.Count(message => message.State == OutboxState.Sent));
        // At most one digest a unit a day.
        Assert.Empty(messages.Where(message => message.Kind == NoticeKind.Deadline)
            .GroupBy(
                message => (message.UnitCode, message.Recipient, Day: DateOnly.FromDateTime(service.Clock.WallClock(message.CreatedAt))))
            .Where(digests => digests.Count() > 1));
    }
}
