using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;

namespace CamHa.Scheduler.Submissions;

/// <summary>A campaign's reporting calendar. Apart from <see cref="ReportingCalendar"/>, a rule that knows plain dates only.</summary>
public static class CampaignCalendar
{
    extension(ReportingCalendar)
    {
        public static ReportingCalendar Of(Campaign campaign, WorkingCalendar calendar, WeeklyTimes times) =>
            new(calendar, times, campaign.StartsOn, campaign.EndsOn);
    }
}
