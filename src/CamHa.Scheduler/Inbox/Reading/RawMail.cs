using System.Runtime.InteropServices;
using System.Text;

namespace CamHa.Scheduler.Inbox.Reading;

/// <summary>The bytes of a mail before they are taken apart.</summary>
internal static class RawMail
{
    private static readonly HashSet<string> Simple = new(StringComparer.OrdinalIgnoreCase)
    {
        "From", "To", "Cc", "Bcc", "Subject", "Date", "Received", "Sender", "Precedence", "Importance", "Priority", "Status", "References",
        "Organization", "Comments", "Keywords", "Lines", "Errors",
    };

    /// <summary>
    /// Where the headers begin: blank lines and a mailbox's "From " line may stand before. Negative where there are none.
    /// </summary>
    public static int Start(ReadOnlySpan<byte> mail)
    {
        var at = mail.StartsWith("\uFEFF"u8) ? 3 : 0;
        while (at < mail.Length)
        {
            var length = mail[at..].IndexOf((byte)'\n') is >= 0 and var feed ? feed + 1 : mail.Length - at;
            var line = mail.Slice(at, length);
            if (IsHeader(line))
                return at;
            if (line.TrimEnd(" \t\r\n"u8).Length > 0 && !line.StartsWith("From "u8) && !line.StartsWith(">From "u8))
                return -1;
            at += length;
        }

        return -1;
    }

    public static MemoryStream Stream(ReadOnlyMemory<byte> bytes) => MemoryMarshal.TryGetArray(bytes, out var array)
        ? new(array.Array!, array.Offset, array.Count, writable: false)
        : new(bytes.ToArray(), writable: false);

    // "Hi: …" in a text without headers is none.
    private static bool IsHeader(ReadOnlySpan<byte> line)
    {
        var colon = line.IndexOf((byte)':');
        if (colon is < 2 or > 76)
            return false;
        var isCompound = false;
        foreach (var letter in line[..colon])
        {
            if (letter is <= 32 or >= 127)
                return false;
            isCompound |= letter == '-';
        }

        return isCompound || Simple.Contains(Encoding.ASCII.GetString(line[..colon]));
    }
}
