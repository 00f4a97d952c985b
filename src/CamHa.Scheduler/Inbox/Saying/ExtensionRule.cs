using System.Globalization;
using System.Text.RegularExpressions;
using CamHa.Scheduler.Inbox.Cutting;

namespace CamHa.Scheduler.Inbox.Saying;

/// <summary>
/// Whether more time is asked for, and until when: "xin lùi hạn đến 15/7", "đề nghị gia hạn thêm 10 ngày". That it has been granted, or
/// asked for before, asks for nothing; a person reads it.
/// </summary>
internal static partial class ExtensionRule
{
    // In their order; what is not among them is no number here.
    private static readonly string[] Numbers = ["mot", "hai", "ba", "bon", "muoi", "one", "two", "three"];
    private static readonly int[] Values = [1, 2, 3, 4, 10, 1, 2, 3];

    // Other words of the same letters: "đợi ngày", "đội", "hoàn", "gian".
    private static readonly HashSet<string> Verbs =
        ["lùi", "giãn", "dời", "đổi", "rút", "kéo dài", "hoãn", "chuyển", "dãn", "khất"];

    /// <returns>Without its assignment; null for none.</returns>
    public static Statement? Find(string clause, DateOnly? written)
    {
        var folded = Folded.Of(clause);
        var match = Asked().Matches(folded).FirstOrDefault(each => IsMeant(clause, each));
        if (match is null || Denied().IsMatch(folded[..match.Index]))
            return null;
        if (IsToldOf(folded, match))
            return new() { What = StatementKind.Unsure };
        var (day, impossible) = Until(clause, folded, match.Index, written);
        var more = day is null && impossible is null ? More().Match(folded, match.Index) : Match.Empty;
        var asked = new Statement { What = StatementKind.Extension, Day = day, Impossible = impossible };
        if (!more.Success)
            return asked;
        asked = asked with
        {
            Number = Number(more.Groups["number"].Value),
            Unit = clause.Substring(more.Groups["unit"].Index, more.Groups["unit"].Length),
        };
        // "Thêm 10 ngày kể từ 20/6".
        return From(clause, folded, match.Index, written) is { } from
            ? new() { What = StatementKind.Extension, Day = Until(asked, from) }
            : asked;
    }

    /// <summary>The due date that is asked for; null where it is not said.</summary>
    /// <param name="asked">What is asked.</param>
    /// <param name="due">The due date as it is: "thêm 10 ngày" counts from it.</param>
    public static DateOnly? Until(Statement asked, DateOnly due) =>
        asked.Day is { } day ? day
        : asked.Number is not { } number || asked.Unit is not { } unit ? null
        : Folded.Of(unit)[0] switch
        {
            't' when Folded.Of(unit) == "thang" => due.AddMonths((int)number),
            'm' => due.AddMonths((int)number),
            't' or 'w' => due.AddDays(7 * (int)number),
            _ => due.AddDays((int)number),
        };

    private static bool IsMeant(string clause, Match match)
    {
        if (match.Groups["verb"] is not { Success: true } verb)
            return true;
        var written = clause.Substring(verb.Index, verb.Length).ToLowerInvariant();
        return written == verb.Value || Verbs.Contains(written);
    }

    private static bool IsToldOf(string folded, Match asked)
    {
        var before = folded[..asked.Index];
        return Told().IsMatch(before) || (Passive().IsMatch(before) && !Wish().IsMatch(before)) || Already().IsMatch(folded[asked.Index..]);
    }

    // The day behind "đến" goes before others; what stands behind "từ" is the due date as it is.
    private static (DateOnly? Day, string? Impossible) Until(string clause, string folded, int from, DateOnly? written)
    {
        var days = DayInTextRule.All(clause, written).Where(day => day.At >= from).ToList();
        var named = days.Where(day => Target().IsMatch(folded[from..day.At]))
            .Where(day => day.Day is not null || (day.IsImpossible && !IsShare(folded[(day.At + day.Length)..]))).ToList();
        if (named.Count > 0)
        {
            return named[0].Day is { } until ? (until, null)
                : (null, clause.Substring(named[0].At, named[0].Length));
        }

        var others = days.FindAll(day => !Origin().IsMatch(folded[from..day.At]));
        return others.Find(day => day.Day is not null) is { Day: { } other } ? (other, null)
            : others.Find(day => day is { IsImpossible: true, IsMonth: true }) is { Length: > 0 } no
                ? (null, clause.Substring(no.At, no.Length))
                : default;
    }

    private static DateOnly? From(string clause, string folded, int from, DateOnly? written) =>
        DayInTextRule.All(clause, written).FirstOrDefault(day => day.At >= from && Origin().IsMatch(folded[from..day.At])).Day;

