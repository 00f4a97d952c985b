using System.ComponentModel.DataAnnotations;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Observability;

/// <summary>Where the service's metrics and traces go. With neither set, nothing is collected at all.</summary>
public sealed class ObservabilityOptions : ISectionOptions
{
    public const string Section = "Observability";

    /// <summary>Whether <c>/metrics</c> is served beside the page, for Prometheus to scrape.</summary>
    public bool Prometheus { get; set; }

    /// <summary>The collector to which metrics and traces are sent by OTLP, such as <c>http://127.0.0.1:4318</c>.</summary>
    public string OtlpEndpoint { get; set; } = "";

    /// <summary>
    /// The collector's protocol: <c>http</c>, which is protobuf over HTTP, usually at port 4318, or <c>grpc</c>, usually at
    /// port 4317.
    /// </summary>
    [OneOf("http", "grpc")]
    public string OtlpProtocol { get; set; } = "http";

    /// <summary>Seconds between two exports of metrics by OTLP.</summary>
    [Range(1, 3600)]
    public int OtlpSeconds { get; set; } = 60;

    public bool IsGrpc => OtlpProtocol.Equals("grpc", StringComparison.OrdinalIgnoreCase);

    public IEnumerable<Bilingual> Faults(Settings settings) => Fault() is { } fault ? [fault] : [];

    private Bilingual? Fault()
    {
        var isAddress = Uri.TryCreate(OtlpEndpoint, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";
        return OtlpEndpoint.Length == 0 || (isAddress && uri!.UserInfo.Length == 0)
            ? null
            : SettingFault.Of(
                "Observability:OtlpEndpoint",
                OtlpEndpoint.Contains('@', StringComparison.Ordinal) ? "***" : OtlpEndpoint,
                "hãy ghi địa chỉ nơi thu thập, không có tên hay mật khẩu trong đó, như http://127.0.0.1:4318.",
                "write the collector's address, without a name or password in it, as in http://127.0.0.1:4318.");
    }
}
