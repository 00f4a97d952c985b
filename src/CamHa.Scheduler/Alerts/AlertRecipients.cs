using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Storage;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Alerts;

/// <summary>Decides who is told of a problem, and as whose mail.</summary>
public sealed class AlertRecipients(IOptions<AlertOptions> options)
{
    /// <summary>
    /// The campaign that carries what concerns the whole installation: the one that runs, or else the last that ran; null if
    /// there is no campaign.
    /// </summary>
    public static Campaign? Carrier(IReadOnlyList<Campaign> campaigns, DateOnly today) =>
        campaigns.MaxBy(campaign => (campaign.StartsOn <= today && campaign.EndsOn >= today, campaign.EndsOn));

    /// <summary>The campaign whose mail tells of a problem: the problem's own, unless Alerts:To names who is told.</summary>
    /// <param name="campaignId">The problem's campaign; null if it concerns the whole installation.</param>
    /// <param name="campaigns">All campaigns.</param>
    /// <param name="carrier">The campaign that carries everything else.</param>
    public Campaign Of(int? campaignId, IReadOnlyList<Campaign> campaigns, Campaign carrier) =>
        options.Value.Recipients.Count > 0 ? carrier : campaigns.FirstOrDefault(campaign => campaign.Id == campaignId) ?? carrier;

    /// <summary>The addresses in Alerts:To, or else the campaign's specialists.</summary>
    public async Task<IReadOnlyList<Addressee>> OfAsync(DatabaseSession session, Campaign campaign, CancellationToken token)
    {
        if (options.Value.Recipients is { Count: > 0 } named)
            return [.. named.Select(address => new Addressee(address, "", RecipientRole.To))];
        var book = await CampaignStore.AddressBookAsync(session, campaign.Id, token);
        List<Addressee> specialists = [.. book.Specialists.Select(contact => contact.As(RecipientRole.To))];
        // That the specialist has no address is itself a problem, and somebody else has to be told of it.
        return specialists.Count > 0 ? specialists : [.. book.Report.Where(to => to.Role == RecipientRole.To)];
    }
}
