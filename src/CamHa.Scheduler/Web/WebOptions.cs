using System.ComponentModel.DataAnnotations;
using System.Net;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Web.Safety;

namespace CamHa.Scheduler.Web;

/// <summary>Where the page is served, and to whom.</summary>
public sealed class WebOptions : ISectionOptions
{
    public const string Section = "Web";

    /// <summary>Whether the service answers over HTTP at all.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Address and port, such as <c>127.0.0.1:8480</c> or <c>[::1]:8480</c>; with port 0 the system picks a free one.</summary>
    [Required]
    public string Listen { get; set; } = "127.0.0.1:8480";

    /// <summary>
    /// The names and addresses that people type to get here, separated by commas, besides <c>localhost</c> and the address in
    /// <see cref="Listen"/>.
    /// </summary>
    [ListSetting]
    public string Hosts { get; set; } = "";

    /// <summary>
    /// The hash that <c>camha web password</c> printed. Only a page that listens on the loopback address may do without one.
    /// </summary>
    public string PasswordHash { get; set; } = "";

    /// <summary>The certificate, as PEM with the intermediate certificates, or as PFX; read again when the file changes.</summary>
    public string CertificateFile { get; set; } = "";

    /// <summary>The private key as PEM, if it is in a file of its own.</summary>
    public string CertificateKeyFile { get; set; } = "";

    /// <summary>The file with the key's password, if it has one.</summary>
    public string CertificatePasswordFile { get; set; } = "";

    /// <summary>Whether other machines may connect without TLS: behind a proxy that provides it, or where nobody can listen in.</summary>
    public bool AllowPlainHttp { get; set; }

    public bool UsesTls => CertificateFile.Length > 0;

    public bool AsksForPassword => PasswordHash.Length > 0;

    public IPEndPoint Endpoint => IPEndPoint.Parse(Listen);

    /// <summary>The hosts that a request may name. Any other belongs to a foreign site whose name was pointed at this address.</summary>
    public IReadOnlyList<string> HostNames =>
    [
        "localhost", "127.0.0.1", "[::1]",
        .. IsAnyAddress(Endpoint.Address) ? [] : new[] { InAddressBar(Endpoint.Address) },
        .. HostList,
    ];

    private string[] HostList => Hosts.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public void Locate(Settings settings)
    {
        CertificateFile = Secret.Locate(CertificateFile, settings);
        CertificateKeyFile = Secret.Locate(CertificateKeyFile, settings);
        CertificatePasswordFile = Secret.Locate(CertificatePasswordFile, settings);
    }

    /// <summary>What keeps the page from being served safely; each fault names setting, value and remedy.</summary>
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
            {
                yield return $"Web:Listen = '{Listen}': other machines reach the page there, so it needs a password; "
                    + "make one with 'camha web password' and set Web:PasswordHash, or listen at 127.0.0.1.";
            }

            if (!UsesTls && !AllowPlainHttp)
            {
                yield return $"Web:Listen = '{Listen}': the password would travel in the open; "
                    + "name a certificate in Web:CertificateFile, or set Web:AllowPlainHttp to true where nobody can listen.";
            }

            if (IsAnyAddress(endpoint.Address) && Hosts.Length == 0)
            {
                yield return $"Web:Hosts = '': at {endpoint.Address} the service cannot know by which name it is called; "
                    + "write the names and addresses people type, as in camha.xa.example, 192.168.1.10.";
            }
        }

        if (HostList.FirstOrDefault(host => Uri.CheckHostName(host.Trim('[', ']')) == UriHostNameType.Unknown) is { } wrong)
        {
            yield return $"Web:Hosts = '{Hosts}': '{wrong}' is not a name or an address; "
                + "write them without http:// and without a port, as in camha.xa.example, 192.168.1.10.";
        }

        if (AsksForPassword && !Password.IsHash(PasswordHash))
            yield return "Web:PasswordHash = '***': this was not made by 'camha web password', or not copied whole; make it anew.";
        if (!UsesTls && CertificateKeyFile.Length + CertificatePasswordFile.Length > 0)
        {
            yield return "Web:CertificateFile = '': a key or a password without a certificate; "
                + "name the certificate, or leave the others out.";
        }

        if (UsesTls && WebCertificate.Fault(this) is { } fault)
            yield return fault;
    }

    private static string InAddressBar(IPAddress address) =>
        address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[{address}]" : $"{address}";

    private static bool IsAnyAddress(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);
}
