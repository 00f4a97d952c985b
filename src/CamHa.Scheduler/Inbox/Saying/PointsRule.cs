using System.Text.RegularExpressions;
using CamHa.Scheduler.Inbox.Cutting;

namespace CamHa.Scheduler.Inbox.Saying;

/// <summary>
/// The four points of a weekly submission: by label, by number, or by order. What cannot be told apart is taken whole; what is no
/// report at all, such as "đã nhận" or "chiều gửi sau", is none.
/// </summary>
internal static partial class PointsRule
{
    // In letters.
    private const int LittleElse = 120;

    // The full stop at the end is the text's own.
    private static readonly char[] MarksBehind = [' ', '\n', '\t', ':', ';', ',', '-', '–', '*', '+', '•'];
    private static readonly char[] Marks = ['.', .. MarksBehind];

    private static readonly Regex Nothing = Linear(
        @"^(?:(?:da|bao cao|kinh bao cao|tuan nay|trong tuan|tuan qua|don vi|thon|chung toi|em|bao|nay|ve|voi|bcd|ban chi dao|,|:|",
        @"\.|-|tuan|\d{1,2}|/\d{4})\s*){0,12}(?:khong|ko|k) (?:co )?(?:gi |noi dung gi |noi dung |viec gi |van de gi )?",
        @"(?:phat sinh|moi|thay doi|de bao cao|bao cao)(?: gi| moi| them| noi dung| trong tuan| tuan nay| a| nhe)*$");

    private static readonly Regex None = Linear(
        @"^(?:khong|ko|k|khong co|khong co gi|chua co|chua|khong a|khong phat sinh|khong co kho khan(?:, vuong mac)?|khong co kien nghi|",
        "khong co de xuat|none|no)$");

    private static readonly Regex Receipt = Linear(
        @"^(?:(?:da|vang|da nhan|nhan duoc|nhan|duoc|thu|mail|email|roi|a|ok|oke|okay|cam on|nhieu|thanks|thank you|biet|xem|ro|tiep thu|",
        @"don vi|chung toi|em|anh|chi|cua|bcd|thong bao|nhac|nha|nhe|,|\.|!)\s*)+$");

    // What a short text has to speak of to be a report.
    private static readonly Regex Work = Linear(
        @"\b\d{1,5}(?:[ ,./%]|m|km|ha|ho)|\b(?:da|duoc|vua|xong|hoan thanh|to chuc|van dong|tuyen truyen|trong|don|ra quan|trien khai|",
        @"thuc hien|tiep tuc|xay|sua|lap|kiem tra|ra soat|ve sinh|thu gom|nghiem thu|dinh chinh|lam)\b");

    // And what is said instead of one.
    private static readonly Regex Excuse = Linear(
        @"\b(?:chua|khong|ko) (?:co bao|lam|nop|gui|kip|mo|vao|dang nhap|bao cao|xem|doc|nhan)|",
        @"\b(?:da|vua) (?:nop|gui|nhan|biet|xem|chuyen|doc|tra loi|bao|goi)\b|\b(?:nop|gui|chuyen|nhan)\b.{0,40}\broi\b|",
        @"\bdang (?:tong hop|lam|viet|di|hop|ban)\b|\bnhan duoc\b|\bde (?:em|toi|minh|don vi|thon)\b|\bchuyen (?:thu|cho)\b|",
        @"\b(?:cho|doi) (?:em|toi|minh|chut)\b|\bbao cao (?:gop|sau|bu)\b|\bcho (?:em|toi) xin\b|",
        @"\b(?:may gio|dang nhap|nghi viec|sao nhac|dung gui)\b");

    private static readonly Regex Enclosed = Linear(
        @"\b(?:(?:gui|dinh|kem|dinh kem|co) (?:anh|chi|bcd|ban chi dao|xa|chuyen trach)? ?(?:kem|theo|file|tep|ban)|kem theo|attached)\b|",
        @"^(?:gui|nop|xin gui|xin nop|em gui|don vi (?:xin )?(?:gui|nop)|thon (?:xin )?(?:gui|nop))\b.{0,60}\bbao cao\b");

    private static readonly Regex Later = Linear(
        @"\b(?:se (?:gui|nop|bao cao)|(?:gui|nop|bao cao) (?:sau|muon|bu)|xin (?:lui|gia han)|chua kip|chua (?:gui|nop|xong)|",
        @"(?:chieu|toi|mai|ngay mai|lat nua|tuan sau|hom sau)(?: nay)? (?:em |don vi )?(?:gui|nop)|khong phai|nham dia chi|gui nham)\b");

    private static readonly Regex Promise = Linear(
        @"\b(?:se (?:gui|nop|bao cao)|(?:gui|nop|bao cao) (?:sau|muon|bu)|xin (?:nop|gui|bao cao|phep|lui|gia han)|chua kip|",
        @"(?:chieu|toi|mai|ngay mai|lat nua|tuan sau|hom sau)(?: nay)? (?:em |don vi )?(?:gui|nop)|",
        "khong phai (?:la )?(?:cua|thon|don vi|viec|thu|dia chi|toi|em|ben|nguoi|bao cao)|nham dia chi|gui nham|",
        @"cho em hoi|(?:gui|dinh) kem)\b");

    private static readonly Regex Greeting = Linear(
        @"^\s*(?:kinh gui|kinh chao|xin chao|chao|dear|hi|hello|than gui|kinh thua)\b.{0,80}$|",
        @"^\s*(?:tran trong|than|cam on|xin cam on|kinh)\b[ ./!a-z]{0,30}$");

