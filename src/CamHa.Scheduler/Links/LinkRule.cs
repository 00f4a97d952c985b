using CamHa.Scheduler.Clock;

namespace CamHa.Scheduler.Links;

/// <summary>Which links of a unit hold.</summary>
internal static class LinkRule
{
    /// <summary>For so many days after its week a mail's link holds.</summary>
    public const int DaysOfMail = 14;

    /// <summary>The one that is shown; null where none holds that the key at hand can show.</summary>
    /// <param name="links">The unit's, in the order of their generations.</param>
    /// <param name="keyId">The key at hand.</param>
    public static int? Shown(IReadOnlyList<UnitLink> links, string keyId) =>
        links.LastOrDefault(each => each.RevokedAt is null && each.KeyId == keyId)?.Generation;

    /// <summary>The generation that a mail's link carries; null where the unit's was revoked and not renewed.</summary>
    public static int? OfMail(IReadOnlyList<UnitLink> links) => links.Count == 0 ? 0
        : links[^1].RevokedAt is null ? links[^1].Generation : null;

    /// <summary>Whether a mail's link was revoked with its unit's.</summary>
    public static bool IsRevoked(IReadOnlyList<UnitLink> links, int generation) =>
        links.Any(each => each.RevokedAt is not null && each.Generation >= generation);

    /// <summary>Whether a unit's link holds on a day: until the week is over in which the campaign ends.</summary>
    public static bool Holds(DateOnly endsOn, DateOnly today) => today <= IsoWeek.Of(endsOn).Sunday;

    /// <summary>Whether a mail's link holds on a day.</summary>
    public static bool Holds(MailLink mail, DateOnly endsOn, DateOnly today) =>
        today <= mail.Week.Sunday.AddDays(DaysOfMail) && Holds(endsOn.AddDays(DaysOfMail), today);
}
