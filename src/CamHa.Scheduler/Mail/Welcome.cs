using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CamHa.Scheduler.Clock;
using MailKit;

namespace CamHa.Scheduler.Mail;

/// <summary>Keeps the first line of a mail server. Many say in it what time it is there: Exchange, Exim, Sendmail.</summary>
internal sealed partial class Welcome : IProtocolLogger
{
    private const int Longest = 512;
    private readonly StringBuilder _line = new();
    private bool _isWhole;

    public IAuthenticationSecretDetector? AuthenticationSecretDetector { get; set; }

    /// <summary>The server's time; null where it says none, or one that no clock at work shows.</summary>
    public DateTimeOffset? Date => Instant().Match(_line.ToString()) is { Success: true } instant
        // Not MimeKit's way to read it, which makes the year 2000 of 0000, and midnight of 99:99.
        && DateTimeOffset.TryParseExact(
            instant.Groups[1].Value + (instant.Groups[2].Value is ['+' or '-', ..] zone ? zone : "+0000"),
            "d MMM yyyy HH:mm:ss zzz",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AllowInnerWhite,
            out var date)
        && SensibleDays.Holds(date) ? date : null;

    public void LogConnect(Uri uri)
    {
        // Only the server's words count.
    }

    public void LogClient(byte[] buffer, int offset, int count)
    {
        // Only the server's words count.
    }

    public void LogServer(byte[] buffer, int offset, int count)
    {
        if (_isWhole)
            return;
        var line = Encoding.ASCII.GetString(buffer, offset, count);
        _line.Append(line);
        _isWhole = line.Contains('\n', StringComparison.Ordinal) || _line.Length > Longest;
    }

    public void Dispose()
    {
        // Nothing is held.
    }

    // As in the Date header: Sun, 29 Nov 2026 17:12:56 +0700.
    [GeneratedRegex("[A-Z][a-z]{2}, ([0-9]{1,2} [A-Z][a-z]{2} [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} )([+-][0-9]{4}|GMT|UTC)")]
    private static partial Regex Instant();
}
