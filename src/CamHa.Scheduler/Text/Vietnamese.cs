using System.Globalization;
using System.Text.RegularExpressions;

namespace CamHa.Scheduler.Text;

/// <summary>Days and times as Vietnamese mails write them.</summary>
public static partial class Vietnamese
{
    private static readonly string[] Weekdays =
        ["Chủ nhật", "thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy"];

    private static readonly string[] Written = ["yyyy-MM-dd", "d/M/yyyy", "d-M-yyyy", "d.M.yyyy", "yyyy/M/d"];

    // Whoever writes more has written more than a day.
    private const int LongestDay = 60;

    // A day that Excel shows with its time.
    private static readonly string[] Midnights = ["' 0:00'", "' 00:00'", "' 0:00:00'", "' 00:00:00'", "'T00:00:00'"];

    private static readonly string[] AllWritten =
        [.. Written, .. Written.SelectMany(format => Midnights.Select(midnight => format + midnight))];

    /// <summary>
    /// Reads a day as people and Excel write it: <c>31/03/2027</c>, <c>31-3-2027</c>, <c>2027-03-31</c>, <c>thứ Tư, ngày 31 tháng 3
    /// năm 2027</c>.
    /// </summary>
    public static bool TryReadDay(string text, out DateOnly day)
    {
        var isRead = DateTime.TryParseExact(text, AllWritten, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time);
        day = DateOnly.FromDateTime(time);
        if (isRead || text.Length is 0 or > LongestDay)
            return isRead;
        var spoken = Spoken().Replace(FoldKey.Of(text), "$1/$2/$3");
        return spoken != text
            && DateOnly.TryParseExact(spoken, "d/M/yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
    }

    /// <summary>The numbers of a day that is written out and that no month has, such as <c>31/02/2026</c>.</summary>
    public static (int Day, int Month)? NoSuchDay(string text)
    {
        if (text.Length > LongestDay)
            return null;
        var (day, month) = Spoken().Match(FoldKey.Of(text)) is { Success: true } spoken ? (spoken.Groups[1], spoken.Groups[2])
            : Iso().Match(text) is { Success: true } iso ? (iso.Groups[2], iso.Groups[1])
            : (null, null);
        return day is not null && Number(day) is > 28 and <= 31 and var number && Number(month!) is >= 1 and <= 12 and var of
            ? (number, of)
            : null;
    }

    private static int Number(Group group) => int.Parse(group.Value, CultureInfo.InvariantCulture);

    /// <summary><c>17/6</c></summary>
    public static string DayMonth(DateOnly day) => Format(day, "d/M");

    /// <summary>The same beside another day, with the year where theirs differ.</summary>
    public static string DayMonth(DateOnly day, DateOnly beside) => day.Year == beside.Year ? DayMonth(day) : Date(day);

    /// <summary><c>17/6/2022</c></summary>
    public static string Date(DateOnly day) => Format(day, "d/M/yyyy");

    /// <summary>
    /// <c>07/6/2022</c>: in official documents days below ten and the first two months have a leading zero, so that no digit
    /// can be added in front.
    /// </summary>
    public static string OfficialDate(DateOnly day) => Format(day, day.Month < 3 ? "dd/MM/yyyy" : "dd/M/yyyy");

    /// <summary><c>07/6</c></summary>
    public static string OfficialDayMonth(DateOnly day) => Format(day, day.Month < 3 ? "dd/MM" : "dd/M");

    /// <summary><c>16h30 thứ Sáu, 07/6/2022</c></summary>
    public static string OfficialMoment(DateTime time)
    {
        var day = DateOnly.FromDateTime(time);
        return $"{Time(time)} {Weekdays[(int)day.DayOfWeek]}, {OfficialDate(day)}";
    }

    /// <summary><c>thứ Sáu, 17/6/2022</c></summary>
    public static string WithWeekday(DateOnly day) => $"{Weekdays[(int)day.DayOfWeek]}, {Date(day)}";

    /// <summary><c>16h30</c></summary>
    public static string Time(DateTime time) => time.ToString("HH'h'mm", CultureInfo.InvariantCulture);

    /// <summary><c>16h30 thứ Sáu, 17/6/2022</c></summary>
    public static string Moment(DateTime time) => $"{Time(time)} {WithWeekday(DateOnly.FromDateTime(time))}";

    /// <summary><c>13–19/6</c>, or <c>27/6–3/7</c> across months.</summary>
    public static string Span(DateOnly from, DateOnly to) => from.Month == to.Month && from.Year == to.Year
        ? $"{from.Day}–{DayMonth(to)}"
        : $"{DayMonth(from)}–{DayMonth(to)}";

    // Folded: “ngày 20 tháng 12 năm 2026”, “thứ Sáu, 20/12/2026”, “20 - 12 - 2026”
    [GeneratedRegex(
        @"^(?:(?:thu (?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat|cn|t[2-7]),? ?)?(?:ngay:? )?(\d{1,2})(?: ?[/.-] ?| (?:thang )?)(\d{1,2})"
        + @"(?: ?[/.-] ?| (?:nam )?)(\d{4})\.?$")]
    private static partial Regex Spoken();

    [GeneratedRegex(@"^\d{4}[/-](\d{1,2})[/-](\d{1,2})$")]
    private static partial Regex Iso();

    private static string Format(DateOnly day, string format) => day.ToString(format, CultureInfo.InvariantCulture);
}
