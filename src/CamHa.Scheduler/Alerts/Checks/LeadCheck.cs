using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Deadlines;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Alerts.Checks;

/// <summary>Checks whether every assignment is led by a unit that is in use; of the others only the specialist is told.</summary>
public sealed class LeadCheck(IOptions<DeadlineOptions> deadlines) : ICheck
{
    private const string Remedy = "Giao nhiệm vụ cho đơn vị khác trong assignments.csv, hoặc cho đơn vị hoạt động lại trong units.csv, "
        + "rồi gõ: camha import THƯ-MỤC";

    public async Task<IReadOnlyList<Finding>> FindAsync(CheckRound round, CancellationToken token)
    {
        var findings = new List<Finding>();
        foreach (var campaigns in round.Data?.InBatches ?? [])
        {
            var led = await round.Data!.Session.QueryAsync<InactiveLead>(
                "deadlines/inactive-leads",
                new { FirstCampaign = campaigns[0].Id, LastCampaign = campaigns[^1].Id, round.Now },
                token);
            findings.AddRange(
                from own in led.GroupBy(each => each.CampaignId)
                join campaign in campaigns on own.Key equals campaign.Id
                select Of(campaign, [.. own], round.Today));
        }

        return findings;
    }

    private Finding Of(Campaign campaign, List<InactiveLead> led, DateOnly today)
    {
        var list = string.Join("; ", led.Select(each => $"{each.Code} ({each.UnitName})"));
        var title = $"Đơn vị chủ trì đã ngừng hoạt động, không ai được nhắc phần việc của đơn vị đó: {list}";
        return new(
            "leads",
            true,
            $"{campaign.Code}: {list}: the unit that leads is not active, so nobody is reminded of its part and only the "
                + "specialist is told. Give the assignment to another unit in assignments.csv, or make the unit active again in units.csv",
            IsWarning: true)
        {
            InVietnamese = $"{campaign.Code}: {title}. {Remedy}.",
            // Once a campaign owes nothing any more, nobody is reminded in any case.
            Problem = campaign.EndsOn.AddDays(deadlines.Value.KeepDaysAfterEnd) < today
                ? null
                : new($"leads/{campaign.Code}", title, Remedy)
                {
                    CampaignId = campaign.Id,
                    RepeatDays = 7,
                },
        };
    }

    private sealed record InactiveLead
    {
        public int CampaignId { get; init; }

        public string Code { get; init; } = "";

        public string UnitName { get; init; } = "";
    }
}
