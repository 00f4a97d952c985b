using System.Globalization;
using System.Text.RegularExpressions;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Import.Layouts;

/// <summary>
/// Which day a text such as “trước 30/6”, “Quý II” or “Thường xuyên” stands for. Of a span of time it is the last day, and what ends
/// after the campaign ends with it. A day that is written out whole is taken as it is.
/// </summary>
internal static partial class DueTextRule
{
    private const int Longest = 200;

    private static readonly string[] WithTime = ["d/M/yyyy H:mm", "d/M/yyyy H:mm:ss"];

    private static readonly string[] Months =
        ["gieng", "hai", "ba", "tu", "nam", "sau", "bay", "tam", "chin", "muoi", "muoi mot", "muoi hai"];

    /// <param name="text">As the cell has it.</param>
    /// <param name="start">The campaign's first day.</param>
    /// <param name="end">Its last.</param>
    /// <returns>Null where it cannot be understood.</returns>
    public static DueReading? Decide(string text, DateOnly start, DateOnly end) =>
        Read(text, start, end) is { } reading ? Within(reading, start, end) : null;

    /// <summary>A reading that is sure only within the campaign: no assignment is due outside of it.</summary>
    public static DueReading Within(DueReading reading, DateOnly start, DateOnly end) => reading.Day >= start && reading.Day <= end
        ? reading
        : reading with
        {
            IsSure = false,
            IsOffered = false,
            How = new(
                $"ngoài thời gian của kế hoạch, {start:dd/MM/yyyy} - {end:dd/MM/yyyy}",
                $"outside the campaign, {start:yyyy-MM-dd} to {end:yyyy-MM-dd}"),
        };

    private static DueReading? Read(string text, DateOnly start, DateOnly end)
    {
        if (text.Length > Longest || end < start)
            return null;
        var folded = Dashes().Replace(FoldKey.Of(text), "-").Trim(' ', '.', ';', ',', ':', '-');
        if (folded.Length == 0)
            return null;
        if (Always().IsMatch(folded))
        {
            return new(end, new("suốt kế hoạch", "all through the campaign"))
            {
                Note = folded == "thuong xuyen" ? "thường xuyên" : $"thường xuyên ({CleanText.OneLine(text).Trim(' ', '.', ';')})",
            };
        }

        var before = BeforeWords().IsMatch(folded);
        var bare = Hour().Replace(Lead().Replace(Hour().Replace(folded, ""), ""), "").Trim();
        return Written(bare, start, end) ?? Span(bare, start, end, before) ?? List(bare, start, end);
    }

    /// <summary>Whether a text is about time, for telling a column by its contents.</summary>
    public static bool IsTime(string text, DateOnly start, DateOnly end) => Decide(text, start, end) is not null;

