using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Changes;

/// <summary>A campaign's data in the database before the import.</summary>
internal sealed record PlanData
{
    /// <summary>Null where the campaign is new.</summary>
    public CampaignRow? Campaign { get; init; }

    public int CampaignId { get; init; }

    public List<UnitRow> Units { get; init; } = [];

    public List<ContactRow> Contacts { get; init; } = [];

    public List<ClosedAddressRow> ClosedAddresses { get; init; } = [];

    public List<AssignmentRow> Assignments { get; init; } = [];

    public List<PartRow> Parts { get; init; } = [];

    public List<ProgressRow> Progress { get; init; } = [];

    public List<DoneReportRow> DoneReports { get; init; } = [];

    public List<ExtensionRow> Extensions { get; init; } = [];

    public List<SubmissionRow> Submissions { get; init; } = [];

    public List<ExemptionRow> Exemptions { get; init; } = [];

    public List<CalendarRow> Calendar { get; init; } = [];

    /// <summary>The number of the newest gesture, whatever it changed, where the campaign was asked for by its code; 0 for none.</summary>
    public long LastChange { get; init; }

    /// <param name="session">The database.</param>
    /// <param name="code">The campaign's code; null for the only campaign in the database.</param>
    /// <param name="token">Cancels the reading.</param>
    /// <param name="onlySaid">Whether progress is left out of which nothing was said.</param>
    public static async Task<PlanData> ReadAsync(DatabaseSession session, string? code, CancellationToken token, bool onlySaid = false)
    {
        var calendar = await CalendarAsync(session, token);
        if (await CampaignAsync(session, code, token) is not { } campaign)
            return new() { Calendar = calendar };

        var campaignId = await session.ScalarAsync<int>("changes/campaign-id", new { campaign.Code }, token);
        return await OfAsync(session, campaign, campaignId, calendar, token, onlySaid);
    }

    /// <summary>The same of a campaign that must be there.</summary>
    /// <param name="session">The database.</param>
    /// <param name="code">The campaign's code; null for the only campaign in the database.</param>
    /// <param name="token">Cancels the reading.</param>
    /// <exception cref="ChangeRefusedException">There is none of this code, or not exactly one.</exception>
    public static async Task<PlanData> OfCampaignAsync(DatabaseSession session, string? code, CancellationToken token)
    {
        var plan = await ReadAsync(session, code, token);
        return plan.Campaign is not null
            ? plan with { LastChange = await session.ScalarAsync<long?>("changes/last-gesture", null, token) ?? 0 }
            : throw await NoneAsync(session, code, token);
    }

    /// <summary>The id of a campaign that must be there.</summary>
    /// <param name="session">The database.</param>
    /// <param name="code">The campaign's code; null for the only campaign in the database.</param>
    /// <param name="token">Cancels the reading.</param>
    /// <exception cref="ChangeRefusedException">There is none of this code, or not exactly one.</exception>
    public static async Task<int> IdAsync(DatabaseSession session, string? code, CancellationToken token) =>
        await CampaignAsync(session, code, token) is { } campaign
            ? await session.ScalarAsync<int>("changes/campaign-id", new { campaign.Code }, token)
            : throw await NoneAsync(session, code, token);

    private static async Task<CampaignRow?> CampaignAsync(DatabaseSession session, string? code, CancellationToken token)
    {
        var campaigns = await session.QueryAsync<CampaignRow>("changes/campaigns", null, token);
        return code is not null ? campaigns.Find(each => each.Code.Equals(code, StringComparison.OrdinalIgnoreCase))
            : campaigns is [var only] ? only
            : null;
    }

    private static async Task<ChangeRefusedException> NoneAsync(DatabaseSession session, string? code, CancellationToken token)
    {
        var codes = (await session.QueryAsync<CampaignRow>("changes/campaigns", null, token)).ConvertAll(campaign => campaign.Code);
        return new ChangeRefusedException(codes.Count == 0 ? ChangeWords.NoCampaignYet
            : code is null ? ChangeWords.CampaignNeeded(codes)
            : ChangeWords.NoCampaign(code, codes));
    }

    /// <summary>What entries of the record are about: a campaign's plan, or the calendar alone for those of no campaign.</summary>
    /// <param name="session">The database.</param>
    /// <param name="campaign">The campaign's code; empty for the calendar.</param>
    /// <param name="token">Cancels the reading.</param>
    public static async Task<PlanData> OfEntriesAsync(DatabaseSession session, string campaign, CancellationToken token) =>
        campaign.Length == 0
            ? new() { Calendar = await CalendarAsync(session, token) }
            : await OfCampaignAsync(session, campaign, token);

