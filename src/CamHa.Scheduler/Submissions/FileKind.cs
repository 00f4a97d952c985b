namespace CamHa.Scheduler.Submissions;

/// <summary>What a file is that a unit sent.</summary>
/// <param name="Type">Its media type.</param>
/// <param name="Word">What an office calls it.</param>
/// <param name="Endings">Of its name, the usual one first.</param>
/// <param name="IsReport">Whether a weekly report may be one.</param>
public sealed record FileKind(string Type, string Word, IReadOnlyList<string> Endings, bool IsReport)
{
    public const string Unknown = "application/octet-stream";

    private static readonly FileKind[] All =
    [
        new("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word", [".docx", ".docm", ".dotx"], true),
        new("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel", [".xlsx", ".xlsm", ".xlsb"], true),
        new("application/vnd.openxmlformats-officedocument.presentationml.presentation", "PowerPoint", [".pptx", ".pptm", ".ppsx"], true),
        new("application/msword", "Word", [".doc"], true),
        new("application/vnd.ms-excel", "Excel", [".xls"], true),
        new("application/vnd.ms-powerpoint", "PowerPoint", [".ppt", ".pps"], true),
        new("application/vnd.oasis.opendocument.text", "văn bản", [".odt"], true),
        new("application/vnd.oasis.opendocument.spreadsheet", "bảng tính", [".ods"], true),
        new("application/rtf", "văn bản", [".rtf", ".doc"], true),
        new("application/pdf", "PDF", [".pdf"], true),
        new("image/jpeg", "ảnh", [".jpg", ".jpeg"], true),
        new("image/png", "ảnh", [".png"], true),
        new("image/heic", "ảnh", [".heic", ".heif"], true),
        new("image/webp", "ảnh", [".webp"], true),
        new("image/tiff", "ảnh", [".tif", ".tiff"], true),
        new("image/bmp", "ảnh", [".bmp"], true),
        new("image/gif", "ảnh", [".gif"], false),
        new("video/mp4", "phim", [".mp4", ".mov", ".m4v", ".3gp"], false),
        new("text/plain", "chữ", [".txt", ".csv", ".log", ".md"], false),
        new("text/calendar", "lịch", [".ics"], false),
        new("message/rfc822", "thư", [".eml"], false),
        new("application/zip", "tệp nén", [".zip"], false),
        new("application/vnd.rar", "tệp nén", [".rar"], false),
        new("application/x-7z-compressed", "tệp nén", [".7z"], false),
        new("application/gzip", "tệp nén", [".gz"], false),
        new("application/x-msdownload", "chương trình", [".bin"], false),
        new(Unknown, "tệp khác", [".bin"], false),
    ];

    private static readonly Dictionary<string, FileKind> ByType = All.ToDictionary(kind => kind.Type, StringComparer.OrdinalIgnoreCase);

    public string Ending => Endings[0];

    public static FileKind Of(string type) => ByType.GetValueOrDefault(type) ?? ByType[Unknown];
}
