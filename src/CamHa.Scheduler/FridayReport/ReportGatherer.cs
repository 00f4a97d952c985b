using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Deadlines;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Submissions;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.FridayReport;

/// <summary>Gathers what a report knows, in the session's transaction.</summary>
public sealed class ReportGatherer(IOptions<DeadlineOptions> deadlines, IOptions<ReportOptions> options, CampaignClock clock)
{
    public async Task<ReportSnapshot> GatherAsync(
        DatabaseSession session, Campaign campaign, LookMoment moment, ReportingWeek week, int revision, IReadOnlyList<string> missedWeeks, CancellationToken token)
    {
        var previous = await ReportStore.BeforeAsync(session, campaign.Id, week.Week, token);
        var last = await ReportStore.LastAsync(session, campaign.Id, token);
        var sent = await SubmissionStore.SubmissionsAsync(session, campaign.Id, "", week.Week.ToString(), moment.Now, token);
        var (own, earlier) = Split(sent, week, last?.AsOf);
        var units = await UnitsAsync(session, campaign, moment, week, own, token);
        var assignments = await AssignmentsAsync(session, campaign, moment, token);
        var label = WeekLabel.Of(week);
        var since = last?.AsOf ?? campaign.WatchedSince;
        return new()
        {
            Version = ReportSnapshot.CurrentVersion,
            Letterhead = options.Value.LetterheadOf(campaign.Place),
            CampaignCode = campaign.Code,
            CampaignName = campaign.Name,
            Place = campaign.Place,
            SubjectTag = campaign.SubjectTag,
            Week = week.Week.ToString(),
            WeekName = label.Name,
            Dates = label.Dates,
            Revision = revision,
            CutOff = week.CutOff,
            DueAt = revision == 1 ? week.ReportAt : week.SupplementAt,
            AsOf = moment.WallClock,
            PreviousAsOf = last is null ? null : clock.WallClock(last.AsOf),
            MissedWeeks = missedWeeks,
            Units = units,
            Notes = [.. Latest(own.Where(submission => !submission.OwesWeekly), SubmissionState.OnTime)],
            LateForEarlier = [.. Latest(earlier, SubmissionState.Late)],
            Assignments = assignments,
            Changes = ReportChangesRule.Decide(previous, units, assignments),
            Audit = await AuditAsync(session, campaign, since, token),
            Weeks = [.. previous?.WeeksWithOwn ?? [], WeekFigures.Of(week.Week.ToString(), units)],
            Mails = await MailsAsync(session, campaign, since, token),
        };
    }

    private static (List<Submission> Own, List<Submission> Earlier) Split(List<Submission> sent, ReportingWeek week, DateTimeOffset? lastAsOf)
    {
        var byWeek = sent.ToLookup(submission => week.Covers(IsoWeek.Parse(submission.Week)));
        return ([.. byWeek[true]], [.. byWeek[false].Where(submission => submission.SubmittedAt > lastAsOf)]);
    }

    private async Task<IReadOnlyList<UnitReport>> UnitsAsync(
        DatabaseSession session, Campaign campaign, LookMoment moment, ReportingWeek week, List<Submission> own, CancellationToken token)
    {
        var standing = await SubmissionStore.StandingAsync(session, campaign.Id, week, moment.Now, clock, token);
        var byUnit = own.ToLookup(submission => submission.UnitId);
        return
        [
            .. standing.Select(unit => Latest(byUnit[unit.UnitId], unit.Standing.State).FirstOrDefault() ?? new UnitReport
            {
                Code = unit.Code,
                Name = unit.Name,
                State = unit.Standing.State,
                Week = week.Week.ToString(),
                ExemptionReason = unit.ExemptionReason ?? "",
            }),
        ];
    }

