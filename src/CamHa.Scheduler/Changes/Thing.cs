using System.Globalization;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Changes;

/// <summary>What can change.</summary>
public enum ThingKind
{
    Campaign,
    Unit,
    Contact,

    /// <summary>An address that gets no more mail, because a server knows nobody there.</summary>
    ClosedAddress,
    Assignment,

    /// <summary>A unit's part in an assignment.</summary>
    Part,

    /// <summary>What a unit has said of its part, and when it was done.</summary>
    Progress,

    /// <summary>What a unit has reported done, while nobody has confirmed it.</summary>
    DoneReport,

    /// <summary>More time that a unit has asked for.</summary>
    Extension,
    Submission,
    Exemption,

    /// <summary>A day of the calendar, which all campaigns share.</summary>
    Day,
}

/// <summary>What a change is about, by its codes.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Assignment">The assignment's code; empty for none.</param>
/// <param name="Unit">The unit's code; empty for none.</param>
/// <param name="Item">
/// What tells it from others of the unit: an address, a week, an instant, a week and an instant; or a campaign or a day.
/// </param>
public readonly record struct Thing(ThingKind Kind, string Assignment = "", string Unit = "", string Item = "")
{
    /// <summary>What a row is found by, among those of its kind.</summary>
    public string Key => (Assignment, Unit, Item) switch
    {
        (_, "", "") => Assignment,
        ("", _, "") => Unit,
        _ => string.Join(' ', new[] { Assignment, Unit, Item }.Where(part => part.Length > 0)),
    };

    internal int HashOfSame => HashCode.Combine(Hash(Assignment), Hash(Unit), Hash(Item));

    /// <summary>Whether another of its kind is found by the same, in any case.</summary>
    internal bool IsSame(Thing other) => IsSame(Assignment, other.Assignment) && IsSame(Unit, other.Unit) && IsSame(Item, other.Item);

    private static bool IsSame(string left, string right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);

    private static int Hash(string text) => text.GetHashCode(StringComparison.OrdinalIgnoreCase);

    /// <summary>It, as people are shown it: days and instants as commands print them.</summary>
    public string Say(CampaignClock clock)
    {
        if (Kind == ThingKind.Assignment)
            return Key;
        var isDay = Kind == ThingKind.Day;
        return string.Join(' ', Key.Split(' ').Select(word => DateTimeOffset.TryParseExact(
            word, FieldText.Instant, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? clock.Say(at)
            : isDay ? Language.Say(FieldText.DayOf(word))
            : word));
    }
}
