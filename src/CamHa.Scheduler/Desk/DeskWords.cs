using CamHa.Scheduler.Import;

namespace CamHa.Scheduler.Desk;

/// <summary>What an import says, where there is a page to do it on instead of a command.</summary>
internal static class DeskWords
{
    private static readonly (string AtConsole, string OnPage)[] Phrases =
    [
        ("chỉ rõ bằng --map TỆP.json", "chọn ở bảng cách hiểu"),
        ("chỉ rõ cột nào bằng --map TỆP.json", "chọn cột ở bảng cách hiểu"),
        ("Phải thì ghi code là", "Phải thì chọn"),
        ("không phải thì ghi mới.", "không phải thì chọn việc mới."),
        ("Ghi vào mục rows của tệp --map TỆP.json.", "Chọn ở bảng cách hiểu."),
        ("camha export KE-HOACH.xlsx, ghi", "tải kế hoạch về, ghi"),
        ("theo tệp --map", "theo bảng cách hiểu"),
        ("Ô chủ trì trống: ghi units.", "Ô chủ trì trống: chọn đơn vị."),
        ("Ô thời hạn trống: ghi day.", "Ô thời hạn trống: ghi ngày."),
        ("hoặc leaveOut: true.", "hoặc đánh dấu bỏ dòng."),
    ];

    public static string Of(string words) => Phrases.Aggregate(
        words.Replace(ReturnWords.WithMine, "chọn “theo tệp” ở trên", StringComparison.Ordinal),
        (said, phrase) => said.Replace(phrase.AtConsole, phrase.OnPage, StringComparison.Ordinal));
}
