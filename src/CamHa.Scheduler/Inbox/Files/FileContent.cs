using System.IO.Compression;
using System.Text;
using CamHa.Scheduler.Submissions;

namespace CamHa.Scheduler.Inbox.Files;

/// <summary>What a file is by its content. Its name and what its sender declares are wishes.</summary>
internal static class FileContent
{
    private const string Office = "application/vnd.openxmlformats-officedocument.";
    private const string OpenDocument = "application/vnd.oasis.opendocument.";

    private static readonly (string Begin, string Type)[] Beginnings =
    [
        ("%PDF-", "application/pdf"),
        ("\u00FF\u00D8\u00FF", "image/jpeg"),
        ("\u0089PNG\r\n\u001A\n", "image/png"),
        ("GIF87a", "image/gif"),
        ("GIF89a", "image/gif"),
        ("II*\0", "image/tiff"),
        ("MM\0*", "image/tiff"),
        ("BM", "image/bmp"),
        ("{\\rtf", "application/rtf"),
        ("Rar!\u001A\u0007", "application/vnd.rar"),
        ("7z\u00BC\u00AF\u0027\u001C", "application/x-7z-compressed"),
        ("\u001F\u008B", "application/gzip"),
        ("MZ", "application/x-msdownload"),
        ("\u007FELF", "application/x-msdownload"),
        ("BEGIN:VCALENDAR", "text/calendar"),
    ];

    /// <param name="bytes">All of the file.</param>
    /// <param name="name">As its sender named it; tells only the old Office files apart, which look alike.</param>
    /// <param name="isMail">Whether it is a mail, which begins as anything.</param>
    public static FileKind KindOf(byte[] bytes, string name, bool isMail = false)
    {
        var head = Encoding.Latin1.GetString(bytes, 0, Math.Min(bytes.Length, 1024));
        return FileKind.Of(isMail ? "message/rfc822"
            : head.StartsWith("PK\u0003\u0004", StringComparison.Ordinal) ? Zip(bytes)
            : head.StartsWith("\u00D0\u00CF\u0011\u00E0", StringComparison.Ordinal) ? OldOffice(bytes, name)
            : head.StartsWith("RIFF", StringComparison.Ordinal) && head.AsSpan(8).StartsWith("WEBP") ? "image/webp"
            : head.Length > 12 && head.AsSpan(4).StartsWith("ftyp") ? Film(head[8..12])
            : Beginnings.FirstOrDefault(each => head.StartsWith(each.Begin, StringComparison.Ordinal)) is { Type: { } type }
                && !(type is "image/bmp" or "application/x-msdownload" && IsText(bytes)) ? type
            // Scanners write a line of their own before it.
            : head.Contains("%PDF-", StringComparison.Ordinal) && !IsText(bytes) ? "application/pdf"
            : IsText(bytes) ? "text/plain"
            : FileKind.Unknown);
    }

    private static string Film(string brand) =>
        brand is "heic" or "heix" or "hevc" or "heim" or "heis" or "mif1" or "msf1" ? "image/heic" : "video/mp4";

    private static string Zip(byte[] bytes)
    {
        try
        {
            // Only its list of contents; nothing is unpacked but the few letters in which an OpenDocument says what it is.
            using var zip = new ZipArchive(new MemoryStream(bytes, writable: false));
            var names = zip.Entries.Take(10_000).Select(entry => entry.FullName.Replace('\\', '/')).ToHashSet(StringComparer.Ordinal);
            return names.Contains("word/document.xml") ? Office + "wordprocessingml.document"
                : names.Contains("xl/workbook.xml") || names.Contains("xl/workbook.bin") ? Office + "spreadsheetml.sheet"
                : names.Contains("ppt/presentation.xml") ? Office + "presentationml.presentation"
                : zip.GetEntry("mimetype") is { Length: < 200 } entry ? Open(entry)
                : "application/zip";
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return FileKind.Unknown;
        }
    }

    private static string Open(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        var said = new byte[200];
        var type = Encoding.ASCII.GetString(said, 0, stream.ReadAtLeast(said, said.Length, throwOnEndOfStream: false)).Trim();
        return type is OpenDocument + "text" or OpenDocument + "spreadsheet" ? type : "application/zip";
    }

    private static string OldOffice(byte[] bytes, string name)
    {
        return Holds("WordDocument") ? "application/msword"
            : Holds("Workbook") || Holds("Book") ? "application/vnd.ms-excel"
            : Holds("PowerPoint Document") ? "application/vnd.ms-powerpoint"
            // With a password it is a new one within an old one.
            : Holds("EncryptedPackage") ? Encrypted(name)
            : FileKind.Unknown;

        bool Holds(string stream) => bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(stream + '\0')) >= 0;
    }

    private static string Encrypted(string name) =>
        name.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase) ? Office + "spreadsheetml.sheet"
        : name.EndsWith(".docx", StringComparison.OrdinalIgnoreCase) ? Office + "wordprocessingml.document"
        : FileKind.Unknown;

    private static bool IsText(byte[] bytes) => bytes.Length > 0
        && bytes.AsSpan(0, Math.Min(bytes.Length, 4096)).IndexOfAnyInRange((byte)0, (byte)8) < 0;
}
