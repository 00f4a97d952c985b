using System.ComponentModel.DataAnnotations;
using System.Net;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Mail;

/// <summary>The mail server, its login, and what its host allows.</summary>
public sealed class SmtpOptions : ISectionOptions
{
    public const string Section = "Smtp";

    public string Host { get; set; } = "localhost";

    [Range(1, 65535)]
    public int Port { get; set; } = 587;

    /// <summary>
    /// <c>starttls</c> requires STARTTLS, <c>tls</c> is TLS from the first byte, <c>none</c> is for a server on this machine only.
    /// </summary>
    [OneOf("starttls", "tls", "none")]
    public string Security { get; set; } = "starttls";

    /// <summary>
    /// A PEM file with the certificate of an authority to trust in addition to the system's; relative to the folder of the
    /// configuration file.
    /// </summary>
    public string CaFile { get; set; } = "";

    /// <summary>
    /// What the service calls itself to the server: a full name, or an address. Empty for the machine's own full name, or its
    /// address where it has none.
    /// </summary>
    public string HeloName { get; set; } = "";

    /// <summary>Empty for a server without a login.</summary>
    public string User { get; set; } = "";

    public string Password { get; set; } = "";

    /// <summary>A file that holds the password and nothing else; relative to the folder of the configuration file.</summary>
    public string PasswordFile { get; set; } = "";

    /// <summary>The password as <c>camha protect</c> printed it.</summary>
    public string PasswordProtected { get; set; } = "";

    /// <summary>The password's last day, where the host makes it expire; people are warned <c>Alerts:ExpiryDays</c> before.</summary>
    public DateOnly? PasswordExpiresOn { get; set; }

    /// <summary>Connections open at once. Many hosts allow few: Exchange Online allows three.</summary>
    [Range(1, 64)]
    public int Sessions { get; set; } = 2;

    /// <summary>Mails sent over one connection before it is replaced; many servers limit them.</summary>
    [Range(1, 100_000)]
    public int MailsPerSession { get; set; } = 100;

    /// <summary>Seconds after which an idle connection is closed.</summary>
    [Range(1, 3600)]
    public int IdleSeconds { get; set; } = 30;

    /// <summary>Seconds that one exchange with the server may take.</summary>
    [Range(1, 600)]
    public int TimeoutSeconds { get; set; } = 30;

    /// <summary>
    /// Seconds that the server may take to answer after it has received a whole mail. RFC 5321 (4.5.3.2.6) asks for ten minutes:
    /// a client that gives up sooner sends a second copy of what a busy scanner was about to accept.
    /// </summary>
    [Range(1, 3600)]
    public int AnswerTimeoutSeconds { get; set; } = 600;

    /// <summary>Mails a minute that the host allows; 0 for no limit. The rest waits, and the most important leaves first.</summary>
    [Range(0, 1_000_000)]
    public int PerMinute { get; set; }

    /// <summary>Mails in any 24 hours that the host allows, such as Gmail's 500; 0 for no limit.</summary>
    [Range(0, 10_000_000)]
    public int PerDay { get; set; }

    /// <summary>
    /// The longest that one mail can take before every time-out has run out: the connection and each exchange, ten at most, and
    /// the answer to the mail.
    /// </summary>
    internal TimeSpan LongestMail => TimeSpan.FromSeconds(AnswerTimeoutSeconds + (10 * TimeoutSeconds));

    internal Secret PasswordSource => new("Smtp:Password", Password, PasswordFile, PasswordProtected);

    public void Locate(Settings settings)
    {
        CaFile = settings.Resolve(CaFile);
        PasswordFile = Secret.Locate(PasswordFile, settings);
    }

    public IEnumerable<Bilingual> Faults(Settings settings)
    {
        if (Security.Equals("none", StringComparison.OrdinalIgnoreCase) && !IsThisMachine(Host))
        {
            yield return SettingFault.Of(
                "Smtp:Security",
                "none",
                $"thư và mật khẩu sẽ đi đến {Host} mà không được mã hóa; hãy ghi starttls hoặc tls. "
                + "Chỉ dùng none khi máy chủ thư là chính máy này.",
                $"mails and password would travel to {Host} in the open; write starttls or tls. None is for a server on this machine.");
        }

        if (HeloName.Length > 0 && !SmtpGreeting.IsValid(HeloName))
        {
            yield return SettingFault.Of(
                "Smtp:HeloName",
                HeloName,
                "đây không phải là tên máy đầy đủ; hãy ghi như thu.camha.example, hoặc một địa chỉ như 192.0.2.7, hoặc để trống.",
                "this is no full name; write one as in thu.camha.example, an address such as 192.0.2.7, or nothing.");
        }

        if (CaFile.Length > 0 && CertificateAuthority.FaultOf(CaFile) is { } fault)
        {
            yield return SettingFault.Of(
                "Smtp:CaFile",
                CaFile,
                "không đọc được chứng thư; hãy ghi tên tệp PEM có chứng thư của nơi cấp, mà tài khoản của dịch vụ được đọc. "
                + $"Chi tiết: {fault}",
                $"{fault}; name a PEM file with the authority's certificate, readable by the service's account.");
        }

        if (PasswordSource.Fault() is { } passwordFault)
            yield return passwordFault;
    }

    internal static bool IsThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
