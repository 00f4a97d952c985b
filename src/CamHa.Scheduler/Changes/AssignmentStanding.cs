using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.Changes;

/// <summary>An assignment with all that people change about it.</summary>
internal sealed record AssignmentStanding
{
    public required AssignmentRow Assignment { get; init; }

    public required IReadOnlyList<PartRow> Parts { get; init; }

    public required IReadOnlyList<ProgressRow> Progress { get; init; }

    public required IReadOnlyList<DoneReportRow> DoneReports { get; init; }

    public required IReadOnlyList<ExtensionRow> Extensions { get; init; }

    /// <summary>The names of the units by their codes, where they were read.</summary>
    public IReadOnlyDictionary<string, string> Names { get; init; } = new Dictionary<string, string>();

    /// <summary>Differs as soon as anybody has changed anything of it.</summary>
    public string Version => RowVersion.OfStanding(this);

    /// <summary>A unit's name, or its code where no names were read.</summary>
    public string NameOf(string unit) => Names.GetValueOrDefault(unit, unit);

    /// <summary>Reads one alone: a whole plan grows with every report of everybody.</summary>
    /// <param name="session">The database.</param>
    /// <param name="campaignId">The campaign's id.</param>
    /// <param name="code">The assignment's code, in the database's spelling.</param>
    /// <param name="token">Cancels the reading.</param>
    /// <returns>Null where there is none.</returns>
    public static async Task<AssignmentStanding?> ReadAsync(DatabaseSession session, int campaignId, string code, CancellationToken token)
    {
        var key = new { CampaignId = campaignId, Code = code };
        if (await session.SingleOrDefaultAsync<AssignmentRow>("changes/assignment", key, token) is not { } assignment)
            return null;
        var parts = await session.QueryAsync<Part>("changes/parts-of-assignment", key, token);
        return new()
        {
            Assignment = assignment,
            Parts = parts.ConvertAll(part => new PartRow { Assignment = assignment.Code, Unit = part.Unit, Part = part.Kind }),
            Progress = parts.ConvertAll(part => new ProgressRow
            {
                Assignment = assignment.Code,
                Unit = part.Unit,
                Progress = part.Progress,
                ProgressAt = part.ProgressAt,
                CompletedAt = part.CompletedAt,
            }),
            DoneReports =
            [
                .. from part in parts
                   where part.ReportedAt is not null
                   select new DoneReportRow
                   {
                       Assignment = assignment.Code,
                       Unit = part.Unit,
                       ReportedAt = part.ReportedAt!.Value,
                       ReportedBy = part.ReportedBy ?? "",
                       Text = part.Text ?? "",
                       ReturnedAt = part.ReturnedAt,
                       ReturnReason = part.ReturnReason ?? "",
                   },
            ],
            Extensions = await session.QueryAsync<ExtensionRow>("changes/extensions-of-assignment", key, token),
            Names = parts.ToDictionary(part => part.Unit, part => part.Name),
        };
    }

    /// <summary>The same out of a plan.</summary>
    public static AssignmentStanding Of(PlanData plan, AssignmentRow assignment) => new()
    {
        Assignment = assignment,
        Parts = plan.PartsOf(assignment),
        Progress = plan.Progress.FindAll(row => row.Assignment == assignment.Code),
        DoneReports = plan.DoneReports.FindAll(row => row.Assignment == assignment.Code),
        Extensions = plan.Extensions.FindAll(row => row.Assignment == assignment.Code),
    };

    private sealed record Part
    {
        public string Unit { get; init; } = "";

        public string Name { get; init; } = "";

        public PartKind Kind { get; init; }

        public string Progress { get; init; } = "";

        public DateTimeOffset? ProgressAt { get; init; }

        public DateTimeOffset? CompletedAt { get; init; }

        public DateTimeOffset? ReportedAt { get; init; }

        public string? ReportedBy { get; init; }

        public string? Text { get; init; }

        public DateTimeOffset? ReturnedAt { get; init; }

        public string? ReturnReason { get; init; }
    }
}