    // “30/6”, “30/6/2022”, “30-6-22”, “ngày 30 tháng 6 năm 2022”
    private static DueReading? Written(string text, DateOnly start, DateOnly end)
    {
        if (Vietnamese.TryReadDay(text, out var whole))
            return Day(whole);
        if (DateTime.TryParseExact(text, WithTime, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            return Day(DateOnly.FromDateTime(time));
        if (DayMonth().Match(text) is not { Success: true } match)
            return American(text);
        var (day, month) = (Number(match, "day"), Number(match, "month"));
        if (Year(match) is { } year)
            return At(year, month, day) is { } exact ? Day(exact) : Last(year, month, day, start) ?? American(text);
        if (Nearest(month, day, start, end) is { } near)
        {
            return new(near, new($"năm {near.Year} theo kế hoạch", $"of {near.Year}, as the campaign"))
            {
                IsSure = near >= start && near <= end && !(At(near.Year + 1, month, day) <= end),
            };
        }

        return Last(start.Year, month, day, start);
    }

    // “6/30/2022”
    private static DueReading? American(string text) =>
        DateOnly.TryParseExact(text, "M/d/yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? new(day, new("tháng đứng trước ngày?", "the month before the day?")) { IsSure = false }
            : null;

    // “31/6” can only mean the month's last.
    private static DueReading? Last(int year, int month, int day, DateOnly start) =>
        month is >= 1 and <= 12 && day is > 28 and <= 31
            ? new(EndOf(year == 0 ? start.Year : year, month), new($"tháng {month} không có ngày {day}", $"month {month} has no day {day}"))
            {
                IsSure = false,
            }
            : null;

    // “Tháng 6”, “Quý II”, “6 tháng đầu năm”, “Cuối năm”
    private static DueReading? Span(string text, DateOnly start, DateOnly end, bool isBefore)
    {
        if (MonthOf().Match(text) is { Success: true } month && NumberOf(month.Groups["month"].Value) is >= 1 and <= 12 and var number)
        {
            var year = Year(month) ?? YearOf(number, start, end);
            // Before a month begins, or before it ends.
            var last = isBefore ? new DateOnly(year, number, 1).AddDays(-1) : EndOf(year, number);
            var part = month.Groups["part"].Value;
            if (part.StartsWith("dau", StringComparison.Ordinal) || part.StartsWith("giua", StringComparison.Ordinal))
                last = new(year, number, part.StartsWith("dau", StringComparison.Ordinal) ? 10 : 20);
            return Ending(last, new(year, number, 1), start, end) with
            {
                IsSure = !isBefore && last == EndOf(year, number) && IsOnly(year, month, number, end),
            };
        }

        if (QuarterOf().Match(text) is { Success: true } quarter)
        {
            var ends = 3 * Quarter(quarter.Groups["quarter"].Value);
            var year = Year(quarter) ?? YearOf(ends, start, end);
            var first = new DateOnly(year, ends - 2, 1);
            return Ending(isBefore ? first.AddDays(-1) : EndOf(year, ends), first, start, end) with
            {
                IsSure = !isBefore && IsOnly(year, quarter, ends, end),
            };
        }

        if (WeekOf().Match(text) is { Success: true } week && Number(week, "month") is >= 1 and <= 12 and var ofMonth)
        {
            var (year, days) = (Year(week) ?? YearOf(ofMonth, start, end), 7 * Number(week, "week"));
            var day = new DateOnly(year, ofMonth, Math.Min(days, DateTime.DaysInMonth(year, ofMonth)));
            return new(day, new($"ngày {days - 6} đến {day.Day}?", $"days {days - 6} to {day.Day}?")) { IsSure = false };
        }

        if (PartOfYear().Match(text) is { Success: true } part2)
        {
            var months = part2.Groups["months"].Success ? Number(part2, "months") : 0;
            var ends = part2.Groups["end"].Success || months is < 1 or > 12 ? 12 : months;
            if (part2.Groups["middle"].Success)
                ends = 6;
            var year = Year(part2) ?? YearOf(ends, start, end);
            return Ending(EndOf(year, ends), new(year, 1, 1), start, end) with { IsSure = IsOnly(year, part2, ends, end) };
        }

        return null;
    }

    // “01/6 - 30/6”, “15-30/6”, “tháng 5, 6”, “quý II-III”: the last counts. Of several days apart a person decides.
    private static DueReading? List(string text, DateOnly start, DateOnly end)
    {
        var parts = Separators().Split(text).Where(part => part.Length > 0).ToList();
        if (parts.Count == 1)
            parts = [.. text.Split('-', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
        if (parts.Count is < 2 or > 12)
            return null;
        var last = Lead().Replace(parts[^1], "").Trim();
        var noun = text.StartsWith("quy", StringComparison.Ordinal) ? "quy "
            : text.StartsWith("thang", StringComparison.Ordinal) ? "thang "
            : "";
        var reading = Written(last, start, end) ?? Span(last, start, end, isBefore: false)
            ?? (noun.Length > 0 ? Span(noun + last, start, end, isBefore: false) : null);
        if (reading is null)
            return null;
        // What comes before has to be about time too: “Nghị quyết 15, tháng 6” is something else.
        var others = parts[..^1].TrueForAll(part => Lead().Replace(part, "").Trim() is var each
            && (PlainNumber().IsMatch(each) || Written(each, start, end) is not null || Span(each, start, end, isBefore: false) is not null
                || (noun.Length > 0 && Span(noun + each, start, end, isBefore: false) is not null)));
        if (!others)
            return null;
        var isSpan = noun.Length > 0 || (parts.Count == 2 && Joins().IsMatch(text));
        return reading with
        {
            IsSure = reading.IsSure && isSpan,
            How = isSpan
                ? new("ngày cuối của khoảng", "the last day of the span")
                : new("ngày cuối trong các ngày", "the last of the days"),
        };
    }

    private static DueReading Day(DateOnly day) => new(day, new("đúng ngày", "the day itself"));

    private static DueReading Ending(DateOnly last, DateOnly first, DateOnly start, DateOnly end) =>
        last > end && first <= end && end > start
        ? new(end, new("ngày cuối, trùng ngày kết thúc kế hoạch", "its last day, cut to the campaign's"))
        : new(last, new("ngày cuối", "its last day"));

    // The year that holds the month, where the text has none.
    private static int YearOf(int month, DateOnly start, DateOnly end)
    {
        for (var year = start.Year; year <= end.Year; year++)
        {
            if (EndOf(year, month) >= start)
                return year;
        }

        return end.Year;
    }

    // Whether the campaign holds no other month of that name.
    private static bool IsOnly(int year, Match match, int month, DateOnly end) =>
        Year(match) is not null || new DateOnly(year + 1, month, 1) > end;

    // Of the days of that name, the first that lies within, or the nearest.
    private static DateOnly? Nearest(int month, int day, DateOnly start, DateOnly end)
    {
        var days = Enumerable.Range(start.Year - 1, end.Year - start.Year + 3)
            .Select(year => At(year, month, day)).OfType<DateOnly>().ToList();
        if (days.Count == 0)
            return null;
        var within = days.Where(each => each >= start && each <= end).ToList();
        if (within.Count > 0)
            return within[0];
        // Of the campaign's own years, so that the fault names a day that somebody can have meant.
        var own = days.Where(each => each.Year == start.Year || each.Year == end.Year).ToList();
        return (own.Count > 0 ? own : days).MinBy(each => Math.Min(
            Math.Abs(each.DayNumber - start.DayNumber), Math.Abs(each.DayNumber - end.DayNumber)));
    }

    private static DateOnly? At(int year, int month, int day) =>
        year is >= 1900 and <= 2999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new(year, month, day)
            : null;

    private static DateOnly EndOf(int year, int month) => new(year, month, DateTime.DaysInMonth(year, month));

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    private static int? Year(Match match) => match.Groups["year"] is not { Success: true } group ? null
        : int.Parse(group.ValueSpan, CultureInfo.InvariantCulture) is var year && year < 100 ? 2000 + year : year;

    private static int NumberOf(string month) =>
        int.TryParse(month, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : month is "mot" ? 1
        : month is "chap" ? 12
        : Array.IndexOf(Months, month) + 1;

    private static int Quarter(string quarter) => quarter switch
    {
        "1" or "i" or "mot" => 1,
        "2" or "ii" or "hai" => 2,
        "3" or "iii" or "ba" => 3,
        _ => 4,
    };

    // “8h00 ngày 15/12”, “sáng 15/12”, “15/12 8h”
    [GeneratedRegex(
        @"^(?:(?:luc )?\d{1,2} ?(?:h|g|gio) ?(?:\d{1,2})?(?: ?phut)?,? |(?:sang|trua|chieu|toi) )+(?=\S)"
        + @"|[ ,]+(?:luc )?\d{1,2} ?(?:h|g|gio) ?(?:\d{1,2})?(?: ?phut)?$|[ ,]+(?:sang|trua|chieu|toi)$")]
    private static partial Regex Hour();

    // “Tuần 2 tháng 12”
    [GeneratedRegex(
        @"^tuan (?:thu )?(?<week>[1-4])[ ,/]+(?:cua )?(?:thang |t\.?)(?<month>\d{1,2})"
        + @"(?:(?:\s*[/.-]\s*|\s+nam\s+)(?<year>(?:19|20)\d\d))?$")]
    private static partial Regex WeekOf();

    [GeneratedRegex("[–—−]|~")]
    private static partial Regex Dashes();

    [GeneratedRegex(
        @"^((thuc hien )?(thuong xuyen|lien tuc|xuyen suot|suot nam|quanh nam|ca nam|dinh ky)|hang (tuan|thang|quy|ngay|nam)|trong suot)"
        + @"|\bthuong xuyen\b")]
    private static partial Regex Always();

    // Before a span of time, not before a day, whose own day still counts.
    [GeneratedRegex(@"^(hoan thanh |xong )?truoc (thang|quy|t\.?\d|q\.?[ivx\d])")]
    private static partial Regex BeforeWords();

    [GeneratedRegex(
        @"^(?:(?:phai |se )?(?:hoan thanh|xong|ket thuc|thuc hien|bao cao|cham nhat|thoi han|han chot|han|truoc|den het|den|toi|het|tu"
        + @"|trong|la|vao|ngay|khoang|du kien|muon nhat)[ :]+)+(?=\S)")]
    private static partial Regex Lead();

    [GeneratedRegex(
        @"^(?<day>\d{1,2})(?:\s*[/.-]\s*|\s+thang\s+)(?<month>\d{1,2})(?:(?:\s*[/.-]\s*|\s+nam\s+)(?<year>(?:19|20)\d\d|\d\d))?$")]
    private static partial Regex DayMonth();

    [GeneratedRegex(
        @"^(?<part>(?:cuoi|dau|giua) )?(?:thang |t\.?\s?)(?<month>\d{1,2}|gieng|mot|hai|ba|tu|nam|sau|bay|tam|chin|muoi mot|muoi hai|muoi"
        + @"|chap)(?:(?:\s*[/.-]\s*|\s+nam\s+|\s+)(?<year>(?:19|20)\d\d))?$|^(?<month>\d{1,2})\s*[/.-]\s*(?<year>(?:19|20)\d\d)$")]
    private static partial Regex MonthOf();

    [GeneratedRegex(
        @"^(?:cuoi )?(?:quy |q\.?\s?)(?<quarter>iv|i{1,3}|[1-4]|mot|hai|ba|bon|tu)"
        + @"(?:(?:\s*[/.-]\s*|\s+nam\s+|\s+)(?<year>(?:19|20)\d\d))?$")]
    private static partial Regex QuarterOf();

    [GeneratedRegex(
        @"^(?:(?<months>\d{1,2}) thang dau nam|(?<months>[69]) thang|(?<end>\d{1,2} thang cuoi nam)|(?<middle>giua nam)|(?:cuoi )?nam)"
        + @"(?:\s+(?:nam )?(?<year>(?:19|20)\d\d))?$|^(?<year>(?:19|20)\d\d)$")]
    private static partial Regex PartOfYear();

    [GeneratedRegex(@"\s+-\s+|\s*[;,+&]\s*|\s+(?:den|toi|va)\s+")]
    private static partial Regex Separators();

    [GeneratedRegex(@"-|\b(den|toi)\b")]
    private static partial Regex Joins();

    [GeneratedRegex(@"^\d{1,2}$")]
    private static partial Regex PlainNumber();
}
