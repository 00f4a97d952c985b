using System.ComponentModel.DataAnnotations;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Alerts;

/// <summary>When the service raises an alert about itself, and whom it tells.</summary>
public sealed class AlertOptions : ISectionOptions
{
    public const string Section = "Alerts";

    /// <summary>The addresses that are told, separated by commas; empty for the specialist.</summary>
    [ListSetting]
    public string To { get; set; } = "";

    /// <summary>Minutes after its time at which people are told of a report that has not left.</summary>
    [Range(5, 1440)]
    public int ReportGraceMinutes { get; set; } = 30;

    /// <summary>Hours that a mail may wait, although mails can leave, before people are told.</summary>
    [Range(1, 168)]
    public int PendingHours { get; set; } = 2;

    /// <summary>Days before the end of a campaign without a successor at which people are told.</summary>
    [Range(1, 365)]
    public int CampaignEndDays { get; set; } = 30;

    /// <summary>Days before a password, a client secret or a certificate expires at which people are told.</summary>
    [Range(1, 365)]
    public int ExpiryDays { get; set; } = 21;

    internal IReadOnlyList<string> Recipients => To.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries);

    public IEnumerable<Bilingual> Faults(Settings settings) => Recipients
        .Where(address => !MailAddress.IsValid(address))
        .Select(address => SettingFault.Of(
            "Alerts:To",
            address,
            "đây không phải là địa chỉ thư điện tử; hãy ghi các địa chỉ cách nhau bằng dấu phẩy, như vanthu@camha.example, "
            + "hoặc để trống thì báo cho chuyên trách.",
            "this is not a mail address; write addresses separated by commas, as in vanthu@camha.example, "
            + "or leave it empty for the specialist."));
}
