using System.Text.RegularExpressions;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Import.Layouts;

/// <summary>What a heading in somebody's own words says of its column.</summary>
internal static partial class HeadingRule
{
    /// <summary>A heading of a column that has nothing for us, such as when work began.</summary>
    public const string Other = "";

    private const int Longest = 80;

    // By the columns of assignments.csv. What comes first goes before, where two columns say the same.
    private static readonly (string Column, string[] Headings)[] Known =
    [
        (Other,
        [
            "thoi gian bat dau", "ngay bat dau", "bat dau", "tu ngay", "kinh phi", "nguon kinh phi", "kinh phi thuc hien", "nguon von",
            "ket qua thuc hien", "da thuc hien", "tinh hinh thuc hien", "ty le", "tien do hien tai", "nguoi chi dao", "lanh dao chi dao",
            "lanh dao phu trach", "dong chi chi dao", "nguoi theo doi", "don vi theo doi", "danh gia", "can cu", "van ban",
            "ket qua", "trang thai", "tinh trang", "% ht", "% hoan thanh", "muc do hoan thanh",
        ]),
        ("code",
        [
            "so tt", "stt", "tt", "so thu tu", "thu tu", "ma nhiem vu", "ma cong viec", "ma viec", "ma cv", "ma so", "ma", "so", "muc",
            "no",
        ]),
        ("title",
        [
            "noi dung cong viec", "noi dung nhiem vu", "ten nhiem vu", "ten cong viec", "nhiem vu cu the", "noi dung cu the",
            "noi dung thuc hien", "noi dung, nhiem vu", "noi dung, cong viec", "nhiem vu, cong viec", "noi dung chi tiet",
            "noi dung hoat dong", "noi dung", "nhiem vu", "cong viec", "dau viec", "hoat dong", "hang muc", "viec", "cac noi dung",
            "noi dung tieu chi", "nhiem vu duoc giao", "nhiem vu trong tam", "cong viec can lam", "cong viec phai lam", "viec phai lam",
            "viec can lam", "tieu chi",
        ]),
        ("lead",
        [
            "don vi chu tri", "co quan chu tri", "co quan, don vi chu tri", "don vi, ca nhan chu tri", "bo phan chu tri", "chu tri",
            "don vi chu tri thuc hien", "chu tri thuc hien", "don vi phu trach", "nguoi phu trach", "can bo phu trach", "phu trach",
            "don vi thuc hien", "co quan thuc hien", "chu the thuc hien", "chu the", "nguoi thuc hien", "bo phan thuc hien",
            "don vi chiu trach nhiem", "trach nhiem thuc hien", "trach nhiem", "phan cong thuc hien", "phan cong", "to chuc thuc hien",
            "nguoi chiu trach nhiem", "don vi duoc giao", "dau moi", "don vi dau moi", "co quan, don vi", "nganh, doan the", "don vi",
            "thuc hien",
        ]),
        ("support",
        [
            "don vi phoi hop", "co quan phoi hop", "co quan, don vi phoi hop", "bo phan phoi hop", "phoi hop",
            "phoi hop thuc hien", "don vi phoi hop thuc hien", "co quan phoi hop thuc hien", "don vi ho tro", "cung thuc hien", "cung lam",
        ]),
        ("due",
        [
            "thoi gian hoan thanh", "thoi han hoan thanh", "han hoan thanh", "ngay hoan thanh", "thoi diem hoan thanh",
            "thoi gian ket thuc", "ngay ket thuc", "den ngay", "thoi han", "han chot", "han", "tien do hoan thanh",
            "thoi han thuc hien", "thoi gian thuc hien", "tien do thuc hien", "thoi gian", "tien do", "moc thoi gian",
            "thoi han xong", "ngay xong", "han xong", "xong truoc ngay", "xong truoc", "hoan thanh truoc ngay", "hoan thanh truoc",
            "ket thuc", "hoan thanh",
        ]),
        ("target",
        [
            "chi tieu", "muc tieu", "ket qua can dat", "san pham", "san pham dau ra", "san pham, ket qua", "ket qua du kien",
            "chi tieu, ket qua", "muc tieu can dat", "so luong", "khoi luong", "yeu cau",
        ]),
        ("target_unit", ["don vi tinh", "dvt", "dv tinh"]),
        ("note", ["ghi chu", "luu y", "dien giai"]),
    ];

