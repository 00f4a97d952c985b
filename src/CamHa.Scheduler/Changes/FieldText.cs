using System.Globalization;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Changes;

/// <summary>How the value of a field is read.</summary>
internal enum FieldKind
{
    Text,
    Choice,
    Flag,
    Day,
    Instant,
}

/// <summary>
/// Values as the record of changes keeps them: in one form, whatever the language, so that they can be compared and put back.
/// </summary>
internal static class FieldText
{
    public const string Day = "yyyy-MM-dd";

    /// <summary>To the millisecond, as both databases keep it.</summary>
    public const string Instant = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public static string Of(bool flag) => flag ? "1" : "0";

    public static string Of(DateOnly day) => day.ToString(Day, CultureInfo.InvariantCulture);

    public static string Of(DateOnly? day) => day is { } known ? Of(known) : "";

    public static string Of(DateTimeOffset? at) => at?.UtcDateTime.ToString(Instant, CultureInfo.InvariantCulture) ?? "";

    public static string Of(Enum choice) => choice.ToString().ToLowerInvariant();

    public static bool FlagOf(string text) => text == "1";

    public static DateOnly DayOf(string text) => DateOnly.ParseExact(text, Day, CultureInfo.InvariantCulture);

    public static DateTimeOffset? InstantOf(string text) => text.Length == 0 ? null : DateTimeOffset.ParseExact(
        text, Instant, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    public static T ChoiceOf<T>(string text)
        where T : struct, Enum => Enum.Parse<T>(text, ignoreCase: true);

    /// <summary>A value as people are shown it.</summary>
    public static string Say(FieldKind kind, string value, CampaignClock clock) => value.Length == 0 ? "" : kind switch
    {
        FieldKind.Day => Language.Say(DayOf(value)),
        FieldKind.Instant => clock.Say(InstantOf(value)!.Value),
        _ => value,
    };
}
