using System.Globalization;

namespace CamHa.Scheduler.Text;

/// <summary>Days and times as Vietnamese mails write them.</summary>
public static class Vietnamese
{
    private static readonly string[] Weekdays =
        ["Chủ nhật", "thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy"];

    private static readonly string[] Written = ["yyyy-MM-dd", "d/M/yyyy", "d-M-yyyy", "d.M.yyyy", "yyyy/M/d"];

    // A day that Excel shows with its time.
    private static readonly string[] Midnights = ["' 0:00'", "' 00:00'", "' 0:00:00'", "' 00:00:00'", "'T00:00:00'"];

    private static readonly string[] AllWritten =
        [.. Written, .. Written.SelectMany(format => Midnights.Select(midnight => format + midnight))];

    /// <summary>Reads a day as people and Excel write it: <c>31/03/2027</c>, <c>31-3-2027</c>, <c>2027-03-31</c>.</summary>
    public static bool TryReadDay(string text, out DateOnly day)
    {
        var isRead = DateTime.TryParseExact(text, AllWritten, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time);
        day = DateOnly.FromDateTime(time);
        return isRead;
    }

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

    private static string Format(DateOnly day, string format) => day.ToString(format, CultureInfo.InvariantCulture);
}
