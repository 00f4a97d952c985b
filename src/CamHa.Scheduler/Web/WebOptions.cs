using System.ComponentModel.DataAnnotations;
using System.Net;
using CamHa.Scheduler.Accounts;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Text;
using CamHa.Scheduler.Web.Safety;

namespace CamHa.Scheduler.Web;

/// <summary>Where the page is served, and to whom.</summary>
public sealed class WebOptions : ISectionOptions, ICertificateFiles
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

    string ICertificateFiles.Section => Section;

    bool ICertificateFiles.IsServed => Enabled && UsesTls;

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
    public IEnumerable<Bilingual> Faults(Settings settings)
    {
        if (!IPEndPoint.TryParse(Listen, out var endpoint) || !Listen.EndsWith($":{endpoint.Port}", StringComparison.Ordinal))
        {
            yield return SettingFault.Of(
                "Web:Listen",
                Listen,
                "đây không phải là một địa chỉ và một cổng; hãy ghi như 127.0.0.1:8480.",
                "this is not an address and a port; write it as in 127.0.0.1:8480.");
            yield break;
        }

        if (!IPAddress.IsLoopback(endpoint.Address))
        {
            if (!AsksForPassword)
            {
                yield return SettingFault.Of(
                    "Web:Listen",
                    Listen,
                    "ở đó máy khác cũng vào được trang, nên trang cần có mật khẩu; "
                    + "hãy tạo bằng lệnh camha web password rồi ghi vào Web:PasswordHash, hoặc chỉ mở trang ở 127.0.0.1.",
                    "other machines reach the page there, so it needs a password; "
                    + "make one with 'camha web password' and set Web:PasswordHash, or listen at 127.0.0.1.");
            }

            if (!UsesTls && !AllowPlainHttp)
            {
                yield return SettingFault.Of(
                    "Web:Listen",
                    Listen,
                    "mật khẩu sẽ đi mà không được mã hóa; hãy ghi tên tệp chứng thư ở Web:CertificateFile, "
                    + "hoặc ghi Web:AllowPlainHttp là true nếu không ai nghe trộm được.",
                    "the password would travel in the open; "
                    + "name a certificate in Web:CertificateFile, or set Web:AllowPlainHttp to true where nobody can listen.");
            }

            if (IsAnyAddress(endpoint.Address) && Hosts.Length == 0)
            {
                yield return SettingFault.Of(
                    "Web:Hosts",
                    "",
                    $"ở {endpoint.Address} dịch vụ không biết người ta gọi nó bằng tên nào; "
                    + "hãy ghi các tên và địa chỉ mà mọi người gõ, như camha.xa.example, 192.168.1.10.",
                    $"at {endpoint.Address} the service cannot know by which name it is called; "
                    + "write the names and addresses people type, as in camha.xa.example, 192.168.1.10.");
            }
        }

        if (HostList.FirstOrDefault(host => Uri.CheckHostName(host.Trim('[', ']')) == UriHostNameType.Unknown) is { } wrong)
        {
            yield return SettingFault.Of(
                "Web:Hosts",
                Hosts,
                $"'{wrong}' không phải là một tên hay một địa chỉ; "
                + "hãy ghi không có http:// và không có cổng, như camha.xa.example, 192.168.1.10.",
                $"'{wrong}' is not a name or an address; "
                + "write them without http:// and without a port, as in camha.xa.example, 192.168.1.10.");
        }

        if (AsksForPassword && !Password.IsHash(PasswordHash))
        {
            yield return SettingFault.Of(
                "Web:PasswordHash",
                "***",
                "không phải do lệnh camha web password tạo ra, hoặc chép chưa hết; hãy tạo lại.",
                "this was not made by 'camha web password', or not copied whole; make it anew.");
        }

        if (!UsesTls && CertificateKeyFile.Length + CertificatePasswordFile.Length > 0)
        {
            yield return SettingFault.Of(
                "Web:CertificateFile",
                "",
                "có khóa hoặc mật khẩu mà không có chứng thư; hãy ghi tên tệp chứng thư, hoặc bỏ các mục kia.",
                "a key or a password without a certificate; name the certificate, or leave the others out.");
        }

        if (UsesTls && WebCertificate.Fault(this) is { } fault)
            yield return fault;
    }

    private static string InAddressBar(IPAddress address) =>
        address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[{address}]" : $"{address}";

    private static bool IsAnyAddress(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);
}