    // A correction takes the place of what it corrects, and counts once.
    private IEnumerable<UnitReport> Latest(IEnumerable<Submission> submissions, SubmissionState state) =>
        from submission in submissions
        group submission by (submission.UnitId, submission.Week) into revisions
        let last = revisions.MaxBy(submission => submission.SubmittedAt)!
        let before = revisions.Where(submission => submission != last).MaxBy(submission => submission.SubmittedAt)
        select new UnitReport
        {
            Code = last.UnitCode,
            Name = last.UnitName,
            State = state,
            Week = last.Week,
            SubmittedAt = clock.WallClock(last.SubmittedAt),
            ReplacesThatOf = before is null ? null : clock.WallClock(before.SubmittedAt),
            Results = last.Results,
            Difficulties = last.Difficulties,
            Proposals = last.Proposals,
            NextWeek = last.NextWeek,
        };

    private async Task<IReadOnlyList<AssignmentStatus>> AssignmentsAsync(
        DatabaseSession session, Campaign campaign, LookMoment moment, CancellationToken token)
    {
        var ladder = deadlines.Value.Steps.Ladder;
        var rows = await session.QueryAsync<AssignmentRow>("report/assignments", new { CampaignId = campaign.Id, Now = moment.Now }, token);
        return
        [
            .. from row in rows
               group row by row.Code into assignment
               let first = assignment.First()
               let leads = assignment.Where(part => part.IsLead).ToList()
               let isDone = leads.Count > 0 && leads.All(part => part.CompletedAt is not null)
               let overdue = isDone ? 0 : moment.Calendar.WorkingDaysAfter(first.DueOn, moment.Today)
               select new AssignmentStatus
               {
                   Code = first.Code,
                   Title = first.Title,
                   Target = $"{first.Target} {first.TargetUnit}".Trim(),
                   Leads = string.Join("; ", leads.Select(part => part.UnitName)),
                   DueOn = first.DueOn,
                   State = isDone ? AssignmentState.Done : first.DueOn < moment.Today ? AssignmentState.Overdue : AssignmentState.OnTrack,
                   DaysOverdue = overdue,
                   IsEscalated = ladder.At(overdue) == EscalationLevel.Specialist,
                   Parts =
                   [
                       .. assignment.Select(part => new AssignmentPart
                       {
                           UnitCode = part.UnitCode,
                           UnitName = part.UnitName,
                           IsLead = part.IsLead,
                           Progress = part.Progress,
                           CompletedAt = part.CompletedAt is { } at ? clock.WallClock(at) : null,
                       }),
                   ],
               },
        ];
    }

    private static async Task<ReportAudit> AuditAsync(DatabaseSession session, Campaign campaign, DateTimeOffset since, CancellationToken token)
    {
        var parameters = new { CampaignId = campaign.Id, Since = since };
        var counts = (await session.QueryAsync<StateCount>("report/audit", parameters, token)).ToDictionary(row => row.State, row => row.Messages);
        return new()
        {
            Sent = Count("Sent"),
            Waiting = Count("Pending") + Count("Sending"),
            Failed = Count("Dead"),
            Suppressed = Count("Suppressed"),
            Expired = Count("Expired"),
            Held = Count("Held"),
            UnitsWithoutAddress = await session.QueryAsync<string>("report/units-without-address", new { FirstCampaign = campaign.Id, LastCampaign = campaign.Id }, token),
        };

        int Count(string state) => counts.GetValueOrDefault(state);
    }

    private async Task<IReadOnlyList<MailRecord>> MailsAsync(DatabaseSession session, Campaign campaign, DateTimeOffset since, CancellationToken token) =>
    [
        .. from row in await session.QueryAsync<MailRow>("report/mails", new { CampaignId = campaign.Id, Since = since }, token)
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

    private sealed record AssignmentRow
    {
        public string Code { get; init; } = "";

        public string Title { get; init; } = "";

        public string Target { get; init; } = "";

        public string TargetUnit { get; init; } = "";

        public DateOnly DueOn { get; init; }

        public string UnitCode { get; init; } = "";

        public string UnitName { get; init; } = "";

        public bool IsLead { get; init; }

        public string Progress { get; init; } = "";

        public DateTimeOffset? CompletedAt { get; init; }
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

    private sealed record StateCount
    {
        public string State { get; init; } = "";

        public int Messages { get; init; }
    }
}
