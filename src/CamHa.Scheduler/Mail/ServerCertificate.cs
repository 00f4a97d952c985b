using System.Security.Cryptography.X509Certificates;

namespace CamHa.Scheduler.Mail;

/// <summary>The certificate that the mail server presented at the last connection.</summary>
public sealed class ServerCertificate
{
    /// <summary>The key of the problem that it expires soon.</summary>
    public const string ExpiryKey = "expiry/certificate";

    private DateOnly? _endsOn;

    /// <summary>Its last day; null until a connection has shown one.</summary>
    public DateOnly? EndsOn => _endsOn;

    internal void See(X509Certificate? certificate)
    {
        if (certificate is X509Certificate2 { NotAfter: var end })
            _endsOn = DateOnly.FromDateTime(end);
    }
}
