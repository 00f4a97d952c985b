using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.Import;

/// <summary>A campaign's data in the database before the import.</summary>
internal sealed record ExistingData
{
    /// <summary>Null where the campaign is new.</summary>
    public CampaignRow? Campaign { get; init; }

    public int CampaignId { get; init; }

    public List<UnitRow> Units { get; init; } = [];

    public List<ContactRow> Contacts { get; init; } = [];

    public List<AssignmentRow> Assignments { get; init; } = [];

    public List<PartRow> Parts { get; init; } = [];

    public List<ProgressRow> Progress { get; init; } = [];

    public List<SubmissionRow> Submissions { get; init; } = [];

    public List<ExemptionRow> Exemptions { get; init; } = [];

    public List<CalendarRow> Calendar { get; init; } = [];

    /// <param name="session">The database.</param>
    /// <param name="code">The campaign's code; null for the only campaign in the database.</param>
    /// <param name="token">Cancels the reading.</param>
    public static async Task<ExistingData> ReadAsync(DatabaseSession session, string? code, CancellationToken token)
    {
        var calendar = await session.QueryAsync<CalendarRow>("import/calendar", null, token);
        var campaigns = await session.QueryAsync<CampaignRow>("import/campaigns", null, token);
        var campaign = code is not null ? campaigns.Find(each => each.Code.Equals(code, StringComparison.OrdinalIgnoreCase))
            : campaigns is [var only] ? only
            : null;
        if (campaign is null)
            return new() { Calendar = calendar };

        var campaignId = await session.ScalarAsync<int>("import/campaign-id", new { campaign.Code }, token);
        return await OfAsync(session, campaign, campaignId, calendar, token);
    }

    /// <param name="session">The database.</param>
    /// <param name="campaign">The campaign.</param>
    /// <param name="campaignId">The campaign's id.</param>
    /// <param name="calendar">The calendar, which all campaigns share.</param>
    /// <param name="token">Cancels the reading.</param>
    public static async Task<ExistingData> OfAsync(
        DatabaseSession session, CampaignRow campaign, int campaignId, List<CalendarRow> calendar, CancellationToken token)
    {
        var key = new { CampaignId = campaignId };
        return new()
        {
            Campaign = campaign,
            CampaignId = campaignId,
            Calendar = calendar,
            Units = await session.QueryAsync<UnitRow>("import/units", key, token),
            Contacts = await session.QueryAsync<ContactRow>("import/contacts", key, token),
            Assignments = await session.QueryAsync<AssignmentRow>("import/assignments", key, token),
            Parts = await session.QueryAsync<PartRow>("import/parts", key, token),
            Progress = await session.QueryAsync<ProgressRow>("import/progress", key, token),
            Submissions = await session.QueryAsync<SubmissionRow>("import/submissions", key, token),
            Exemptions = await session.QueryAsync<ExemptionRow>("import/exemptions", key, token),
        };
    }
}
