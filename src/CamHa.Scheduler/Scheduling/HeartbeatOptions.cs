using System.ComponentModel.DataAnnotations;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Scheduling;

/// <summary>The outside watcher that raises the alarm when this service falls silent.</summary>
public sealed class HeartbeatOptions : ISectionOptions
{
    public const string Section = "Heartbeat";

    /// <summary>
    /// The address that the watcher gives out, such as <c>https://hc-ping.com/UUID</c>; failures go to the same address with
    /// <c>/fail</c> appended. Empty for no watcher. Never shown: whoever knows it can report in this service's name.
    /// </summary>
    public string Url { get; set; } = "";

    /// <summary>The least number of minutes between two calls of the same kind.</summary>
    [Range(1, 1440)]
    public int MinMinutes { get; set; } = 10;

    /// <summary>Seconds to wait for the watcher's answer.</summary>
    [Range(1, 60)]
    public int TimeoutSeconds { get; set; } = 10;

    public IEnumerable<Bilingual> Faults(Settings settings) => Fault(Url) is { } fault ? [fault] : [];

    internal static Bilingual? Fault(string url) =>
        url.Length == 0 || (Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
            ? null
            : SettingFault.Of(
                "Heartbeat:Url",
                "***",
                "đây không phải là một địa chỉ trang; hãy chép cả địa chỉ, như https://hc-ping.com/UUID.",
                "this is no web address; write it whole, as in https://hc-ping.com/UUID.");
}
