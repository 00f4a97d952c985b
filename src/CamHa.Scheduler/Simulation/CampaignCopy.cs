using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.Simulation;

/// <summary>
/// Copies what a simulation needs into a database of its own: all data, but of what was issued only what came before the
/// beginning of the simulation. The source is only read.
/// </summary>
internal static class CampaignCopy
{
    /// <param name="source">The real database.</param>
    /// <param name="target">The copy's, with its schema.</param>
    /// <param name="before">The beginning of the simulation.</param>
    /// <param name="done">Makes everything be done in time; null leaves it as it is.</param>
    /// <param name="token">Cancels the copying.</param>
    public static async Task CopyAsync(Database source, Database target, DateTimeOffset before, AllDone? done, CancellationToken token)
    {
        await using var to = await target.OpenAsync(token);
        await to.BeginAsync(token);
        var (campaigns, byCode, calendar) = await AllAsync(source, token);
        foreach (var campaign in campaigns)
        {
            // One snapshot for each campaign: long enough to be consistent, short enough not to hold up other writers.
            await using var from = await source.OpenSnapshotAsync(token);
            var known = byCode[campaign.Code];
            var data = await PlanData.OfAsync(from, campaign, known.Id, calendar, token);
            data = done?.Of(data) ?? data;
            await CopyAsync(from, to, campaign, data, known.WatchedSince, before, token);
        }

        await new PlanWriter(to, campaignId: 0).WriteCalendarAsync(calendar, new(), token);
        await to.CommitAsync(token);
    }

    private static async Task<(List<CampaignRow> Rows, Dictionary<string, Campaign> ByCode, List<CalendarRow> Calendar)> AllAsync(
        Database source,
        CancellationToken token)
    {
        await using var from = await source.OpenSnapshotAsync(token);
        return (
            await from.QueryAsync<CampaignRow>("changes/campaigns", null, token),
            (await CampaignStore.AllAsync(from, token)).ToDictionary(campaign => campaign.Code, StringComparer.Ordinal),
            await from.QueryAsync<CalendarRow>("changes/calendar", null, token));
    }

    private static async Task CopyAsync(
        DatabaseSession from,
        DatabaseSession to,
        CampaignRow campaign,
        PlanData data,
        DateTimeOffset watchedSince,
        DateTimeOffset before,
        CancellationToken token)
    {
        await to.ExecuteAsync("changes/insert-campaign", new
        {
            campaign.Code,
            campaign.Name,
            campaign.Place,
            campaign.SubjectTag,
            campaign.StartsOn,
            campaign.EndsOn,
            // The simulated service is in charge from its first moment, even if the real one was not in charge then.
            WatchedSince = watchedSince < before ? watchedSince : before,
        }, token);
        var campaignId = await to.ScalarAsync<int>("changes/campaign-id", new { campaign.Code }, token);
        // As if somebody had said go: what is held would show nothing.
        await to.ExecuteAsync("campaigns/release", new { Id = campaignId, Now = before }, token);
        var empty = new PlanData();
        var writer = new PlanWriter(to, campaignId);
        await writer.WriteUnitsAsync(data.Units, empty, token);
        await writer.WriteContactsAsync(data.Contacts, empty, token);
        await writer.WriteAssignmentsAsync(data.Assignments, data.Parts, empty, token);
        await writer.WriteProgressAsync(data.Progress, empty, token);
        await writer.WriteSubmissionsAsync(data.Submissions, empty, token);
        await writer.WriteExemptionsAsync(data.Exemptions, empty, token);
        foreach (var notice in await from.QueryAsync<LedgerRow>("simulation/ledger", new { campaign.Code, Before = before }, token))
            await to.ExecuteAsync("simulation/insert-ledger", notice with { CampaignId = campaignId }, token);
        foreach (var report in await from.QueryAsync<ReportRow>("simulation/reports", new { campaign.Code, Before = before }, token))
            await to.ExecuteAsync("report/insert-report", report with { CampaignId = campaignId }, token);
    }

    private sealed record LedgerRow
    {
        public int CampaignId { get; init; }

        public string NoticeKey { get; init; } = "";

        public string MessageKey { get; init; } = "";

        public string Kind { get; init; } = "";

        public string? Unit { get; init; }

        public string? Assignment { get; init; }

        public DateOnly? DueOn { get; init; }

        public string? Week { get; init; }

        public int Step { get; init; }

        public DateOnly LookDay { get; init; }

        public DateTimeOffset IssuedAt { get; init; }
    }

    private sealed record ReportRow
    {
        public int CampaignId { get; init; }

        public string Week { get; init; } = "";

        public int Revision { get; init; }

        public DateTimeOffset AsOf { get; init; }

        public string Snapshot { get; init; } = "";

        public string Sha256 { get; init; } = "";
    }
}
