using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.Deadlines;

/// <summary>An assignment in a list, with how it stands.</summary>
internal sealed record ListedAssignment
{
    public string Code { get; init; } = "";

    public string Title { get; init; } = "";

    public DateOnly DueOn { get; init; }

    public bool IsActive { get; init; }

    /// <summary>Whether all who lead it have done their part.</summary>
    public bool IsComplete { get; init; }

    /// <summary>Whether all who lead it have done their part, or say so: nobody is reminded.</summary>
    public bool IsReported { get; init; }

    /// <summary>Whether a unit's report of completion waits to be confirmed.</summary>
    public bool HasWaiting { get; init; }

    /// <summary>Whether its lead has asked for more time.</summary>
    public bool IsAsked { get; init; }

    /// <summary>The names of those who lead it.</summary>
    public IReadOnlyList<string> Leads { get; init; } = [];

    public bool IsOpen => IsActive && !IsComplete;

    public bool IsOverdue(DateOnly today) => IsActive && !IsReported && DueOn < today;

    /// <summary>One of which all was read.</summary>
    public static ListedAssignment Of(AssignmentStanding standing, DateTimeOffset now)
    {
        var leads = standing.Parts.Where(part => part.Part == PartKind.Lead).Select(part => part.Unit).ToHashSet();
        var owing = standing.Progress.Where(row => leads.Count == 0 || leads.Contains(row.Unit)).ToList();
        var waiting = standing.DoneReports.Where(report => report.Waits && report.ReportedAt <= now)
            .Select(report => report.Unit)
            .ToHashSet();
        return new()
        {
            Code = standing.Assignment.Code,
            Title = standing.Assignment.Title,
            DueOn = standing.Assignment.DueOn,
            IsActive = standing.Assignment.IsActive,
            IsComplete = owing.Count > 0 && owing.TrueForAll(row => row.CompletedAt <= now),
            IsReported = owing.Count > 0 && owing.TrueForAll(row => row.CompletedAt <= now || waiting.Contains(row.Unit)),
            HasWaiting = standing.Progress.Any(row => !(row.CompletedAt <= now) && waiting.Contains(row.Unit)),
            IsAsked = standing.Extensions.Any(row => row.IsOpen && row.DueOn == standing.Assignment.DueOn),
        };
    }

    /// <summary>Those of a campaign: what is open and due first comes first, what is over last.</summary>
    public static async Task<List<ListedAssignment>> AllAsync(
        DatabaseSession session, int campaignId, DateTimeOffset now, CancellationToken token)
    {
        var rows = await session.QueryAsync<ListedAssignment>(
            "deadlines/listed-assignments", new { CampaignId = campaignId, Now = now }, token);
        var leads = (await session.QueryAsync<Lead>("deadlines/listed-leads", new { CampaignId = campaignId }, token))
            .ToLookup(lead => lead.Code, lead => lead.UnitName);
        return
        [
            .. rows.Select(row => row with { Leads = [.. leads[row.Code]] })
                .OrderBy(row => row.IsOpen ? 0 : row.IsActive ? 1 : 2)
                .ThenBy(row => row.DueOn)
                .ThenBy(row => row.Code, StringComparer.Ordinal),
        ];
    }

    /// <summary>The codes of those in which a unit has a part.</summary>
    public static async Task<HashSet<string>> CodesOfUnitAsync(DatabaseSession session, int unitId, CancellationToken token) =>
        [.. await session.QueryAsync<string>("deadlines/codes-of-unit", new { UnitId = unitId }, token)];

    private sealed record Lead
    {
        public string Code { get; init; } = "";

        public string UnitName { get; init; } = "";
    }
}
