using System.Globalization;
using System.Text.RegularExpressions;
using CamHa.Scheduler.Inbox.Cutting;

namespace CamHa.Scheduler.Inbox.Saying;

/// <summary>Whether more time is asked for, and until when: "xin lùi hạn đến 15/7", "đề nghị gia hạn thêm 10 ngày".</summary>
internal static partial class ExtensionRule
{
    /// <returns>Without its assignment; null for none.</returns>
    public static Statement? Find(string clause, DateOnly? written)
    {
        var folded = Folded.Of(clause);
        var match = Asked().Match(folded);
        if (!match.Success || Denied().IsMatch(folded[..match.Index]))
            return null;
        var rest = clause[match.Index..];
        var more = More().Match(folded[match.Index..]);
        var day = DayInTextRule.Find(rest, written);
        return new()
        {
            What = StatementKind.Extension,
            Day = day,
            Number = day is null && more.Success ? int.Parse(more.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture) : null,
            Unit = day is null && more.Success ? rest.Substring(more.Groups[2].Index, more.Groups[2].Length) : null,
        };
    }

    /// <summary>The due date that is asked for; null where it is not said.</summary>
    /// <param name="asked">What is asked.</param>
    /// <param name="due">The due date as it is: "thêm 10 ngày" counts from it.</param>
    public static DateOnly? Until(Statement asked, DateOnly due) =>
        asked.Day is { } day ? day
        : asked.Number is not { } number || asked.Unit is not { } unit ? null
        : Folded.Of(unit) switch
        {
            "tuan" or "weeks" => due.AddDays(7 * (int)number),
            "thang" => due.AddMonths((int)number),
            _ => due.AddDays((int)number),
        };

    [GeneratedRegex(@"\b(?:lui|gian|doi|rut|keo dai|hoan|chuyen) (?:lai )?(?:thoi )?(?:han|thoi gian|ngay)\b|\bgia han\b|"
        + @"\bxin (?:them|lui|hoan|khat)\b|\blui (?:den|toi|sang|lai)\b|\bthem (?:thoi gian|thoi han|\d{1,2} (?:ngay|tuan|thang))\b|"
        + @"\bmore time\b|\bextension\b|\bextend\b")]
    private static partial Regex Asked();

    [GeneratedRegex(@"\b(?:khong|ko|chua|dung) (?:\w+ ){0,3}$|\bda duoc $")]
    private static partial Regex Denied();

    [GeneratedRegex(@"\b(\d{1,3}) (ngay|tuan|thang|days|weeks)\b")]
    private static partial Regex More();
}
