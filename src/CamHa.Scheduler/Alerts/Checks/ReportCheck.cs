using System.Globalization;
using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Deadlines;
using CamHa.Scheduler.FridayReport;
using CamHa.Scheduler.FridayReport.Snapshot;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Submissions;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Alerts.Checks;

/// <summary>
/// Checks whether the last report that was due has left, to at least one of its recipients, and whether one waits to be approved.
/// </summary>
public sealed class ReportCheck(
    IOptions<AlertOptions> options,
    IOptions<WeeklyOptions> weekly,
    IOptions<DeadlineOptions> deadlines,
    IOptions<ReportOptions> report,
    CampaignClock clock)
    : ICheck
{
    private readonly WeeklyTimes _times = weekly.Value.Times;

    // The last week whose report has left, by campaign: the database is asked until then, and not every few minutes after it.
    private readonly Dictionary<int, IsoWeek> _sent = [];

    public async Task<IReadOnlyList<Finding>> FindAsync(CheckRound round, CancellationToken token)
    {
        var findings = new List<Finding>();
        foreach (var campaign in round.Data?.Campaigns ?? [])
        {
            // Nobody waits for a report of a campaign that ended long ago.
            if (campaign.EndsOn.AddDays(deadlines.Value.KeepDaysAfterEnd) < round.Today)
                continue;
            var weeks = ReportingCalendar.Of(campaign, round.Data!.Calendar, _times);
            if (weeks.LastDue(round.WallClock) is not { } week)
                continue;
            var leavesAt = ReportRule.LeavesAt(week, report.Value.Approval, isApproved: false);
            if (round.WallClock < leavesAt && !await ReportDrafts.IsApprovedAsync(round.Data.Session, campaign.Id, week.Week, token))
                findings.Add(Waiting(campaign, week, leavesAt));
            else if (await IsMissingAsync(campaign, week, leavesAt, round, token))
                findings.Add(Missing(campaign, week));
        }

        return findings;
    }

    private async Task<bool> IsMissingAsync(
        Campaign campaign, ReportingWeek week, DateTime leavesAt, CheckRound round, CancellationToken token)
    {
        if (leavesAt.AddMinutes(options.Value.ReportGraceMinutes) > round.WallClock
            || week.ReportAt < clock.WallClock(campaign.WatchedSince)
            || IsSent(campaign, week))
            return false;
        var key = new { CampaignId = campaign.Id, Week = $"{week.Week}" };
        var states = await round.Data!.Session.QueryAsync<string>("alerts/report-states", key, token);
        if (!states.Contains(nameof(OutboxState.Sent)))
            return true;
        lock (_sent)
            _sent[campaign.Id] = week.Week;
        return false;
    }

    private bool IsSent(Campaign campaign, ReportingWeek week)
    {
        lock (_sent)
            return _sent.TryGetValue(campaign.Id, out var sent) && sent == week.Week;
    }

    private Finding Waiting(Campaign campaign, ReportingWeek week, DateTime leavesAt) => new(
        "report approval",
        true,
        $"{campaign.Code}: the report of {week.Week} waits to be approved on the page; it leaves by itself at {leavesAt:HH:mm}",
        IsWarning: true)
    {
        InVietnamese = $"{campaign.Code}: báo cáo tổng hợp {WeekLabel.Of(week).Name} đang chờ duyệt",
        Problem = new(
            $"approval/{campaign.Code}/{week.Week}",
            $"Báo cáo tổng hợp {WeekLabel.Of(week).Name} đang chờ duyệt",
            "Xem và duyệt trên trang của kế hoạch, mục Xem trước báo cáo tiếp theo. "
                + $"Không ai duyệt thì báo cáo tự gửi lúc {Vietnamese.Moment(leavesAt)}")
        {
            CampaignId = campaign.Id,
            Since = clock.Instant(week.ReportAt),
            TellsOver = false,
            Page = string.Create(CultureInfo.InvariantCulture, $"/campaigns/{campaign.Id}/report"),
        },
    };

    private Finding Missing(Campaign campaign, ReportingWeek week) =>
        new(
            "report",
            false,
            $"{campaign.Code}: the report of {week.Week} was due at {week.ReportAt:yyyy-MM-dd HH:mm} and has not left; "
            + "see 'camha status', then 'camha send-now report'")
        {
            Problem = new(
                ProblemLines.ReportKey + $"{campaign.Code}/{week.Week}",
                $"Báo cáo tổng hợp {WeekLabel.Of(week).Name} chưa gửi được (giờ gửi: {Vietnamese.Moment(week.ReportAt)})",
                "Xem lý do: camha status. Gửi ngay: camha send-now report")
            {
                CampaignId = campaign.Id,
                Since = clock.Instant(week.ReportAt),
                StopsMails = true,
            },
        };
}
