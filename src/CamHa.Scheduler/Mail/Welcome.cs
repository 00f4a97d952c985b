using System.Text;
using System.Text.RegularExpressions;
using MailKit;
using MimeKit.Utils;

namespace CamHa.Scheduler.Mail;

/// <summary>Keeps the first line of a mail server. Many say in it what time it is there: Exchange, Exim, Sendmail.</summary>
internal sealed partial class Welcome : IProtocolLogger
{
    private const int Longest = 512;
    private readonly StringBuilder _line = new();
    private bool _isWhole;

    public IAuthenticationSecretDetector? AuthenticationSecretDetector { get; set; }

    /// <summary>The server's time; null where it says none.</summary>
    public DateTimeOffset? Date => DateUtils.TryParse(Instant().Match(_line.ToString()).Value, out var date) ? date : null;

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
    [GeneratedRegex("[A-Z][a-z]{2}, [0-9]{1,2} [A-Z][a-z]{2} [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} ([+-][0-9]{4}|GMT|UTC)")]
    private static partial Regex Instant();
}
