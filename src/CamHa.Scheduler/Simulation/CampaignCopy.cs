using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.Simulation;

/// <summary>
/// Copies what a simulation needs into a database of its own: the plan as it was at the beginning of the simulation, and of what
/// was issued only what came before. A plan that was not there yet is copied as it is now. The source is only read.
/// </summary>
internal static class CampaignCopy
{
    /// <param name="source">The real database.</param>
    /// <param name="target">The copy's, with its schema.</param>
    /// <param name="before">The beginning of the simulation.</param>
    /// <param name="done">Makes everything be done in time; null leaves it as it is.</param>
    /// <param name="token">Cancels the copying.</param>
    /// <param name="only">What is copied instead of all: a part of one campaign.</param>
    /// <returns>What changed in the plans from the beginning on, the oldest first, with the campaign's code.</returns>
    public static async Task<IReadOnlyList<(string Campaign, PlanStep Step)>> CopyAsync(
        Database source,
        Database target,
        DateTimeOffset before,
        AllDone? done,
        CancellationToken token,
        (PlanData Plan, TouchedPlan Touched)? only = null)
    {
        var steps = new List<(string Campaign, PlanStep Step)>();
        await using var to = await target.OpenAsync(token);
        await to.BeginAsync(token);
        var (campaigns, byCode, calendar) = await AllAsync(source, token);
        foreach (var campaign in campaigns.Where(campaign => only is null || campaign.Code == only.Value.Plan.Campaign?.Code))
        {
            // One snapshot for each campaign: long enough to be consistent, short enough not to hold up other writers.
            await using var from = await source.OpenSnapshotAsync(token);
            var known = byCode[campaign.Code];
            var data = only?.Plan ?? await PlanData.OfAsync(from, campaign, known.Id, calendar, token);
            if (known.WatchedSince <= before)
                data = await BackAsync(from, known.Id, campaign.Code, data, before, steps, token);
            data = done?.Of(data) ?? data;
            await CopyAsync(from, to, data.Campaign ?? campaign, data, only?.Touched, known.WatchedSince, before, token);
        }

        if (byCode.Values.Any(campaign => campaign.WatchedSince <= before))
        {
            await using var from = await source.OpenSnapshotAsync(token);
            calendar = (await BackAsync(from, 0, "", new() { Calendar = calendar }, before, steps, token)).Calendar;
        }

        await new PlanWriter(to, campaignId: 0).WriteCalendarAsync(calendar, new(), token);
        await to.CommitAsync(token);
        return [.. steps.OrderBy(each => each.Step.At)];
    }

    private static async Task<PlanData> BackAsync(
        DatabaseSession from,
        int campaignId,
        string code,
        PlanData plan,
        DateTimeOffset before,
        List<(string Campaign, PlanStep Step)> steps,
        CancellationToken token)
    {
        var (back, ahead) = PlanHistory.Of(plan, await ChangeRecord.SinceAsync(from, campaignId, before, token));
        steps.AddRange(ahead.Select(step => (code, step)));
        return back;
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
        TouchedPlan? touched,
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
        // One that was closed since got its mails at that time.
        await writer.WriteClosedAddressesAsync(data.ClosedAddresses.FindAll(row => row.ClosedAt <= before), empty, token);
        await writer.WriteAssignmentsAsync(data.Assignments, data.Parts, empty, token);
        await writer.WriteProgressAsync(data.Progress, empty, token);
        await writer.WriteDoneReportsAsync(data.DoneReports, empty, token);
        await writer.WriteExtensionsAsync(data.Extensions, empty, token);
        await writer.WriteSubmissionsAsync(data.Submissions, empty, token);
        await writer.WriteExemptionsAsync(data.Exemptions, empty, token);
        var ledger = await from.QueryAsync<LedgerRow>(
            "simulation/ledger",
            new { campaign.Code, Before = before },
            notice => touched?.Holds(notice.Unit, notice.Assignment) == false ? null : notice with { CampaignId = campaignId },
            token);
        await to.ExecuteAsync("simulation/insert-ledger", ledger, token);
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
