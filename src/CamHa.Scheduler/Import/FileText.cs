using System.Text;

namespace CamHa.Scheduler.Import;

/// <summary>A file's bytes as text: UTF-8, or UTF-16 as Excel's “Unicode Text” is. Anything else is refused with the way out.</summary>
internal static class FileText
{
    private static readonly char[] Separators = [',', ';', '\t'];
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <returns>Null, with one fault reported, where the file cannot be read.</returns>
    public static string? Of(byte[] bytes, string file, FaultList faults)
    {
        var text = bytes switch
        {
            [0x50, 0x4B, 0x03, 0x04, ..] or [0xD0, 0xCF, 0x11, 0xE0, ..] => Refused(ImportWords.ExcelFile),
            [0xFF, 0xFE, ..] => Utf16(isBigEndian: false),
            [0xFE, 0xFF, ..] => Utf16(isBigEndian: true),
            _ when bytes.AsSpan(0, Math.Min(bytes.Length, 1000)).IndexOf((byte)0) is var zero and >= 0 => Utf16(isBigEndian: zero % 2 == 0),
            _ => Utf8(),
        };
        if (text is null || text.Any(letter => !char.IsWhiteSpace(letter) && letter != '\uFEFF'))
            return text;
        faults.Add(file, 0, "", IsPlain(file) ? ImportWords.EmptyText : ImportWords.Empty);
        return null;

        string? Refused(string what)
        {
            faults.Add(file, 0, "", IsPlain(file) ? ImportWords.NotPlainText(what) : ImportWords.NotText(what));
            return null;
        }

        string? Utf16(bool isBigEndian)
        {
            try
            {
                return new UnicodeEncoding(isBigEndian, byteOrderMark: true, throwOnInvalidBytes: true).GetString(bytes);
            }
            catch (DecoderFallbackException)
            {
                return Refused(ImportWords.BrokenUtf16);
            }
        }

        string? Utf8()
        {
            try
            {
                return StrictUtf8.GetString(bytes);
            }
            catch (DecoderFallbackException e)
            {
                AddNotUtf8(bytes, Math.Clamp(e.Index, 0, bytes.Length - 1), file, faults);
                return null;
            }
        }
    }

    private static void AddNotUtf8(byte[] bytes, int at, string file, FaultList faults)
    {
        var text = CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString(bytes);
        var signs = new OldText();
        signs.Add(text);
        // One byte a letter, so that the byte's place is the letter's.
        var lineStart = text.LastIndexOf('\n', Math.Max(0, at - 1)) + 1;
        var header = text[..(text.IndexOf('\n', StringComparison.Ordinal) is var end and >= 0 ? end : text.Length)].TrimEnd('\r');
        var separator = Separators.MaxBy(each => header.Count(letter => letter == each));
        var names = header.Split(separator);
        var column = text[lineStart..at].Count(letter => letter == separator);
        var line = 1 + text.AsSpan(0, at).Count('\n');
        faults.Add(
            file,
            line,
            line > 1 && column < names.Length ? names[column].Trim(' ', '"') : "",
            signs.Encoding is var (name, fonts)
                ? ImportWords.OldEncoding(name, fonts) + " " + Way(file)
                : ImportWords.NotUtf8("Windows-1258", Way(file)));
    }

    // Text that was pasted is no table of Excel's.
    private static bool IsPlain(string file) => Path.GetExtension(file).ToLowerInvariant() is ".txt" or ".tsv";

    private static string Way(string file) => IsPlain(file) ? ImportWords.SaveTextAsUtf8 : ImportWords.SaveAsUtf8;
}
