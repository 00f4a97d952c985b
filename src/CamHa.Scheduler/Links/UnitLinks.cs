using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Nodes;
using CamHa.Scheduler.Storage;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Links;

/// <summary>Finds, shows, revokes and renews the links by which units answer.</summary>
internal sealed class UnitLinks(
    Database database, LinkKey key, AddressProof proof, CloneGuard guard, IOptions<UnitLinkOptions> options, CampaignClock clock)
{
    private const string OfTheService = "camha";
    private const int AtOnce = 1000;

    private DateOnly Today => DateOnly.FromDateTime(clock.WallClock(clock.Now));

    /// <summary>Issues the links that units lack, for as long as the address is used.</summary>
    public Sweep Issue => new("issue links", TimeSpan.FromMinutes(5), IssueAsync);

    /// <summary>What a token opens; null where it opens nothing, or nothing any more.</summary>
    public async Task<OpenLink?> FindAsync(DatabaseSession session, string token, CancellationToken cancel)
    {
        var isMail = token.Length == LinkToken.LengthOfMail;
        var mail = isMail ? LinkToken.ReadMail(key.Read(), token) : null;
        // A token that is forged is looked for as well: it takes as long.
        var unit = isMail
            ? await session.SingleOrDefaultAsync<LinkedUnit>("links/unit", new { UnitId = mail?.UnitId ?? 0 }, cancel)
            : await session.SingleOrDefaultAsync<LinkedUnit>("links/by-token", new { TokenSha256 = LinkToken.HashOf(token) }, cancel);
        if (unit is null || await CampaignStore.FindAsync(session, unit.CampaignId, cancel) is not { } campaign)
            return null;
        if (mail is null)
            return !isMail && LinkRule.Holds(campaign.EndsOn, Today) ? new(campaign, unit, null) : null;
        return LinkRule.Holds(mail, campaign.EndsOn, Today)
            && !LinkRule.IsRevoked(await OfUnitAsync(session, unit.UnitId, cancel), mail.Generation)
            ? new(campaign, unit, mail.Week) : null;
    }

    /// <summary>The link of each unit of a campaign, by its id; those without one are left out.</summary>
    public async Task<IReadOnlyDictionary<int, string>> OfCampaignAsync(
        DatabaseSession session, Campaign campaign, CancellationToken cancel)
    {
        if (!options.Value.IsUsed || !LinkRule.Holds(campaign.EndsOn, Today))
            return new Dictionary<int, string>();
        return (await RowsAsync(session, campaign.Id, cancel))
            .Select(rows => (UnitId: rows.Key, Generation: LinkRule.Shown([.. rows], key.Id)))
            .Where(each => each.Generation is not null)
            .ToDictionary(
                each => each.UnitId,
                each => options.Value.Of(LinkToken.OfUnit(
                    key.Read(), new() { UnitId = each.UnitId, CampaignId = campaign.Id }, each.Generation!.Value)));
    }

    /// <summary>The link that a mail about a week carries; empty for none, as after the last day on which it opens anything.</summary>
    /// <remarks>Writes nothing.</remarks>
    public async Task<string> OfMailAsync(
        DatabaseSession session, Campaign campaign, int unitId, IsoWeek week, CancellationToken cancel)
    {
        if (!options.Value.IsUsed || !LinkRule.Holds(new(unitId, week, 0), campaign.EndsOn, Today)
            || !await proof.HoldsAsync(session, cancel))
            return "";
        var links = await session.OnceAsync((typeof(UnitLink), campaign.Id), () => RowsAsync(session, campaign.Id, cancel));
        return LinkRule.OfMail([.. links[unitId]]) is { } generation
            ? options.Value.Of(LinkToken.OfMail(key.Read(), new(unitId, week, generation))) : "";
    }

    /// <summary>A unit with its links.</summary>
    /// <exception cref="ChangeRefusedException">There is no such unit.</exception>
    public static async Task<(LinkedUnit Unit, IReadOnlyList<UnitLink> Links)> OneAsync(
        DatabaseSession session, int campaignId, string code, CancellationToken cancel)
    {
        var unit = await session.SingleOrDefaultAsync<LinkedUnit>(
            "links/unit-of-code", new { CampaignId = campaignId, Code = code }, cancel)
            ?? throw new ChangeRefusedException(ChangeWords.NoUnit(code, ""));
        return (unit, await OfUnitAsync(session, unit.UnitId, cancel));
    }

    /// <summary>Whether the links of a campaign's units hold today.</summary>
    public bool Holds(Campaign campaign) => LinkRule.Holds(campaign.EndsOn, Today);

    /// <summary>The link of a unit that holds; empty for none.</summary>
    public string Shown(LinkedUnit unit, IReadOnlyList<UnitLink> links) => LinkRule.Shown(links, key.Id) is { } generation
        ? options.Value.Of(LinkToken.OfUnit(key.Read(), unit, generation)) : "";

    /// <summary>The link of a unit, issued where it has none that the key at hand shows; empty where it was revoked.</summary>
    /// <exception cref="ChangeRefusedException">There is no such unit, or the campaign is over.</exception>
    public Task<string> ShowAsync(int campaignId, string code, CancellationToken cancel) => database.WorkAsync(
        async session =>
        {
            var campaign = await CampaignStore.OneAsync(session, campaignId, cancel);
            if (!LinkRule.Holds(campaign.EndsOn, Today))
                throw new ChangeRefusedException(LinkWords.CampaignIsOver(campaign.Code));
            var (unit, links) = await OneAsync(session, campaignId, code, cancel);
            if (LinkRule.Shown(links, key.Id) is null && LinkRule.OfMail(links) is { } last)
            {
                await InsertAsync(session, unit, last + 1, OfTheService, cancel);
                links = await OfUnitAsync(session, unit.UnitId, cancel);
            }

            return Shown(unit, links);
        },
        cancel);

    /// <summary>Revokes all links of a unit, with those in its mails, and gives it another where that is wanted.</summary>
    /// <param name="campaignId">The campaign.</param>
    /// <param name="code">The unit.</param>
    /// <param name="renews">Whether it gets another.</param>
    /// <param name="gesture">Who revokes it; a second one with the same key does nothing.</param>
    /// <param name="cancel">Cancels it.</param>
    /// <returns>The number in the record of changes.</returns>
    /// <exception cref="ChangeRefusedException">There is no such unit, or nothing to revoke.</exception>
    public Task<long> RevokeAsync(
        int campaignId, string code, bool renews, Gesture gesture, CancellationToken cancel) => database.WorkAsync(
        async session =>
        {
            if (await ChangeRecord.FindAsync(session, gesture.Key, cancel) is { } made)
                return made;
            var (unit, links) = await OneAsync(session, campaignId, code, cancel);
            var last = links.Count == 0 ? 0 : links[^1].Generation;
            var live = links.Where(each => each.RevokedAt is null).ToList();
            if (live.Count == 0 && !renews && links.Count > 0)
                throw new ChangeRefusedException(LinkWords.RevokedAlready(unit.Code));
            // Of a unit that had none its mails had one all the same.
            if (links.Count == 0)
                await InsertAsync(session, unit, last = 1, gesture.By, cancel);
            await session.ExecuteAsync(
                "links/revoke", new { unit.UnitId, RevokedAt = clock.Now, RevokedBy = gesture.By }, cancel);
            if (renews)
                await InsertAsync(session, unit, last + 1, gesture.By, cancel);
            var before = live.Count > 0 ? $"{live[^1].Generation}" : "";
            return await RecordAsync(session, unit, before, renews ? $"{last + 1}" : "", gesture, cancel);
        },
        cancel);

    private static async Task<IReadOnlyList<UnitLink>> OfUnitAsync(DatabaseSession session, int unitId, CancellationToken cancel) =>
        await session.QueryAsync<UnitLink>("links/of-unit", new { UnitId = unitId }, cancel);

    private static async Task<ILookup<int, UnitLink>> RowsAsync(DatabaseSession session, int campaignId, CancellationToken cancel) =>
        (await session.QueryAsync<UnitLink>("links/of-campaign", new { CampaignId = campaignId }, cancel)).ToLookup(each => each.UnitId);

    private Task<long> RecordAsync(
        DatabaseSession session, LinkedUnit unit, string before, string after, Gesture gesture, CancellationToken cancel) =>
        ChangeRecord.WriteAsync(
            session,
            unit.CampaignId,
            gesture,
            [new() { Thing = new(ThingKind.Unit, Unit: unit.Code), Field = ChangeEntry.Link, Before = before, After = after }],
            clock.Now,
            isApplied: true,
            cancel);

    private async Task<int> IssueAsync(CancellationToken cancel)
    {
        if (!options.Value.IsUsed || !await guard.IsArmedHereAsync(cancel))
            return 0;
        var keyId = key.Id;
        return await database.WorkAsync(
            async session =>
            {
                var wanted = await session.QueryAsync<Wanting>(
                    "links/without", new { KeyId = keyId, EndsOn = Today, Last = AtOnce }, cancel);
                foreach (var each in wanted)
                {
                    var unit = new LinkedUnit { UnitId = each.UnitId, CampaignId = each.CampaignId };
                    await InsertAsync(session, unit, each.Generation + 1, OfTheService, cancel);
                }

                return wanted.Count;
            },
            cancel);
    }

    private Task<int> InsertAsync(DatabaseSession session, LinkedUnit unit, int generation, string by, CancellationToken cancel) =>
        session.ExecuteAsync(
            "links/insert",
            new
            {
                unit.UnitId,
                Generation = generation,
                TokenSha256 = LinkToken.HashOf(LinkToken.OfUnit(key.Read(), unit, generation)),
                KeyId = key.Id,
                IssuedAt = clock.Now,
                IssuedBy = by,
            },
            cancel);

    private sealed record Wanting
    {
        public int UnitId { get; init; }

        public int CampaignId { get; init; }

        /// <summary>Its last; 0 where it never had one.</summary>
        public int Generation { get; init; }
    }
}

/// <summary>What a link opens.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Unit">The unit.</param>
/// <param name="Week">The week of the mail that it stood in; null of the unit's own, which opens the current one.</param>
internal sealed record OpenLink(Campaign Campaign, LinkedUnit Unit, IsoWeek? Week)
{
    /// <summary>What its gestures were read from, in the record of changes.</summary>
    public string Source => $"link {Unit.Code}";
}
