using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Deadlines;
using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.FridayReport.Snapshot;

/// <summary>Reads where a campaign's active assignments stand, by due date and code.</summary>
internal static class AssignmentReader
{
    public static async Task<IReadOnlyList<AssignmentStatus>> ReadAsync(
        DatabaseSession session,
        Campaign campaign,
        LookMoment moment,
        EscalationLadder ladder,
        CampaignClock clock,
        CancellationToken token)
    {
        var rows = await session.QueryAsync<PartRow>("report/assignments", new { CampaignId = campaign.Id, Now = moment.Now }, token);
        var kinds = await session.QueryAsync<KindRow>("report/kinds", new { CampaignId = campaign.Id }, token);
        var sizes = kinds.ToDictionary(kind => kind.Kind, kind => kind.Units, StringComparer.Ordinal);
        return [.. rows.GroupBy(row => row.Code).Select(parts => StatusOf([.. parts], sizes, moment, ladder, clock))];
    }

    private static AssignmentStatus StatusOf(
        List<PartRow> parts,
        Dictionary<string, int> sizes,
        LookMoment moment,
        EscalationLadder ladder,
        CampaignClock clock)
    {
        var assignment = parts[0];
        var leads = parts.FindAll(part => part.IsLead);
        var isDone = DoneRule.IsDone(
            parts.ConvertAll(part => (part.IsLead ? PartKind.Lead : PartKind.Support, part.CompletedAt is not null)));
        var daysOverdue = isDone ? 0 : moment.Calendar.WorkingDaysAfter(assignment.DueOn, moment.Today);
        return new()
        {
            Code = assignment.Code,
            Title = assignment.Title,
            Target = $"{assignment.Target} {assignment.TargetUnit}".Trim(),
            Leads = Names(leads),
            Supports = Names(parts.FindAll(part => !part.IsLead), [.. leads.Select(part => part.UnitKind)]),
            DueOn = assignment.DueOn,
            State = isDone ? AssignmentState.Done
                : assignment.DueOn < moment.Today ? AssignmentState.Overdue
                : AssignmentState.OnTrack,
            DaysOverdue = daysOverdue,
            IsEscalated = ladder.At(daysOverdue) == EscalationLevel.Specialist,
            Parts =
            [
                .. parts.Select(part => new AssignmentPart
                {
                    UnitCode = part.UnitCode,
                    UnitName = part.UnitName,
                    IsLead = part.IsLead,
                    Progress = part.Progress,
                    CompletedAt = part.CompletedAt is { } at ? clock.WallClock(at) : null,
                }),
            ],
        };

        string Names(List<PartRow> of, params IReadOnlyList<string> others) =>
            UnitNamesRule.Decide([.. of.Select(part => (NameOf(part), part.IsUnitActive ? part.UnitKind : ""))], sizes, others);
    }

    private static string NameOf(PartRow part) => part.IsUnitActive || !part.IsLead || part.CompletedAt is not null
        ? part.UnitName
        : $"{part.UnitName} (đã ngừng hoạt động)";

    private sealed record KindRow
    {
        public string Kind { get; init; } = "";

        public int Units { get; init; }
    }

    private sealed record PartRow
    {
        public string Code { get; init; } = "";

        public string Title { get; init; } = "";

        public string Target { get; init; } = "";

        public string TargetUnit { get; init; } = "";

        public DateOnly DueOn { get; init; }

        public string UnitCode { get; init; } = "";

        public string UnitName { get; init; } = "";

        public bool IsUnitActive { get; init; }

        public string UnitKind { get; init; } = "";

        public bool IsLead { get; init; }

        public string Progress { get; init; } = "";

        public DateTimeOffset? CompletedAt { get; init; }
    }
}
