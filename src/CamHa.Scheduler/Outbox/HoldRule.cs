using System.Globalization;

namespace CamHa.Scheduler.Outbox;

/// <summary>
/// Which runs wait for a person. Only reminders ever do: a report is owed at a minute and goes to the committee alone, and an
/// alert is what tells of the rest.
/// </summary>
public static class HoldRule
{
    /// <summary>The least floor of the brake: fewer mails than this surprise nobody.</summary>
    public const int LeastFloor = 10;

    /// <summary>Whether mails of this kind may be held at all.</summary>
    public static bool Concerns(NoticeKind kind) => kind is NoticeKind.Deadline or NoticeKind.Reminder;

    /// <summary>Whether the mails wait because nobody has said go for their campaign yet.</summary>
    public static bool IsFirst(NoticeKind kind, DateTimeOffset? releasedAt) => releasedAt is null && Concerns(kind);

    /// <summary>Up to how many mails a run of one campaign is never held by the brake.</summary>
    /// <param name="setting">What <c>Outbox:BrakeFloor</c> says; 0 to follow the campaign's size.</param>
    /// <param name="addresses">How many addresses the campaign has: a usual run has no more than one mail for each.</param>
    public static int Floor(int setting, int addresses) => setting > 0 ? setting : Math.Max(addresses, LeastFloor);

    /// <summary>Whether a run is far larger than usual.</summary>
    /// <param name="count">Its mails for one campaign.</param>
    /// <param name="floor">See <see cref="Floor"/>.</param>
    /// <param name="usual">The largest run of late.</param>
    /// <param name="factor">How many times that is far larger.</param>
    public static bool IsFarLarger(int count, int floor, long usual, double factor) => count > floor && count > usual * factor;

    /// <summary>
    /// Puts the notices of a later day into the digest that is held already, so that a unit gets one digest when somebody says
    /// go, however many days that takes.
    /// </summary>
    /// <param name="mailings">What is owed now.</param>
    /// <param name="held">The keys of the mails that are held.</param>
    public static IReadOnlyList<Mailing> Joined(IReadOnlyList<Mailing> mailings, IEnumerable<string> held)
    {
        var byStem = held.DistinctBy(Stem).ToDictionary(Stem);
        return [.. mailings.Select(Join)];

        Mailing Join(Mailing mailing) =>
            mailing.Kind == NoticeKind.Deadline && byStem.GetValueOrDefault(Stem(mailing.MessageKey)) is { } same
                ? mailing with { MessageKey = same, LookDay = DayOf(same) }
                : mailing;
    }

    /// <summary>A digest's key without the day, with which it ends.</summary>
    internal static string Stem(string key) => key[..(key.LastIndexOf('/') + 1)];

    private static DateOnly DayOf(string key) =>
        DateOnly.ParseExact(key[(key.LastIndexOf('/') + 1)..], "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
