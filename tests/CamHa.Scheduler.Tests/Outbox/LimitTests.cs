using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Tests.Infrastructure;
using Dapper;

namespace CamHa.Scheduler.Tests.Outbox;

/// <summary>A host that limits mails a minute or a day: the rest waits, and the most important leaves first.</summary>
public class LimitTests
{
    private static readonly DateTime Friday1630 = new(2022, 6, 17, 16, 30, 0);

    [Fact]
    public async Task The_report_leaves_first_then_an_alert_then_what_expires_first()
    {
        await using var service = await StartAsync("Smtp:PerMinute=5");
        // Digests, then the report to three, and an alert issued last.
        await service.LookAsync("deadlines", Friday1630.AddHours(-9));
        await service.LookAsync("report", Friday1630);
        await service.ExecuteAsync("""
            INSERT INTO OutboxMessage (MessageKey, Recipient, RecipientRole, CampaignId, Kind, LookDay, Body, Priority, State,
                CreatedAt, NotBefore, ExpiresAt, MessageId, JobRunId)
            SELECT 'alert/x', 'chuyen-trach-ntm@camha.example', 'To', Id, 'Alert', '2022-06-17', 'Cần xử lý', 1, 'Pending',
                '2022-06-17T09:30:00.000Z', '2022-06-17T09:30:00.000Z', '2099-01-01T00:00:00.000Z', 'alert-x@camha.example', 'test'
            FROM Campaign
            """);
        Dictionary<string, string> expiries;
        await using (var session = await service.Database.OpenAsync(Service.Token))
        {
            expiries = (await session.Connection.QueryAsync<Expiry>("SELECT MessageId, Priority, ExpiresAt FROM OutboxMessage"))
                .ToDictionary(each => each.MessageId, each => $"{each.Priority} {each.ExpiresAt:O}");
        }

        for (var minute = 0; service.Transport.Mails.Count < expiries.Count; minute++)
        {
            Assert.InRange(minute, 0, 10);
            var before = service.Transport.Mails.Count;
            await service.DispatchAsync(Friday1630.AddMinutes(minute));
            await service.DispatchAsync(Friday1630.AddMinutes(minute).AddSeconds(50));
            Assert.Equal(Math.Min(5, expiries.Count - before), service.Transport.Mails.Count - before);
        }

        var order = service.Transport.Mails.Select(mail => expiries[mail.Message.MessageId!]).ToList();
        Assert.Equal(order.Order(StringComparer.Ordinal), order);
        Assert.Equal(["0", "0", "0", "1", "2"], order.Take(5).Select(key => key[..1]));
    }

    [Fact]
    public async Task Two_dispatchers_together_do_not_exceed_the_limit_and_it_is_known_how_full_it_is()
    {
        await using var service = await StartAsync("Smtp:PerMinute=50", "Smtp:PerDay=7");
        await using var other = service.Another("Mail:Transport=smtp", "Smtp:PerMinute=50", "Smtp:PerDay=7");
        var at = Friday1630.AddHours(-9);
        await service.LookAsync("deadlines", at);
        await Task.WhenAll(
            Task.Run(() => service.DispatchAsync(at), Service.Token),
            Task.Run(() => other.DispatchAsync(at), Service.Token));
        Assert.Equal(7, service.Transport.Mails.Count);
        await using (var session = await service.Database.OpenAsync(Service.Token))
        {
            Assert.Equal(
                new LimitUse(50, 7, 7, 7, service.Clock.Instant(at.AddDays(1))),
                await service.Get<SendingLimits>().UseAsync(session, service.Clock.Now, Service.Token));
        }

        await service.DispatchAsync(at.AddHours(23.9));
        Assert.Equal(7, service.Transport.Mails.Count);
        await service.DispatchAsync(at.AddHours(24.1));
        Assert.True(service.Transport.Mails.Count > 7);
        Assert.Equal(service.Transport.Mails.Count, service.Transport.Mails.DistinctBy(mail => mail.Message.MessageId).Count());
    }

    private static Task<Service> StartAsync(params string[] limits) => Service.StartAsync(["Mail:Transport=smtp", .. limits]);

    private sealed record Expiry
    {
        public string MessageId { get; init; } = "";

        public int Priority { get; init; }

        public DateTimeOffset ExpiresAt { get; init; }
    }
}
