using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Deadlines;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Submissions;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.FridayReport.Snapshot;

/// <summary>Gathers a report's content within the caller's transaction, so that all its figures are of one moment.</summary>
public sealed class ReportGatherer(IOptions<DeadlineOptions> deadlines, IOptions<LetterheadOptions> letterhead, CampaignClock clock)
{
    // Several hundred pages.
    private const int MostText = 2_000_000;
    private const int TextsOfUnit = 4;
    private const string Elsewhere = "đã rút gọn; toàn văn trong báo cáo của đơn vị";

    public async Task<ReportSnapshot> GatherAsync(
        DatabaseSession session,
        Campaign campaign,
        LookMoment moment,
        ReportIssue issue,
        CancellationToken token)
    {
        var week = issue.Week;
        var previous = await ReportStore.BeforeAsync(session, campaign.Id, week.Week, token);
        var last = await ReportStore.LastAsync(session, campaign.Id, token);
        var submissions = await SubmissionStore.SubmissionsAsync(session, campaign.Id, "", week.Week.ToString(), moment.Now, token);
        var odd = submissions.FindAll(IsOdd);
        var (own, earlier) = Split(submissions.Except(odd), week, last?.AsOf);
        var units = await UnitsAsync(session, campaign, moment, week, own, token);
        var ladder = deadlines.Value.Steps.Ladder;
        var (assignments, withoutDay) = await AssignmentReader.ReadAsync(session, campaign, moment, ladder, clock, token);
        var committee = await session.QueryAsync<string>("report/committee", new { CampaignId = campaign.Id }, token);
        var label = WeekLabel.Of(week);
        // A supplement is a document of its own.
        var draft = issue.Revision == 1 ? await ReportDrafts.FindAsync(session, campaign.Id, week.Week, token) : null;
        var mails = new MailHistory(session, campaign.Id, last?.AsOf ?? campaign.WatchedSince);
        return new()
        {
            Version = ReportSnapshot.CurrentVersion,
            Letterhead = letterhead.Value.LetterheadOf(campaign.Place, committee.FirstOrDefault() ?? ""),
            Number = draft?.Number ?? "",
            Introduction = draft?.Introduction ?? "",
            CampaignCode = campaign.Code,
            CampaignName = campaign.Name,
            Place = campaign.Place,
            SubjectTag = campaign.SubjectTag,
            Week = week.Week.ToString(),
            WeekName = label.Name,
            Dates = label.Dates,
            Revision = issue.Revision,
            CutOff = week.CutOff,
            DueAt = issue.DueAt,
            AsOf = moment.WallClock,
            PreviousAsOf = last is null ? null : clock.WallClock(last.AsOf),
            MissedWeeks = issue.MissedWeeks,
            LeftOut = [.. withoutDay, .. odd.Select(each => $"báo cáo của {each.UnitName} (tuần “{each.Week}”)")],
            Units = units,
            Notes = Bounded(Latest(own.Where(submission => !submission.OwesWeekly), SubmissionState.OnTime)),
            LateForEarlier = Bounded(Latest(earlier, SubmissionState.Late)),
            Assignments = assignments,
            Changes = ReportChangesRule.Decide(previous, units, assignments),
            Audit = await mails.AuditAsync(token),
            Weeks = [.. previous?.WeeksWithOwn ?? [], WeekFigures.Of(week.Week.ToString(), units)],
            Mails = await mails.ReadAsync(clock, token),
            Files = await FileReader.ReadAsync(session, campaign.Id, [.. own, .. earlier], moment, clock, token),
        };
    }

    // Another program may leave anything in its tables.
    private static bool IsOdd(Submission submission) =>
        !IsoWeek.TryParse(submission.Week, out _) || !SensibleDays.Holds(submission.SubmittedAt);

    private static (List<Submission> Own, List<Submission> Earlier) Split(
        IEnumerable<Submission> submissions,
        ReportingWeek week,
        DateTimeOffset? lastAsOf)
    {
        var byWeek = submissions.ToLookup(submission => week.Covers(IsoWeek.Parse(submission.Week)));
        return ([.. byWeek[true]], [.. byWeek[false].Where(submission => submission.SubmittedAt > lastAsOf)]);
    }

    private async Task<IReadOnlyList<UnitReport>> UnitsAsync(
        DatabaseSession session,
        Campaign campaign,
        LookMoment moment,
        ReportingWeek week,
        List<Submission> own,
        CancellationToken token)
    {
        var standing = await SubmissionStore.StandingAsync(session, campaign.Id, week, moment.Now, clock, token);
        var byUnit = own.ToLookup(submission => submission.UnitId);
        return Bounded(
            standing.Select(unit => Latest(byUnit[unit.UnitId], unit.Standing.State).FirstOrDefault() ?? new UnitReport
            {
                Code = unit.Code,
                Name = unit.Name,
                State = unit.Standing.State,
                Week = week.Week.ToString(),
                ExemptionReason = unit.ExemptionReason ?? "",
            }));
    }

    // However much is in the database, the report can be written and read.
    private static IReadOnlyList<UnitReport> Bounded(IEnumerable<UnitReport> reports)
    {
        var all = reports.Select(unit => Cut(unit, SubmissionStore.LongestText)).ToList();
        return all.Sum(Length) <= MostText ? all : all.ConvertAll(unit => Cut(unit, MostText / (TextsOfUnit * all.Count)));
    }

    private static UnitReport Cut(UnitReport unit, int longest) => unit with
    {
        Results = Cut(unit.Results, longest),
        Difficulties = Cut(unit.Difficulties, longest),
        Proposals = Cut(unit.Proposals, longest),
        NextWeek = Cut(unit.NextWeek, longest),
    };

    private static string Cut(string text, int longest) =>
        text.Length <= longest ? text : $"{text.Abbreviated(longest)} ({Elsewhere})";

    private static long Length(UnitReport unit) =>
        (long)unit.Results.Length + unit.Difficulties.Length + unit.Proposals.Length + unit.NextWeek.Length;

    // A correction replaces what it corrects, so that a unit counts once a week.
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
            Channel = last.Channel,
            SpokenBy = last.SpokenBy,
            IsNothing = last.IsNothing,
        };
}
