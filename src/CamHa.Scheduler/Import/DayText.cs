using System.Globalization;
using System.Text.RegularExpressions;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Import;

/// <summary>Says what to write where no day is meant clearly.</summary>
internal static partial class DayText
{
    private static readonly string[] Brief = ["d/M/yy", "d-M-yy", "d.M.yy"];

    /// <summary>Reads a day; where it is none, says so, and what to write.</summary>
    public static (DateOnly? Day, string Fault) Read(string value) =>
        Vietnamese.TryReadDay(value, out var day) ? SensibleDays.Holds(day) ? (day, "") : (null, ValueWords.NotSensible(value))
        : value.Length == 0 ? (null, ValueWords.DayNeeded)
        : Vietnamese.NoSuchDay(value) is var (number, month) ? (null, ValueWords.NoSuchDay(value, number, month))
        : Instead(value) is var (what, instead) ? (null, ValueWords.DayInstead(value, what, instead))
        : (null, ValueWords.NoDay(value));

    /// <summary>What is said of a value that is no instant.</summary>
    public static string NoTime(string value) =>
        Vietnamese.NoSuchDay(MomentText.DayOf(value)) is var (number, month)
            ? ValueWords.NoSuchDay(value, number, month)
            : ValueWords.NoTime(value);

    /// <summary>What a value that is no day seems to be, and what to write; null where it seems nothing.</summary>
    public static (string What, string Instead)? Instead(string value)
    {
        var words = FoldKey.Of(value);
        if (Month().Match(words) is { Success: true } month && Number(month.Groups[1]) is >= 1 and <= 12 and var number)
            return (ValueWords.OnlyMonth, LastOf(month.Groups[2], number));
        if (Quarter().Match(words) is { Success: true } quarter)
            return (ValueWords.OnlyQuarter, LastOf(quarter.Groups[2], 3 * NumberOfQuarter(quarter.Groups[1].Value)));
        if (Year().Match(words) is { Success: true } year)
            return (ValueWords.OnlyYear, LastOf(year.Groups[1], 12));
        if (Always().IsMatch(words))
            return (ValueWords.NoEnd, ValueWords.EndOfTheCampaign);
        if (Serial().IsMatch(value))
        {
            var days = int.Parse(value.Split('.', ',')[0], CultureInfo.InvariantCulture);
            var day = new DateOnly(1899, 12, 30).AddDays(days);
            return SensibleDays.Holds(day) ? (ValueWords.SerialOfExcel, Language.Say(day)) : null;
        }

        if (DateOnly.TryParseExact(value, "M/d/yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var american))
            return (ValueWords.MonthFirst, Language.Say(american));
        return DateOnly.TryParseExact(value, Brief, CultureInfo.InvariantCulture, DateTimeStyles.None, out var brief)
            ? (ValueWords.BriefYear, Language.Say(brief))
            : WithoutYear().Match(words) is { Success: true } withoutYear
            ? (ValueWords.NoYear, ValueWords.WithYear($"{withoutYear.Groups[1]}/{withoutYear.Groups[2]}"))
            : null;
    }

    private static int? Number(Group group) =>
        int.TryParse(group.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static int NumberOfQuarter(string quarter) => quarter switch
    {
        "1" or "i" => 1,
        "2" or "ii" => 2,
        "3" or "iii" => 3,
        _ => 4,
    };

    private static string LastOf(Group year, int month) => Number(year) is { } known
        ? Language.Say(new DateOnly(known, month, DateTime.DaysInMonth(known, month)))
        : ValueWords.LastDay(new(2026, month, DateTime.DaysInMonth(2026, month)));

    [GeneratedRegex(@"^(?:het |cuoi |trong |truoc )*(?:thang |t\.?)?(\d{1,2})(?:[/.-]| nam | )?((?:19|20)\d\d)?$")]
    private static partial Regex Month();

    [GeneratedRegex(@"^(?:het |cuoi |trong |truoc )*(?:quy |q\.?)(iv|i{1,3}|[1-4])(?:[/.-]| nam | )?((?:19|20)\d\d)?$")]
    private static partial Regex Quarter();

    [GeneratedRegex(@"^(?:het |cuoi |trong |truoc )*(?:nam )?((?:19|20)\d\d)$")]
    private static partial Regex Year();

    [GeneratedRegex(@"^(thuong xuyen|lien tuc|hang|ca nam|dinh ky|khong( co)? (thoi )?han)")]
    private static partial Regex Always();

    [GeneratedRegex(@"^(?:truoc |het )*(?:ngay )?(\d{1,2})(?:[/.-]| thang )(\d{1,2})$")]
    private static partial Regex WithoutYear();

    [GeneratedRegex(@"^\d{5}([.,]\d+)?$")]
    private static partial Regex Serial();
}
