using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Security.Cryptography;
using CamHa.Scheduler.Configuration;

namespace CamHa.Scheduler.Mail;

/// <summary>The mail server, and what it allows.</summary>
public sealed class SmtpOptions : ISectionOptions
{
    public const string Section = "Smtp";

    public string Host { get; set; } = "localhost";

    [Range(1, 65535)]
    public int Port { get; set; } = 587;

    /// <summary><c>starttls</c> demands STARTTLS, <c>tls</c> is TLS from the first byte, <c>none</c> is for this machine only.</summary>
    [RegularExpression("^(?i:starttls|tls|none)$", ErrorMessage = "write starttls, tls or none")]
    public string Security { get; set; } = "starttls";

    /// <summary>
    /// A PEM file with the certificate of an authority to be trusted beside the system's, for a mail server whose
    /// certificate comes from none of those; relative to the folder of the configuration file.
    /// </summary>
    public string CaFile { get; set; } = "";

    /// <summary>Empty for a server that asks for no login.</summary>
    public string User { get; set; } = "";

    public string Password { get; set; } = "";

    /// <summary>A file that holds the password and nothing else; relative to the folder of the configuration file.</summary>
    public string PasswordFile { get; set; } = "";

    /// <summary>The password as <c>camha protect</c> printed it.</summary>
    public string PasswordProtected { get; set; } = "";

    /// <summary>The password's last day, where the host makes it expire; told <c>Alerts:ExpiryDays</c> before.</summary>
    public DateOnly? PasswordExpiresOn { get; set; }

    /// <summary>Connections kept open at once. Many hosts allow few: Exchange Online three.</summary>
    [Range(1, 64)]
    public int Sessions { get; set; } = 2;

    /// <summary>Mails after which a connection is closed and opened anew, as many servers ask for.</summary>
    [Range(1, 100_000)]
    public int MailsPerSession { get; set; } = 100;

    /// <summary>Seconds after which a connection that is not used is closed.</summary>
    [Range(1, 3600)]
    public int IdleSeconds { get; set; } = 30;

    /// <summary>How long one exchange with the server may take.</summary>
    [Range(1, 600)]
    public int TimeoutSeconds { get; set; } = 30;

    /// <summary>
    /// How long the server may think about a mail it has been given whole. RFC 5321 (4.5.3.2.6) asks for ten minutes:
    /// who gives up sooner sends twice what a busy scanner was about to take.
    /// </summary>
    [Range(1, 3600)]
    public int AnswerTimeoutSeconds { get; set; } = 600;

    /// <summary>Mails a minute that the host allows; 0 for no limit. What does not fit waits, the most important first.</summary>
    [Range(0, 1_000_000)]
    public int PerMinute { get; set; }

    /// <summary>Mails in any 24 hours that the host allows, such as Gmail's 500; 0 for no limit.</summary>
    [Range(0, 10_000_000)]
    public int PerDay { get; set; }

    internal Secret PasswordSource => new("Smtp:Password", Password, PasswordFile, PasswordProtected);

    public void Locate(Settings settings)
    {
        CaFile = settings.Resolve(CaFile);
        PasswordFile = Secret.Locate(PasswordFile, settings);
    }

    public IEnumerable<string> Faults(Settings settings)
    {
        if (Security.Equals("none", StringComparison.OrdinalIgnoreCase) && !IsThisMachine(Host))
        {
            yield return $"Smtp:Security = 'none': mails and password would travel to {Host} in the open; write starttls or tls. "
                + "None is for a server on this machine.";
        }

        if (CaFile.Length > 0 && CertificateFault(CaFile) is { } fault)
        {
            yield return $"Smtp:CaFile = '{CaFile}': {fault}; name a PEM file with the authority's certificate, readable by the service's account.";
        }

        if (PasswordSource.Fault() is { } passwordFault)
            yield return passwordFault;
    }

    private static string? CertificateFault(string file)
    {
        try
        {
            CertificateAuthority.Read(file);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return e.Message.TrimEnd('.');
        }
    }

    private static bool IsThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
