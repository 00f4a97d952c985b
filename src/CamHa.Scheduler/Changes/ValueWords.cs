using System.Globalization;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Changes;

/// <summary>What an import says of a value by itself. It is shown as the file has it; what to write instead follows.</summary>
internal static class ValueWords
{
    public static string Needed => Language.Say(
        "ô này không được để trống.",
        "this must not be empty.");

    public static string DayNeeded => Language.Say(
        "ô này phải có ngày, như 30/06/2026.",
        "this needs a date, such as 2026-06-30.");

    public static string OnlyMonth => Language.Say("chỉ có tháng", "has only a month");

    public static string OnlyQuarter => Language.Say("chỉ có quý", "has only a quarter");

    public static string OnlyYear => Language.Say("chỉ có năm", "has only a year");

    public static string NoEnd => Language.Say("không có ngày hạn", "has no due date");

    public static string SerialOfExcel => Language.Say("là ngày đã bị Excel đổi thành số", "is a date that Excel turned into a number");

    public static string MonthFirst => Language.Say("có tháng đứng trước ngày", "has the month before the day");

    public static string BriefYear => Language.Say("thiếu hai chữ số của năm", "lacks two digits of the year");

    public static string NoYear => Language.Say("thiếu năm", "lacks the year");

    public static string WithYear(string day) => Language.Say($"cả năm, như {day}/2026", $"it too, as in {day}/2026");

    public static string NoSuchDay(string value, int day, int month) => Language.Say(
        $"“{value}”: tháng {month} không có ngày {day}.",
        $"'{value}': month {month} has no day {day}.");

    public static string EndOfTheCampaign => Language.Say(
        "ngày kết thúc kế hoạch, và ghi “thường xuyên” vào cột note",
        "the campaign's last day, and 'thường xuyên' into the column note");

    public static string LastDay(DateOnly example) => Language.Say(
        $"ngày cuối cùng có cả năm, như {Language.Say(example)}",
        $"its last day with the year, such as {Language.Say(example)}");

    public static string Twice(string value, int line) => Language.Say(
        $"“{value}” đã có ở dòng {line}; chỉ giữ một dòng.",
        $"'{value}' is in line {line} already; keep one of them.");

    public static string TooLong(int length, int longest) => Language.Say(
        $"dài {length} ký tự, nhiều nhất là {longest}; rút ngắn lại.",
        $"it has {length} characters of {longest} at most; shorten it.");

    public static string NoCode(string value) => Language.Say(
        $"“{value}” không phải là mã; mã chỉ gồm chữ không dấu, chữ số, “-”, “_” và “.”, như BPT-TT.",
        $"'{value}' is no code; a code has letters without diacritics, digits, '-', '_' and '.', as in BPT-TT.");

    public static string NumberForCode(string value) => Language.Say(
        $"“{value}” là mã đã bị Excel đổi thành số; định dạng cột là Text rồi ghi lại mã.",
        $"'{value}' is a code that Excel turned into a number; format the column as Text and write the code again.");

    public static string ZeroLost(string value, string known) => Language.Say(
        $"“{value}” đã mất số 0 ở đầu, có phải là {known}? Excel bỏ các số 0; định dạng cột là Text rồi ghi lại.",
        $"'{value}' has lost a 0 in front; did you mean {known}? Excel drops it; format the column as Text and write it again.");

    public static string NoFlag(string value) => Language.Say(
        $"“{value}” không phải là 1 (có) hoặc 0 (không).",
        $"'{value}' is neither 1 (yes) nor 0 (no).");

    public static string NotOneOf(string value, IEnumerable<string> names) => Language.Say(
        $"“{value}” không phải là một trong: {string.Join(", ", names)}.",
        $"'{value}' is none of these: {string.Join(", ", names)}.");

    public static string NoDay(string value) => Language.Say(
        $"“{value}” không phải là ngày; viết 30/06/2026 hoặc 2026-06-30.",
        $"'{value}' is no date; write 30/06/2026 or 2026-06-30.");

    public static string DayInstead(string value, string what, string instead) => Language.Say(
        $"“{value}” {what}; viết {instead}.",
        $"'{value}' {what}; write {instead}.");

    public static string NotSensible(string value) => Language.Say(
        $"“{value}” không hợp lý; ngày phải từ {Language.Say(SensibleDays.First)} đến {Language.Say(SensibleDays.Last)}.",
        $"'{value}' cannot be meant; write a date from {Language.Say(SensibleDays.First)} to {Language.Say(SensibleDays.Last)}.");

    public static string NoTime(string value) => Language.Say(
        $"“{value}” không phải là thời điểm; viết 17/06/2026 10:42 hoặc 2026-06-17T10:42:00+07:00.",
        $"'{value}' is no time; write 17/06/2026 10:42 or 2026-06-17T10:42:00+07:00.",
        $"“{value}” không phải là ngày giờ; viết như 17/6/2026 10:42, hoặc chỉ 10:42 nếu là hôm nay.");

    public static string Future(string value, DateTime now) => Language.Say(
        $"“{value}” là lúc chưa tới (bây giờ là {now.ToString("HH:mm dd/MM/yyyy", CultureInfo.InvariantCulture)}); ghi lúc đã xảy ra.",
        $"'{value}' is yet to come (it is {Language.Say(now)} now); write when it happened.");

    public static string TodayWithoutTime(string value) => Language.Say(
        $"“{value}” là hôm nay; ghi cả giờ nhận được, như {value} 10:42.",
        $"'{value}' is today; add the time at which it came, as in {value} 10:42.");

    public static string NoWeek(string value) => Language.Say(
        $"“{value}” không phải là tuần; viết 24/2026, hoặc 2026-W24.",
        $"'{value}' is no week; write 2026-W24.");

    public static string NoAddress(string value) => Language.Say(
        $"“{value}” không phải là địa chỉ thư; viết như van-thu@camha.example.",
        $"'{value}' is no mail address; write one as in van-thu@camha.example.");

    public static string NoAddressYet(string value) => Language.Say(
        $"“{value}” không phải là địa chỉ thư; chưa có địa chỉ thì xóa dòng này.",
        $"'{value}' is no mail address; while there is none, delete this line.");

    public static string SeveralAddresses(int count) => Language.Say(
        $"ô có {count} địa chỉ; mỗi địa chỉ ghi một dòng.",
        $"there are {count} addresses; write one a line.");

    public static string PhoneWithoutZero(string value, string instead) => Language.Say(
        $"“{value}” thiếu số 0 ở đầu, Excel bỏ mất; ghi {instead} trong cột định dạng là Text.",
        $"'{value}' lacks the 0 in front, which Excel drops; write {instead} in a column formatted as Text.");
}