    // Words that say little by themselves: the column's contents have to agree.
    private static readonly HashSet<string> Weak =
    [
        "so", "muc", "no", "ma", "don vi", "co quan, don vi", "nganh, doan the", "thuc hien", "phan cong", "to chuc thuc hien", "tien do",
        "tien do thuc hien", "han", "hoan thanh",
    ];

    // Of longer headings, tried in this order.
    private static readonly (Regex Pattern, string Column)[] Within =
    [
        (Beginning(), Other), (LeadWords(), "lead"), (SupportWords(), "support"), (DoerWords(), "lead"), (UnitOfTarget(), "target_unit"),
        (DueWords(), "due"), (TitleWords(), "title"), (TargetWords(), "target"), (NoteWords(), "note"),
    ];

    /// <summary>Whether the text is a heading that is known as it stands.</summary>
    public static bool IsExact(string text) =>
        text.Length <= Longest && Folded(text) is { Length: > 0 } folded && Known.Any(each => each.Headings.Contains(folded));

    /// <summary>What a heading says; null where it says nothing.</summary>
    public static HeadingReading? Decide(string heading)
    {
        if (heading.Length > Longest || Folded(heading) is not { Length: > 0 } folded)
            return null;
        foreach (var (column, headings) in Known)
        {
            if (Array.IndexOf(headings, folded) is var at and >= 0)
                return new(column, 100 - at, Weak.Contains(folded));
        }

        foreach (var (pattern, column) in Within)
        {
            if (pattern.IsMatch(folded))
                return new(column, 40, IsWeak: true);
        }

        return null;
    }

    /// <summary>A heading in the spelling by which layouts are compared.</summary>
    public static string Folded(string heading) =>
        Remark().Replace(FoldKey.Of(FootnoteMarks.Without(heading)), " ") is var own
            && Slash().Replace(own, ", ").Trim(' ', '*', ':', '.', ',', '-') is var bare
            ? Blanks().Replace(bare, " ") : "";

    [GeneratedRegex(@"\([^)]*\)|[*]")]
    private static partial Regex Remark();

    [GeneratedRegex(@"\s*/\s*")]
    private static partial Regex Slash();

    [GeneratedRegex(" {2,}")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"\bbat dau\b|\bkinh phi\b|\bnguon von\b|\bket qua thuc hien\b|\bchi dao\b")]
    private static partial Regex Beginning();

    [GeneratedRegex(@"\bchu tri\b|\bphu trach\b|\bchiu trach nhiem\b")]
    private static partial Regex LeadWords();

    // After “phối hợp”: who works together with others carries it out, too.
    [GeneratedRegex(@"\b(don vi|co quan|bo phan|nguoi|chu the|can bo)\b.*\bthuc hien\b")]
    private static partial Regex DoerWords();

    [GeneratedRegex(@"\bphoi hop\b")]
    private static partial Regex SupportWords();

    [GeneratedRegex(@"\bdon vi tinh\b|\bdvt\b")]
    private static partial Regex UnitOfTarget();

    [GeneratedRegex(@"\b(thoi gian|thoi han|thoi diem|han hoan thanh|ngay hoan thanh|tien do)\b")]
    private static partial Regex DueWords();

    [GeneratedRegex(@"\b(noi dung|nhiem vu|cong viec)\b")]
    private static partial Regex TitleWords();

    [GeneratedRegex(@"\b(chi tieu|muc tieu|san pham|ket qua)\b")]
    private static partial Regex TargetWords();

    [GeneratedRegex(@"\bghi chu\b")]
    private static partial Regex NoteWords();
}

/// <param name="Column">Of assignments.csv; empty for a column that has nothing for us.</param>
/// <param name="Score">The more, the surer.</param>
/// <param name="IsWeak">Whether the column's contents have to agree.</param>
internal sealed record HeadingReading(string Column, int Score, bool IsWeak);
