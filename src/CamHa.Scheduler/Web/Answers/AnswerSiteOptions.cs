using System.Net;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Links;
using CamHa.Scheduler.Text;
using CamHa.Scheduler.Web.Safety;

namespace CamHa.Scheduler.Web.Answers;

/// <summary>Where the page is served on which units answer by their links.</summary>
public sealed class AnswerSiteOptions : ISectionOptions, ICertificateFiles
{
    public const string Section = UnitLinkOptions.Section;

    /// <summary>Address and port, such as <c>127.0.0.1:8490</c>; empty for not at all.</summary>
    public string Listen { get; set; } = "";

    /// <summary>
    /// The addresses of the proxies that stand in front, separated by commas: they alone are believed when they say for whom they ask.
    /// </summary>
    [ListSetting]
    public string TrustedProxy { get; set; } = "";

    /// <summary>The certificate, as PEM with the intermediate certificates, or as PFX; read again when the file changes.</summary>
    public string CertificateFile { get; set; } = "";

    /// <summary>The private key as PEM, if it is in a file of its own.</summary>
    public string CertificateKeyFile { get; set; } = "";

    /// <summary>The file with the key's password, if it has one.</summary>
    public string CertificatePasswordFile { get; set; } = "";

    public bool IsUsed => Listen.Length > 0;

    public bool UsesTls => CertificateFile.Length > 0;

    public IPEndPoint Endpoint => IPEndPoint.Parse(Listen);

    string ICertificateFiles.Section => Section;

    bool ICertificateFiles.IsServed => IsUsed && UsesTls;

    /// <summary>The proxies that are believed.</summary>
    public IEnumerable<IPAddress> Proxies => ProxyList.Select(IPAddress.Parse);

    private string[] ProxyList => TrustedProxy.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public void Locate(Settings settings)
    {
        CertificateFile = Secret.Locate(CertificateFile, settings);
        CertificateKeyFile = Secret.Locate(CertificateKeyFile, settings);
        CertificatePasswordFile = Secret.Locate(CertificatePasswordFile, settings);
    }

    public IEnumerable<Bilingual> Faults(Settings settings)
    {
        if (Array.Find(ProxyList, each => !IPAddress.TryParse(each, out _)) is { } wrong)
        {
            yield return SettingFault.Of(
                "Answers:TrustedProxy",
                TrustedProxy,
                $"'{wrong}' không phải là một địa chỉ; ghi như 127.0.0.1, 192.168.1.5.",
                $"'{wrong}' is not an address; write them as in 127.0.0.1, 192.168.1.5.");
        }

        if (!IsUsed)
            yield break;
        if (!IPEndPoint.TryParse(Listen, out var endpoint) || !Listen.EndsWith($":{endpoint.Port}", StringComparison.Ordinal))
        {
            yield return SettingFault.Of(
                "Answers:Listen",
                Listen,
                "đây không phải là một địa chỉ và một cổng; hãy ghi như 127.0.0.1:8490.",
                "this is not an address and a port; write it as in 127.0.0.1:8490.");
            yield break;
        }

        if (!SectionBinder.Read<UnitLinkOptions>(settings, UnitLinkOptions.Section).IsUsed)
        {
            yield return SettingFault.Of(
                "Answers:PublicUrl",
                "",
                "trang trả lời cần biết người ở ngoài vào bằng địa chỉ nào; ghi như https://baocao.xa.example.",
                "the page of answers has to know its address outside; write it as in https://baocao.xa.example.");
        }

        if (!IPAddress.IsLoopback(endpoint.Address) && !UsesTls && ProxyList.Length == 0)
        {
            yield return SettingFault.Of(
                "Answers:Listen",
                Listen,
                "ở đó máy khác vào được mà không mã hóa: ghi chứng thư ở Answers:CertificateFile, hoặc máy chủ đứng trước ở "
                + "Answers:TrustedProxy.",
                "other machines reach it there without TLS: name a certificate in Answers:CertificateFile, or the proxy in front in "
                + "Answers:TrustedProxy.");
        }

        if (UsesTls && WebCertificate.Fault(this) is { } fault)
            yield return fault;
    }
}
