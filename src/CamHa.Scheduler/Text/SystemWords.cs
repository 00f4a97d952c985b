using System.Text.RegularExpressions;

namespace CamHa.Scheduler.Text;

/// <summary>What the system says of a file that it does not give, in Vietnamese: its own words are English everywhere.</summary>
public static partial class SystemWords
{
    /// <summary>The same with the file, where the system names it.</summary>
    public static string Named(Exception failure)
    {
        var words = InVietnamese(failure);
        return words == failure.Message || Quoted().Match(failure.Message) is not { Success: true } file ? words : $"{file.Value}: {words}";
    }

    /// <summary>The cause; where none of those that a clerk can do something about, the system's own words.</summary>
    public static string InVietnamese(Exception failure) => failure switch
    {
        FileNotFoundException => "không có tệp này.",
        DirectoryNotFoundException => "không có thư mục này.",
        DriveNotFoundException => "không có ổ đĩa này.",
        PathTooLongException => "tên tệp hoặc đường dẫn quá dài.",
        UnauthorizedAccessException => "tài khoản này không có quyền, hoặc tệp chỉ cho đọc.",
        // By their numbers: those of Windows, and those of Linux.
        IOException { HResult: unchecked((int)0x80070020) or unchecked((int)0x80070021) or 11 } =>
            "một chương trình khác, như Excel, đang mở tệp này.",
        IOException { HResult: unchecked((int)0x80070027) or unchecked((int)0x80070070) or 28 } => "ổ đĩa đã đầy.",
        IOException { HResult: unchecked((int)0x80070013) or 30 } => "ổ đĩa chỉ cho đọc.",
        IOException { HResult: unchecked((int)0x80070015) } => "ổ đĩa chưa sẵn sàng.",
        IOException { HResult: unchecked((int)0x80070035) or unchecked((int)0x80070040) } => "mạng đến ổ đĩa này đã đứt.",
        _ => failure.Message,
    };

    [GeneratedRegex("'[^']+'")]
    private static partial Regex Quoted();
}
