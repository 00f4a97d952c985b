using System.ComponentModel.DataAnnotations;

namespace CamHa.Scheduler.Web;

public sealed class WebOptions
{
    public const string Section = "Web";

    /// <summary>Whether the service answers over HTTP at all.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Address and port, as in <c>127.0.0.1:8480</c> or <c>[::1]:8480</c>; port 0 takes a free one.</summary>
    [Required]
    public string Listen { get; set; } = "127.0.0.1:8480";
}
