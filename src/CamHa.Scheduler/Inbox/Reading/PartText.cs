using System.Text;
using CamHa.Scheduler.Import;
using CamHa.Scheduler.Text;
using MimeKit;
using MimeKit.IO;

namespace CamHa.Scheduler.Inbox.Reading;

/// <summary>The text of a part in whatever letters it was sent; the charset it names is a hint.</summary>
internal static class PartText
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    // Before MimeKit looks for a charset the first time.
    static PartText() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <returns>In NFC, with line feeds only.</returns>
    public static string Of(MimePart part, List<Bilingual> notes)
    {
        var bytes = Bytes(part, MailLimits.Text, out var isWhole);
        if (!isWhole)
            notes.Add(new("Một phần chữ quá dài; chỉ đọc phần đầu.", "A text is too long; only its beginning is read."));
        return Decoded(bytes, part.ContentType?.Charset, notes);
    }

    /// <param name="bytes">The text.</param>
    /// <param name="charset">What the part says; may be nothing, or nonsense.</param>
    /// <param name="notes">Takes what was unusual.</param>
    public static string Decoded(byte[] bytes, string? charset, List<Bilingual> notes)
    {
        var named = Named(charset);
        var isWestern = named is null or { CodePage: 20127 or 28591 or 28605 or 1252 or 1258 or 65000 or 65001 };
        if (isWestern && Utf8(bytes) is { } utf8)
            return Clean(utf8);
        if (named is null or { CodePage: 20127 or 65001 or 65000 })
        {
            notes.Add(new(
                $"Bảng mã “{(charset ?? "").Abbreviated(30)}” không đúng; đọc theo windows-1258.",
                $"The charset '{(charset ?? "").Abbreviated(30)}' is not right; read as windows-1258."));
            named = Encoding.GetEncoding(1258);
        }

        if (isWestern && Tcvn3Of(bytes) is { } old)
        {
            notes.Add(new("Chữ kiểu TCVN3 (phông .Vn…); đã chuyển sang Unicode.", "The letters are TCVN3; turned into Unicode."));
            return Clean(old);
        }

        return Clean(named!.GetString(bytes));
    }

    /// <param name="part">A part of any size.</param>
    /// <param name="most">How much is read.</param>
    /// <param name="isWhole">Whether that is all.</param>
    public static byte[] Bytes(MimePart part, int most, out bool isWhole)
    {
        using var kept = new MemoryStream();
        using var bounded = new FirstBytes(kept, most);
        part.Content?.DecodeTo(bounded);
        isWhole = bounded.Length <= most;
        return kept.ToArray();
    }

    /// <summary>How long a part is once decoded; nothing of it is kept.</summary>
    public static long Length(MimePart part)
    {
        using var measure = new MeasuringStream();
        part.Content?.DecodeTo(measure);
        return measure.Length;
    }

    private static string? Tcvn3Of(byte[] bytes)
    {
        var western = Encoding.GetEncoding(1252).GetString(bytes);
        var signs = new OldText();
        signs.Add(western);
        return signs.Encoding is ("TCVN3", _) ? Tcvn3.Decoded(western) : null;
    }

    private static string? Utf8(byte[] bytes)
    {
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            // Cut at a limit, within a letter.
            return bytes.Length >= MailLimits.Text && Utf8WithoutEnd(bytes) is { } text ? text : null;
        }
    }

    private static string? Utf8WithoutEnd(byte[] bytes)
    {
        var end = bytes.Length;
        while (end > bytes.Length - 4 && (bytes[end - 1] & 0xC0) == 0x80)
            end--;
        try
        {
            return StrictUtf8.GetString(bytes, 0, end - 1);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static Encoding? Named(string? charset)
    {
        try
        {
            return string.IsNullOrWhiteSpace(charset) ? null : Encoding.GetEncoding(charset.Trim(' ', '"', '\''));
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static string Clean(string text) => CleanText.Of(text.TrimStart('\uFEFF'));
}
