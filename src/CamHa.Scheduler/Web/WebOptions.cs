using System.ComponentModel.DataAnnotations;
using System.Net;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Web.Safety;

namespace CamHa.Scheduler.Web;

/// <summary>Where the page answers, and to whom.</summary>
public sealed class WebOptions : ISectionOptions
{
    public const string Section = "Web";

    /// <summary>Whether the service answers over HTTP at all.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Address and port, as in <c>127.0.0.1:8480</c> or <c>[::1]:8480</c>; port 0 takes a free one.</summary>
    [Required]
    public string Listen { get; set; } = "127.0.0.1:8480";

    /// <summary>The names and addresses that people type to get here, separated by commas, besides <c>localhost</c> and <see cref="Listen"/>'s own.</summary>
    public string Hosts { get; set; } = "";

    /// <summary>What <c>camha web password</c> printed. On this machine's own address the page may be without; on any other it must not.</summary>
    public string PasswordHash { get; set; } = "";

    /// <summary>The certificate, as PEM with the authorities between, or as PFX; read again when it is renewed.</summary>
    public string CertificateFile { get; set; } = "";

    /// <summary>Its private key in PEM, where that is in a file of its own.</summary>
    public string CertificateKeyFile { get; set; } = "";

    /// <summary>The file with the key's password, where it has one.</summary>
    public string CertificatePasswordFile { get; set; } = "";

    /// <summary>Whether other machines may ask without TLS, where something in front of the service does it, or nobody listens.</summary>
    public bool AllowPlainHttp { get; set; }

    public bool UsesTls => CertificateFile.Length > 0;

    public bool AsksForPassword => PasswordHash.Length > 0;

    public IPEndPoint Endpoint => IPEndPoint.Parse(Listen);

    /// <summary>The hosts that a request may name. Any other is a foreign page's, whose name was pointed here.</summary>
    public IReadOnlyList<string> HostNames =>
    [
        "localhost", "127.0.0.1", "[::1]",
        .. IsAnyAddress(Endpoint.Address) ? [] : new[] { Endpoint.Address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[{Endpoint.Address}]" : $"{Endpoint.Address}" },
        .. Hosts.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
    ];

    public void Locate(Settings settings)
    {
        CertificateFile = Secret.Locate(CertificateFile, settings);
        CertificateKeyFile = Secret.Locate(CertificateKeyFile, settings);
        CertificatePasswordFile = Secret.Locate(CertificatePasswordFile, settings);
    }

    /// <summary>What keeps the page from being shown safely.</summary>
    public IEnumerable<string> Faults(Settings settings)
    {
        if (!IPEndPoint.TryParse(Listen, out var endpoint) || !Listen.EndsWith($":{endpoint.Port}", StringComparison.Ordinal))
        {
            yield return $"Web:Listen = '{Listen}': this is not an address and a port; write it as in 127.0.0.1:8480.";
            yield break;
        }

        if (!IPAddress.IsLoopback(endpoint.Address))
        {
            if (!AsksForPassword)
                yield return $"Web:Listen = '{Listen}': other machines reach the page there, so it needs a password; make one with 'camha web password' and set Web:PasswordHash, or listen at 127.0.0.1.";
            if (!UsesTls && !AllowPlainHttp)
                yield return $"Web:Listen = '{Listen}': the password would travel in the open; name a certificate in Web:CertificateFile, or set Web:AllowPlainHttp to true where nobody can listen.";
            if (IsAnyAddress(endpoint.Address) && Hosts.Length == 0)
                yield return $"Web:Hosts = '': at {endpoint.Address} the service cannot know by which name it is called; write the names and addresses people type, as in camha.xa.example, 192.168.1.10.";
        }

        if (Hosts.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(host => Uri.CheckHostName(host.Trim('[', ']')) == UriHostNameType.Unknown) is { } wrong)
            yield return $"Web:Hosts = '{Hosts}': '{wrong}' is not a name or an address; write them without http:// and without a port, as in camha.xa.example, 192.168.1.10.";
        if (AsksForPassword && !Password.IsHash(PasswordHash))
            yield return "Web:PasswordHash = '***': this was not made by 'camha web password', or not copied whole; make it anew.";
        if (!UsesTls && CertificateKeyFile.Length + CertificatePasswordFile.Length > 0)
            yield return "Web:CertificateFile = '': a key or a password without a certificate; name the certificate, or leave the others out.";
        if (UsesTls && WebCertificate.Fault(this) is { } fault)
            yield return fault;
    }

    private static bool IsAnyAddress(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);
}
