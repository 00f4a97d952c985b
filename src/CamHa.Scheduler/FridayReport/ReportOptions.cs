using System.ComponentModel.DataAnnotations;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.FridayReport.Snapshot;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.FridayReport;

/// <summary>The report's files: whether they are made, and where they go. <see cref="LetterheadOptions"/> share the section.</summary>
public sealed class ReportOptions : ISectionOptions
{
    public const string Section = LetterheadOptions.Section;

    /// <summary>Whether Word, PDF and Excel files are made; otherwise the mail carries none and only the snapshot is archived.</summary>
    public bool MakeFiles { get; set; } = true;

    /// <summary>Whether the Friday report waits for somebody to approve it on the page.</summary>
    public bool WaitForApproval { get; set; }

    /// <summary>When on its day a report leaves that nobody has approved.</summary>
    public TimeOnly ApprovalUntil { get; set; } = new(17, 30);

    /// <summary>Until when a report waits to be approved; null where none waits.</summary>
    public TimeOnly? Approval => WaitForApproval ? ApprovalUntil : null;

    /// <summary>The folder of the archive; a relative path starts at the folder of the configuration file.</summary>
    [Required]
    public string ArchiveFolder { get; set; } = "reports";

    /// <summary>An address that gets a copy of every report; empty for none.</summary>
    public string ArchiveAddress { get; set; } = "";

    /// <summary>The largest mail with its files, in megabytes on the wire; the mail says which files it leaves to the archive.</summary>
    [Range(1, 100)]
    public int MaxMailMegabytes { get; set; } = 10;

    public void Locate(Settings settings) => ArchiveFolder = settings.Resolve(ArchiveFolder);

    public IEnumerable<Bilingual> Faults(Settings settings)
    {
        if (ArchiveAddress.Length > 0 && !MailAddress.IsValid(ArchiveAddress))
        {
            yield return SettingFault.Of(
                "Report:ArchiveAddress",
                ArchiveAddress,
                "đây không phải là địa chỉ thư điện tử; hãy ghi một địa chỉ, như luutru@camha.example, hoặc để trống.",
                "this is not a mail address; write one, as in luutru@camha.example, or leave it empty.");
        }

        if (!MailingTimeRule.IsByDay(ApprovalUntil))
            yield return SettingFault.Of("Report:ApprovalUntil", ApprovalUntil, MailingTimeRule.Hours);
    }
}
