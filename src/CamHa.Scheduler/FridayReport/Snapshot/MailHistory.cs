using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.FridayReport.Snapshot;

/// <summary>The mails written for a campaign since a moment, and what became of them.</summary>
internal sealed class MailHistory(DatabaseSession session, int campaignId, DateTimeOffset since)
{
    public async Task<ReportAudit> AuditAsync(CancellationToken token)
    {
        var rows = await session.QueryAsync<StateCount>("report/audit", new { CampaignId = campaignId, Since = since }, token);
        var counts = rows.ToDictionary(row => row.State, row => row.Messages);
        return new()
        {
            Sent = Count(OutboxState.Sent),
            Waiting = Count(OutboxState.Pending) + Count(OutboxState.Sending),
            Failed = Count(OutboxState.Dead),
            Suppressed = Count(OutboxState.Suppressed),
            Expired = Count(OutboxState.Expired),
            Held = Count(OutboxState.Held),
            UnitsWithoutAddress = await session.QueryAsync<string>(
                "report/units-without-address", new { FirstCampaign = campaignId, LastCampaign = campaignId }, token),
        };

        int Count(OutboxState state) => counts.GetValueOrDefault(state.ToString());
    }

    public async Task<IReadOnlyList<MailRecord>> ReadAsync(CampaignClock clock, CancellationToken token) =>
    [
        .. from row in await session.QueryAsync<MailRow>("report/mails", new { CampaignId = campaignId, Since = since }, token)
           select new MailRecord
           {
               CreatedAt = clock.WallClock(row.CreatedAt),
               FinishedAt = row.FinishedAt is { } at ? clock.WallClock(at) : null,
               Kind = row.Kind,
               UnitCode = row.UnitCode ?? "",
               Recipient = row.Recipient,
               Subject = row.Subject,
               State = row.State,
               Reason = row.StateReason.Length > 0 ? row.StateReason : row.Reply ?? "",
           },
    ];

    private sealed record StateCount
    {
        public string State { get; init; } = "";

        public int Messages { get; init; }
    }

    private sealed record MailRow
    {
        public DateTimeOffset CreatedAt { get; init; }

        public DateTimeOffset? FinishedAt { get; init; }

        public string Kind { get; init; } = "";

        public string? UnitCode { get; init; }

        public string Recipient { get; init; } = "";

        public string Subject { get; init; } = "";

        public string State { get; init; } = "";

        public string StateReason { get; init; } = "";

        public string? Reply { get; init; }
    }
}
