using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Deadlines;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.FridayReport.Snapshot;

/// <summary>
/// Reads where a campaign's active assignments stand, by due date and code. One whose due date is beyond reason is named
/// instead: it must not stop the report.
/// </summary>
internal static class AssignmentReader
{
    // A page; a text of any size may come from another program.
    private const int LongestProgress = 2000;

    public static async Task<(IReadOnlyList<AssignmentStatus> Assignments, IReadOnlyList<string> LeftOut)> ReadAsync(
        DatabaseSession session,
        Campaign campaign,
        LookMoment moment,
        EscalationLadder ladder,
        CampaignClock clock,
        CancellationToken token)
    {
        var key = new { CampaignId = campaign.Id, Now = moment.Now, Longest = LongestProgress + 1 };
        var rows = await session.QueryAsync<PartRow>("report/assignments", key, token);
        var kinds = await session.QueryAsync<KindRow>("report/kinds", new { CampaignId = campaign.Id }, token);
        var sizes = kinds.CountBy(unit => UnitNamesRule.KindOf(unit.Kind, unit.Code)).ToDictionary(StringComparer.Ordinal);
        var byCode = rows.GroupBy(row => row.Code).ToLookup(parts => SensibleDays.Holds(parts.First().DueOn));
        return (
            [.. byCode[true].Select(parts => StatusOf([.. parts], sizes, moment, ladder, clock))],
            [.. byCode[false].Select(parts => $"nhiệm vụ {parts.Key} (thời hạn {Vietnamese.Date(parts.First().DueOn)})")]);
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
        var isWaiting = !isDone && DoneRule.IsDone(parts.ConvertAll(part =>
            (part.IsLead ? PartKind.Lead : PartKind.Support, part.CompletedAt is not null || Waits(part))));
        var daysOverdue = isDone || isWaiting ? 0 : moment.Calendar.WorkingDaysAfter(assignment.DueOn, moment.Today);
        return new()
        {
            Code = assignment.Code,
            Title = assignment.Title,
            Target = $"{assignment.Target} {assignment.TargetUnit}".Trim(),
            Leads = Names(leads),
            OwingLeads = Names(leads.FindAll(part => part.CompletedAt is null && !Waits(part))),
            Supports = Names(parts.FindAll(part => !part.IsLead), [.. leads.Select(KindOf)]),
            DueOn = assignment.DueOn,
            State = isDone ? AssignmentState.Done
                : isWaiting ? AssignmentState.Waiting
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
                    Progress = (Waits(part) && part.ReportText.Length > 0 ? part.ReportText : part.Progress).Abbreviated(LongestProgress),
                    CompletedAt = part.CompletedAt is { } at ? clock.WallClock(at) : null,
                    ReportedAt = Waits(part) ? clock.WallClock(part.ReportedAt!.Value) : null,
                    ReportedBy = Waits(part) ? part.ReportedBy : "",
                    ReturnedAt = IsReturned(part) ? clock.WallClock(part.ReturnedAt!.Value) : null,
                    ReturnReason = IsReturned(part) ? part.ReturnReason : "",
                    AskedAt = Asks(part) ? clock.WallClock(part.AskedAt!.Value) : null,
                    AskedFor = Asks(part) ? part.AskedFor : null,
                    AskedReason = Asks(part) ? part.AskedReason.Abbreviated(LongestProgress) : "",
                }),
            ],
        };

        bool Waits(PartRow part) =>
            part.CompletedAt is null && DoneReportRule.Waits(part.ReportedAt, part.ReturnedAt, moment.Now);

        bool IsReturned(PartRow part) =>
            part.CompletedAt is null && DoneReportRule.IsReturned(part.ReturnedAt, moment.Now);

        bool Asks(PartRow part) => part.CompletedAt is null && part.AskedAt is not null;

        string Names(List<PartRow> of, params IReadOnlyList<string> others) =>
            UnitNamesRule.Decide([.. of.Select(part => (NameOf(part), part.IsUnitActive ? KindOf(part) : ""))], sizes, others);
    }

    private static string KindOf(PartRow part) => UnitNamesRule.KindOf(part.UnitKind, part.UnitCode);

    private static string NameOf(PartRow part) => part.IsUnitActive || !part.IsLead || part.CompletedAt is not null
        ? part.UnitName
        : $"{part.UnitName} (đã ngừng hoạt động)";

    private sealed record KindRow
    {
        public string Kind { get; init; } = "";

        public string Code { get; init; } = "";
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

        public DateTimeOffset? ReportedAt { get; init; }

        public DateTimeOffset? ReturnedAt { get; init; }

        public string ReturnReason { get; init; } = "";

        public string ReportedBy { get; init; } = "";

        public string ReportText { get; init; } = "";

        public DateTimeOffset? AskedAt { get; init; }

        public DateOnly? AskedFor { get; init; }

        public string AskedReason { get; init; } = "";
    }
}
