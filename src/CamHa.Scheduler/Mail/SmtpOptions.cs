using System.ComponentModel.DataAnnotations;

namespace CamHa.Scheduler.Mail;

public sealed class SmtpOptions
{
    public const string Section = "Smtp";

    public string Host { get; set; } = "localhost";

    [Range(1, 65535)]
    public int Port { get; set; } = 587;

    /// <summary><c>starttls</c> demands STARTTLS, <c>tls</c> is TLS from the first byte, <c>none</c> is for this machine only.</summary>
    [RegularExpression("^(?i:starttls|tls|none)$", ErrorMessage = "write starttls, tls or none")]
    public string Security { get; set; } = "starttls";

    /// <summary>Empty for a server that asks for no login.</summary>
    public string User { get; set; } = "";

    public string Password { get; set; } = "";

    /// <summary>How long one exchange with the server may take.</summary>
    [Range(1, 600)]
    public int TimeoutSeconds { get; set; } = 30;
}
