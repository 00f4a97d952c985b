using System.ComponentModel.DataAnnotations;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Mail;

/// <summary>The sender, and how mails leave.</summary>
public sealed class MailOptions : ISectionOptions
{
    public const string Section = "Mail";

    /// <summary>
    /// <c>pickup</c> writes .eml files into a folder, <c>smtp</c> sends, <c>none</c> keeps all mails waiting until there is a mailbox.
    /// </summary>
    [OneOf("pickup", "smtp", "none")]
    public string Transport { get; set; } = "pickup";

    /// <summary>The sender of every mail.</summary>
    [Required]
    public string From { get; set; } = "bandieuhanh@camha.example";

    public string FromName { get; set; } = "Ban Chỉ đạo NTM xã Cẩm Hà";

    /// <summary>
    /// Where answers to reminders and reports go: the mailbox that <c>Inbox</c> reads. Empty for that one, by its login or as the
    /// sender; without an inbox for the specialist's, where a person reads them.
    /// </summary>
    public string ReplyTo { get; set; } = "";

    /// <summary>
    /// Whether answers go to the specialist as well as to the mailbox that <c>Inbox</c> reads. Without an inbox they always do.
    /// </summary>
    public bool ReplyToSpecialist { get; set; }

    /// <summary>
    /// Whether the mailbox's name is to have a code behind a plus, once that is known to work. Said by the inbox, and no setting.
    /// </summary>
    internal bool HasPlusAddresses { get; set; }

    /// <summary>Whether the service reads what is answered; only then mails promise it. Said by the inbox, and no setting.</summary>
    internal bool AnswersAreRead { get; set; }

    /// <summary>Where the pickup transport writes; relative to the folder of the configuration file.</summary>
    [Required]
    public string PickupFolder { get; set; } = "mail";

    /// <summary>Whether the pickup transport waits for the disk; a simulation with thousands of mails turns it off.</summary>
    public bool DurableFiles { get; set; } = true;

    /// <summary>A folder of templates that replace the built-in ones of the same file name; empty for none.</summary>
    public string TemplateFolder { get; set; } = "";

    /// <summary>The domain of the sender's address; Message-IDs end in it.</summary>
    public string Domain => MailAddress.Domain(From);

    internal bool HasNone => string.Equals(Transport, "none", StringComparison.OrdinalIgnoreCase);

    public bool UsesSmtp => string.Equals(Transport, "smtp", StringComparison.OrdinalIgnoreCase);

    public void Locate(Settings settings)
    {
        PickupFolder = settings.Resolve(PickupFolder);
        TemplateFolder = settings.Resolve(TemplateFolder);
    }

    public IEnumerable<Bilingual> Faults(Settings settings)
    {
        if (!MailAddress.IsValid(From))
        {
            yield return SettingFault.Of(
                "Mail:From",
                From,
                "đây không phải là địa chỉ thư điện tử; hãy ghi như nhacviec@camha.example.",
                "this is not a mail address; write it as in nhacviec@camha.example.");
        }

        if (ReplyTo.Length > 0 && !MailAddress.IsValid(ReplyTo))
        {
            yield return SettingFault.Of(
                "Mail:ReplyTo",
                ReplyTo,
                "đây không phải là địa chỉ thư điện tử; hãy ghi như nhacviec@camha.example, hoặc để trống.",
                "this is not a mail address; write it as in nhacviec@camha.example, or nothing.");
        }
    }
}
