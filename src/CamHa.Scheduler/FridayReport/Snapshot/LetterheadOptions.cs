using System.ComponentModel.DataAnnotations;
using System.Globalization;
using CamHa.Scheduler.Configuration;

namespace CamHa.Scheduler.FridayReport.Snapshot;

/// <summary>The letterhead's settings, a part of the report's section.</summary>
public sealed class LetterheadOptions
{
    public const string Section = "Report";

    /// <summary><c>party</c> or <c>state</c>.</summary>
    [OneOf("party", "state")]
    public string Layout { get; set; } = "party";

    /// <summary>The superior body; where empty, the party committee or people's committee of the campaign's place.</summary>
    public string SuperiorOrgan { get; set; } = "";

    /// <summary>The committee; where empty, the campaign's unit that is the committee.</summary>
    public string IssuingOrgan { get; set; } = "";

    /// <summary>Follows the number that the clerk fills in.</summary>
    [Required]
    public string NumberSuffix { get; set; } = "BC/BCĐ";

    /// <summary>The body the signer signs for; where empty, the committee, abbreviated as the layout does.</summary>
    public string SignsFor { get; set; } = "";

    [Required]
    public string SignerTitle { get; set; } = "TRƯỞNG BAN";

    public string SignerName { get; set; } = "";

    /// <summary>The lines under "Nơi nhận:", separated by semicolons.</summary>
    [Required]
    [ListSetting(';')]
    public string SentTo { get; set; } =
        "Thường trực Đảng ủy; Ban Chỉ đạo NTM xã; Các ban, ngành, đoàn thể cấp xã; Các thôn xóm; Lưu: VT, NTM";

    /// <param name="place">The campaign's place, such as <c>Cẩm Hà</c>.</param>
    /// <param name="committee">The name of the campaign's committee; may be empty.</param>
    public Letterhead LetterheadOf(string place, string committee)
    {
        var isState = string.Equals(Layout, nameof(LetterheadLayout.State), StringComparison.OrdinalIgnoreCase);
        return new()
        {
            Layout = isState ? LetterheadLayout.State : LetterheadLayout.Party,
            SuperiorOrgan = SuperiorOrgan.Length > 0
                ? SuperiorOrgan
                : $"{(isState ? "ỦY BAN NHÂN DÂN" : "ĐẢNG ỦY")} XÃ {place.ToUpperInvariant()}",
            IssuingOrgan = IssuingOrgan.Length > 0 ? IssuingOrgan
                : committee.Length > 0 ? committee.ToUpper(CultureInfo.GetCultureInfo("vi-VN"))
                : "BAN CHỈ ĐẠO",
            NumberSuffix = NumberSuffix,
            Place = place,
            SignsFor = SignsFor.Length > 0 ? SignsFor : isState ? "TM. BAN CHỈ ĐẠO" : "T/M BAN CHỈ ĐẠO",
            SignerTitle = SignerTitle,
            SignerName = SignerName,
            SentTo = SentTo.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        };
    }
}
