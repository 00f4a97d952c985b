using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Outbox;

/// <summary>In one process, on either database.</summary>
public class ThreeDispatchersTests
{
    [Fact]
    public async Task Three_dispatchers_never_send_the_same_message()
    {
        await using var service = await Service.StartAsync();
        await using var second = service.Another();
        await using var third = service.Another();
        service.Transport.Sessions = 3;
        var at = new DateTime(2022, 6, 16, 14, 0, 0);
        await service.LookAsync("deadlines", at.AddHours(-6.5));
        await service.LookAsync("reminders", at);
        var done = await Task.WhenAll(
            new[] { service, second, third }.Select(each => Task.Run(() => each.DispatchAsync(at), Service.Token)));
        Assert.Equal(29, done.Sum(each => each.Sent));
        Assert.Equal(29, service.Transport.Mails.Count);
        Assert.Equal(29, service.Transport.Mails.DistinctBy(mail => mail.Message.MessageId).Count());
        Assert.Equal(29, (await service.MessagesAsync()).Count(message => message.State == OutboxState.Sent));
    }
}