    private const int LongestEnclosed = 250;

    /// <param name="text">What is new in the mail.</param>
    /// <param name="isWeekly">Whether it answers a weekly reminder; without that only labels and "không phát sinh" count.</param>
    /// <param name="hasFiles">Whether files came with it.</param>
    /// <returns>Null where it is no submission.</returns>
    public static WeeklyPoints? Read(string text, bool isWeekly, bool hasFiles)
    {
        var plain = WithoutGreetings(text);
        var folded = Folded.Of(plain);
        if (folded.Length == 0)
            return null;
        if (Nothing.IsMatch(OneLine(folded)))
            return new() { Results = "", IsNothing = true };
        var labelled = PointOpenings.Labelled(plain);
        var kinds = labelled.Select(opening => opening.Point).Distinct().Count();
        if (kinds >= (isWeekly ? 1 : 2))
            return Filled(plain, labelled);
        if (!isWeekly || (IsNoReport(OneLine(folded)) && !(hasFiles && OneLine(folded).Contains("bao cao", StringComparison.Ordinal))))
            return null;
        var isShort = OneLine(folded).Length < LittleElse && labelled.Count == 0;
        if (isShort && (!Work.IsMatch(OneLine(folded)) || Excuse.IsMatch(OneLine(folded)))
            && !(hasFiles && OneLine(folded).Contains("bao cao", StringComparison.Ordinal)) && PointOpenings.Numbered(plain).Count == 0
            && InOrder(plain) is null)
            return null;
        if (PointOpenings.Numbered(plain) is { Count: >= 2 } numbered && Filled(plain, numbered) is { } points
            && (numbered.Count == 4 || IsNone(points.Difficulties) || IsNone(points.Proposals)))
            return points;
        return InOrder(plain) ?? new() { Results = plain, IsUnsorted = true };
    }

    /// <summary>Whether it is the four labels and nothing else.</summary>
    public static bool IsBlank(string text) =>
        PointOpenings.Labelled(text) is { Count: >= 3 } labelled && Filled(text, labelled) is null;

    /// <summary>Whether a text says no more than that the report comes with it: "gửi kèm báo cáo".</summary>
    public static bool IsEnclosed(string text)
    {
        var folded = OneLine(Folded.Of(WithoutGreetings(text)));
        return folded.Length < LongestEnclosed && Enclosed.IsMatch(folded) && !Later.IsMatch(folded);
    }

    /// <summary>Whether a text says that the report is yet to come; a photo beside it is none.</summary>
    public static bool IsLater(string text) => Later.IsMatch(OneLine(Folded.Of(text)));

    // The labels of a template, with nothing typed, say nothing.
    private static WeeklyPoints? Filled(string text, IReadOnlyList<PointOpening> openings)
    {
        var filled = new Dictionary<string, string>();
        if (openings[0].At > 0)
            Put("results", text[..openings[0].At]);
        for (var i = 0; i < openings.Count; i++)
        {
            var end = i + 1 < openings.Count ? openings[i + 1].At : text.Length;
            Put(openings[i].Point, text[openings[i].Content..end]);
        }

        return filled.Count == 0 ? null : new()
        {
            Results = filled.GetValueOrDefault("results", ""),
            Difficulties = filled.GetValueOrDefault("difficulties", ""),
            Proposals = filled.GetValueOrDefault("proposals", ""),
            NextWeek = filled.GetValueOrDefault("next", ""),
        };

        void Put(string point, string content)
        {
            var clean = content.TrimStart(Marks).TrimEnd(MarksBehind);
            if (clean.Any(char.IsLetterOrDigit))
                filled[point] = filled.TryGetValue(point, out var before) ? $"{before}\n{clean}" : clean;
        }
    }

    private static WeeklyPoints? InOrder(string text)
    {
        var paragraphs = Paragraph().Split(text.Trim());
        var parts = paragraphs.Length == 4
            ? paragraphs
            : text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return parts.Length == 4 && !IsNone(parts[0]) && (IsNone(parts[1]) || IsNone(parts[2]))
            ? new() { Results = parts[0].Trim(), Difficulties = parts[1].Trim(), Proposals = parts[2].Trim(), NextWeek = parts[3].Trim() }
            : null;
    }

    private static bool IsNone(string text) => None.IsMatch(OneLine(Folded.Of(text)));

    // A report may speak of what follows later; a mail that says little else is none.
    private static bool IsNoReport(string folded) =>
        Receipt.IsMatch(folded)
        || (Promise.IsMatch(folded)
            && SentenceEnd().Split(folded).Where(each => !Promise.IsMatch(each)).Sum(each => each.Length) < LittleElse)
        || (folded.EndsWith('?') && folded.Length < 200);

    private static string WithoutGreetings(string text) =>
        string.Join('\n', text.Split('\n').Where(line => !Greeting.IsMatch(Folded.Of(line)))).Trim();

    // Repetitions within repetitions would take for ever over a text made for it.
    private static Regex Linear(params string[] parts) => new(string.Concat(parts), RegexOptions.NonBacktracking);

    // A phone puts a picture behind its words.
    private static string OneLine(string text) =>
        Spaces().Replace(Pictures().Replace(text, " "), " ").Trim(' ', '.', '!', ',', '-', '*', '/');

    [GeneratedRegex(@"[\p{So}\p{Sk}\p{Cs}\uFE0F\u200D]+")]
    private static partial Regex Pictures();

    [GeneratedRegex(@"(?<=[.;!?])\s+")]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"\n\s*\n")]
    private static partial Regex Paragraph();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
