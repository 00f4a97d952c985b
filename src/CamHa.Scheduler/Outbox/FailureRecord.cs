using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.Outbox;

/// <summary>
/// The one record of mails that did not arrive, whether a server refused them or they came back. It closes an address that is dead;
/// whatever else is wrong closes none.
/// </summary>
internal static class FailureRecord
{
    public static async Task KeepAsync(DatabaseSession session, DeliveryFailure failure, CancellationToken token)
    {
        var row = new
        {
            Id = failure.OutboxMessageId,
            failure.NotedAt,
            Way = failure.Way.ToString(),
            Class = failure.Class.ToString(),
            failure.IsHard,
            failure.InboxMailId,
        };
        await session.ExecuteAsync("outbox/insert-failure", row, token);
        if (!failure.IsHard)
            return;
        var lately = await session.QueryAsync<DeliveryFailure>(
            "outbox/hard-failures", new { row.Id, Since = failure.NotedAt - ClosingRule.Within }, token);
        if (ClosingRule.Closes(lately))
            await session.ExecuteAsync("outbox/refuse-address", new { row.Id, failure.NotedAt, failure.Reply }, token);
    }

    /// <summary>Whoever has written is alive: what was said of the address before counts no more.</summary>
    public static Task ForgetAsync(
        DatabaseSession session, string sender, DateTimeOffset receivedAt, DateTimeOffset now, CancellationToken token) =>
        session.ExecuteAsync("outbox/forget-failures-of-sender", new { Sender = sender, ReceivedAt = receivedAt, Now = now }, token);

    /// <summary>The mails that were lately refused as such, or called spam; the newest first.</summary>
    public static Task<List<DeliveryFailure>> OursAsync(
        DatabaseSession session, FailureClass failure, DateTimeOffset since, CancellationToken token) =>
        session.QueryAsync<DeliveryFailure>("outbox/our-failures", new { Class = failure.ToString(), Since = since }, token);
}