    private static bool IsShare(string behind) =>
        Counted().Match(behind) is { Success: true } unit && ProgressRule.IsCounted(unit.Groups[1].Value);

    private static decimal Number(string text) => Array.IndexOf(Numbers, text) is >= 0 and var at
        ? Values[at]
        : int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    private const string Amount = @"(?:\d{1,3}|mot|hai|ba|bon|muoi) (?:ngay|tuan|thang)\b";

    [GeneratedRegex(@"\b(?<verb>lui|gian|dan|doi|rut|keo dai|hoan|chuyen|khat) (?:lai )?(?:thoi )?(?:han|thoi gian|ngay)\b|\bgia han\b|"
        + @"\bxin (?:them|lui|hoan|khat)\b|\bxin (?:phep )?" + Amount + @" nua\b|"
        + @"\b(?<verb>lui|doi|hoan|keo dai|gian|khat) (?:lai |them |tiep )*(?:den|toi|sang|qua|lai|vao|" + Amount + @")|"
        + @"\bthem (?:thoi gian|thoi han|" + Amount + @")|\bmore time\b|\bextension\b|\bextend\b")]
    private static partial Regex Asked();

    // "Chưa có vốn xin lùi hạn" denies nothing.
    [GeneratedRegex(@"\b(?:khong|ko|chua|(?<!su )dung) (?:(?:can|xin|de nghi|phai|muon|duoc|co|dam|nen|cho|dong y|them|he) )*$")]
    private static partial Regex Denied();

    // "Đã được xã đồng ý cho", "vừa xin", "rút lại đề nghị": each word of it goes with that.
    [GeneratedRegex(@"\b(?:da|vua|vua moi|moi|rut|huy) (?:(?:duoc|co|dong y|chap thuan|chap nhan|duyet|phe duyet|cho|phep|nhat tri|"
        + @"quyet dinh|xin|lam|gui|don|van ban|de nghi|yeu cau|lai|bo|viec|xa|bcd|ban chi dao|ubnd|uy ban|anh|chi|chuyen trach|lanh dao|"
        + @"chu tich|don vi|thon|em|chung toi|phan|nhiem vu|[a-z]{1,5}-?\d{1,4})\s+)*$")]
    private static partial Regex Told();

    [GeneratedRegex(@"\bduoc (?:(?:xa|bcd|ban chi dao|ubnd|uy ban|anh|chi|chuyen trach|lanh dao|chu tich|cho|phep|dong y|duyet|phe duyet|"
        + @"chap thuan|[a-z]{1,5}-?\d{1,4})\s+)*$")]
    private static partial Regex Passive();

    [GeneratedRegex(@"\b(?:xin|de nghi|mong|muon|can|nho|neu|hy vong|hi vong|de xuat|kien nghi|cho)\b")]
    private static partial Regex Wish();

    [GeneratedRegex(@"\b(?:roi|rui|already)(?: (?:a|nhe|nha|day|ma|anh|chi|em|do))*[\s.!]*$")]
    private static partial Regex Already();

    [GeneratedRegex(@"(?:\b(?:den|toi|sang|qua|thanh|vao|until|till|to)\b|->|=>|→)[\s:,]*"
        + @"(?:(?:het|cuoi|ngay|hom|moi|la|thu \w+|chu nhat|the)[\s,]+)*$")]
    private static partial Regex Target();

    [GeneratedRegex(@"\b(?:tu|ke tu|tinh tu|(?<!\b(?:lui|gian|dan|doi|keo dai|hoan|khat|gia) )han|from)[\s:(]*"
        + @"(?:(?:het|cuoi|ngay|hom|cu|la|thu \w+)[\s,]+)*$")]
    private static partial Regex Origin();

    [GeneratedRegex(@"^\s?([a-z]+\d?)")]
    private static partial Regex Counted();

    // "Mưa 10 ngày" is no time that is asked for; working days are not counted here.
    [GeneratedRegex(@"\b(?:them|lui|lai|han|thoi gian|hoan|khat|gian|dan|doi|keo dai|xin|phep|by|another|extension of|for)[\s:,]+"
        + @"(?:[a-z]{1,5}-?\d{1,4}\s+)?(?:(?:them|khoang|chung|tam|la|it nhat|toi da|trong|trong vong|cho|don vi|em|another|about)\s+)*"
        + @"(?<!\b(?:mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi|\d+)\s)(?<number>\d{1,3}|mot|hai|ba|bon|muoi|one|two|three) (?:more )?"
        + @"(?<unit>ngay|tuan|thang|days?|weeks?|months?)\b(?! (?:lam viec|\d|nay\b))")]
    private static partial Regex More();
}