    /// <summary>The days of the calendar, which all campaigns share.</summary>
    public static Task<List<CalendarRow>> CalendarAsync(DatabaseSession session, CancellationToken token) =>
        session.QueryAsync<CalendarRow>("changes/calendar", null, token);

    /// <param name="session">The database.</param>
    /// <param name="campaign">The campaign.</param>
    /// <param name="campaignId">The campaign's id.</param>
    /// <param name="calendar">The calendar, which all campaigns share.</param>
    /// <param name="token">Cancels the reading.</param>
    /// <param name="onlySaid">Whether progress is left out of which nothing was said.</param>
    public static async Task<PlanData> OfAsync(
        DatabaseSession session,
        CampaignRow campaign,
        int campaignId,
        List<CalendarRow> calendar,
        CancellationToken token,
        bool onlySaid = false)
    {
        var key = new { CampaignId = campaignId };
        // Each code stands in the rows of many parts.
        var texts = new SharedTexts();
        return new()
        {
            Campaign = campaign,
            CampaignId = campaignId,
            Calendar = calendar,
            Units = await session.QueryAsync<UnitRow>("changes/units", key, token),
            Contacts = await session.QueryAsync<ContactRow>("changes/contacts", key, token),
            ClosedAddresses = await session.QueryAsync<ClosedAddressRow>("changes/closed-addresses", key, token),
            Assignments = await session.QueryAsync<AssignmentRow>("changes/assignments", key, Shared, token),
            Parts = await session.QueryAsync<PartRow>("changes/parts", key, SharedPart, token),
            Progress = await session.QueryAsync<ProgressRow>("changes/progress", key, SharedProgress, token),
            DoneReports = await session.QueryAsync<DoneReportRow>("changes/done-reports", key, token),
            Extensions = await session.QueryAsync<ExtensionRow>("changes/extensions", key, token),
            Submissions = await session.QueryAsync<SubmissionRow>("changes/submissions", key, token),
            Exemptions = await session.QueryAsync<ExemptionRow>("changes/exemptions", key, token),
        };

        AssignmentRow Shared(AssignmentRow row) => row with
        {
            Code = texts.Of(row.Code),
            Target = texts.Of(row.Target),
            TargetUnit = texts.Of(row.TargetUnit),
            Note = texts.Of(row.Note),
        };

        PartRow SharedPart(PartRow row) => row with { Assignment = texts.Of(row.Assignment), Unit = texts.Of(row.Unit) };

        ProgressRow? SharedProgress(ProgressRow row) => onlySaid && !row.IsSaid
            ? null
            : row with { Assignment = texts.Of(row.Assignment), Unit = texts.Of(row.Unit) };
    }

    /// <summary>
    /// As much of a campaign's plan as an answer of one unit changes: all units and assignments, but of what belongs to them only that of
    /// the assignments in which the unit has a part, and of the reports only its own. A whole plan grows with every report of everybody.
    /// </summary>
    /// <param name="session">The database.</param>
    /// <param name="campaignId">The campaign's id.</param>
    /// <param name="unitId">The unit's id.</param>
    /// <param name="token">Cancels the reading.</param>
    public static async Task<PlanData> OfUnitAsync(DatabaseSession session, int campaignId, int unitId, CancellationToken token)
    {
        var campaign = new { CampaignId = campaignId };
        var unit = new { UnitId = unitId };
        return new()
        {
            Campaign = await session.SingleOrDefaultAsync<CampaignRow>("changes/campaign", campaign, token),
            CampaignId = campaignId,
            Units = await session.QueryAsync<UnitRow>("changes/units", campaign, token),
            Assignments = await session.QueryAsync<AssignmentRow>("changes/assignments", campaign, token),
            Parts = await session.QueryAsync<PartRow>("changes/parts-of-unit", unit, token),
            Progress = await session.QueryAsync<ProgressRow>("changes/progress-of-unit", unit, token),
            DoneReports = await session.QueryAsync<DoneReportRow>("changes/done-reports-of-unit", unit, token),
            Extensions = await session.QueryAsync<ExtensionRow>("changes/extensions-of-unit", unit, token),
            Submissions = await session.QueryAsync<SubmissionRow>("changes/submissions-of-unit", unit, token),
        };
    }
}
