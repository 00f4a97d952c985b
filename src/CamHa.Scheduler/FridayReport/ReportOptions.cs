using System.ComponentModel.DataAnnotations;
using CamHa.Scheduler.Configuration;

namespace CamHa.Scheduler.FridayReport;

/// <summary>The report as files: its letterhead, and where they go.</summary>
public sealed class ReportOptions : ISectionOptions
{
    public const string Section = "Report";

    /// <summary><c>party</c> or <c>state</c>.</summary>
    [RegularExpression("^(?i:party|state)$", ErrorMessage = "write party or state")]
    public string Layout { get; set; } = "party";

    /// <summary>The organ above; where it is empty, the party committee or people's committee of the campaign's place.</summary>
    public string SuperiorOrgan { get; set; } = "";

    [Required]
    public string IssuingOrgan { get; set; } = "BAN CHỈ ĐẠO CHƯƠNG TRÌNH MTQG XÂY DỰNG NÔNG THÔN MỚI";

    /// <summary>What follows the number that the clerk fills in.</summary>
    [Required]
    public string NumberSuffix { get; set; } = "BC/BCĐ";

    /// <summary>For whom is signed; where it is empty, the committee as the layout writes it.</summary>
    public string SignsFor { get; set; } = "";

    [Required]
    public string SignerTitle { get; set; } = "TRƯỞNG BAN";

    public string SignerName { get; set; } = "";

    /// <summary>Under "Nơi nhận:", separated by semicolons.</summary>
    [Required]
    public string SentTo { get; set; } = "Thường trực Đảng ủy; Ban Chỉ đạo NTM xã; Các ban, ngành, đoàn thể cấp xã; Các thôn xóm; Lưu: VT, NTM";

    /// <summary>Off: no Word, PDF and Excel are made; the mail is all there is, and the snapshot is filed.</summary>
    public bool MakeFiles { get; set; } = true;

    /// <summary>Where every report is filed; relative to the folder of the configuration file.</summary>
    [Required]
    public string ArchiveFolder { get; set; } = "reports";

    /// <summary>An address that gets a copy of every report; empty for none.</summary>
    public string ArchiveAddress { get; set; } = "";

    /// <summary>What a mail with its files may weigh on the wire; what does not fit stays in the archive, and the mail says so.</summary>
    [Range(1, 100)]
    public int MaxMailMegabytes { get; set; } = 10;

    public void Locate(Settings settings) => ArchiveFolder = settings.Resolve(ArchiveFolder);

    public Letterhead LetterheadOf(string place)
    {
        var isState = string.Equals(Layout, "state", StringComparison.OrdinalIgnoreCase);
        return new()
        {
            Layout = isState ? LetterheadLayout.State : LetterheadLayout.Party,
            SuperiorOrgan = SuperiorOrgan.Length > 0 ? SuperiorOrgan : $"{(isState ? "ỦY BAN NHÂN DÂN" : "ĐẢNG ỦY")} XÃ {place.ToUpperInvariant()}",
            IssuingOrgan = IssuingOrgan,
            NumberSuffix = NumberSuffix,
            Place = place,
            SignsFor = SignsFor.Length > 0 ? SignsFor : isState ? "TM. BAN CHỈ ĐẠO" : "T/M BAN CHỈ ĐẠO",
            SignerTitle = SignerTitle,
            SignerName = SignerName,
            SentTo = SentTo.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        };
    }
}
