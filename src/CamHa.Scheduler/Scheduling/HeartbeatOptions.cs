using System.ComponentModel.DataAnnotations;
using CamHa.Scheduler.Configuration;

namespace CamHa.Scheduler.Scheduling;

/// <summary>Somebody outside who misses this service when it falls silent.</summary>
public sealed class HeartbeatOptions : ISectionOptions
{
    public const string Section = "Heartbeat";

    /// <summary>
    /// The address that such a service gives, as in <c>https://hc-ping.com/UUID</c>; a failure goes to the same with
    /// <c>/fail</c>. Empty for none. Never shown: who knows it can speak for this service.
    /// </summary>
    public string Url { get; set; } = "";

    /// <summary>Minutes between two calls of one kind, at least.</summary>
    [Range(1, 1440)]
    public int MinMinutes { get; set; } = 10;

    [Range(1, 60)]
    public int TimeoutSeconds { get; set; } = 10;

    public IEnumerable<string> Faults(Settings settings) => Fault(Url) is { } fault ? [fault] : [];

    internal static string? Fault(string url) =>
        url.Length == 0 || (Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
            ? null
            : "Heartbeat:Url = '***': this is no web address; write it whole, as in https://hc-ping.com/UUID.";
}
