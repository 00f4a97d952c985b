using System.ComponentModel.DataAnnotations;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Inbox;

/// <summary>Where answers are read from. What is left empty is taken from <c>Smtp</c>: by default the mailbox that sends.</summary>
public sealed class InboxOptions : ISectionOptions
{
    public const string Section = "Inbox";

    /// <summary><c>imap</c> or <c>pop3</c> reads a mailbox, <c>folder</c> reads files, <c>none</c> reads nothing.</summary>
    [OneOf("none", "imap", "pop3", "folder")]
    public string Source { get; set; } = "none";

    /// <summary>The server of the mailbox.</summary>
    public string Host { get; set; } = "";

    /// <summary>0 for the usual one: 993 or 143 for IMAP, 995 or 110 for POP3.</summary>
    [Range(0, 65535)]
    public int Port { get; set; }

    /// <summary>
    /// <c>tls</c> is TLS from the first byte, <c>starttls</c> requires STARTTLS, <c>none</c> is for a server on this machine only.
    /// </summary>
    [OneOf("tls", "starttls", "none")]
    public string Security { get; set; } = "tls";

    /// <summary>A PEM file with the certificate of an authority to trust as well; empty for <c>Smtp:CaFile</c>.</summary>
    public string CaFile { get; set; } = "";

    /// <summary>Empty for <c>Smtp:User</c>.</summary>
    public string User { get; set; } = "";

    /// <summary>Where none is given in any way, <c>Smtp:Password</c>.</summary>
    public string Password { get; set; } = "";

    /// <summary>A file that holds the password and nothing else; relative to the folder of the configuration file.</summary>
    public string PasswordFile { get; set; } = "";

    /// <summary>The password as <c>camha protect</c> printed it.</summary>
    public string PasswordProtected { get; set; } = "";

    /// <summary>The folder of the IMAP mailbox that is read.</summary>
    [Required]
    public string Mailbox { get; set; } = "INBOX";

    /// <summary>
    /// The folder of the IMAP mailbox, or of the disk, to which mails of ours are moved once they are kept; empty for leaving them where
    /// they are. Nothing is ever deleted.
    /// </summary>
    public string MoveTo { get; set; } = "";

    /// <summary>The folder of .eml files, or a Maildir; relative to the folder of the configuration file.</summary>
    public string Folder { get; set; } = "";

    /// <summary>
    /// Whether answers are asked for at the mailbox's name with the mail's code behind a plus, as in <c>nhacviec+NTM-T04-5M7K3F9Q@…</c>.
    /// They are from when a mail to such an address was found in the mailbox (<c>camha doctor --probe</c>): elsewhere answers would be
    /// lost.
    /// </summary>
    public bool PlusAddresses { get; set; }

    /// <summary>The largest mail that is read whole, in millions of bytes; of a larger one only the headers are kept.</summary>
    [Range(1, 100)]
    public int MaxMegabytes { get; set; } = 25;

    /// <summary>Seconds between two looks, whatever the server announces meanwhile.</summary>
    [Range(5, 3600)]
    public int PollSeconds { get; set; } = 60;

    /// <summary>Seconds that one exchange with the server may take.</summary>
    [Range(1, 600)]
    public int TimeoutSeconds { get; set; } = 30;

    /// <summary>Days for which a mail is kept with its bytes and with what was decided.</summary>
    [Range(1, 36_500)]
    public int KeepDays { get; set; } = 400;

    public bool IsUsed => !Source.Equals("none", StringComparison.OrdinalIgnoreCase);

    internal bool IsFolder => Source.Equals("folder", StringComparison.OrdinalIgnoreCase);

    internal bool IsImap => Source.Equals("imap", StringComparison.OrdinalIgnoreCase);

    internal bool IsPlain => Security.Equals("none", StringComparison.OrdinalIgnoreCase);

    internal int UsedPort => Port > 0 ? Port
        : IsImap ? (IsTls ? 993 : 143)
        : IsTls ? 995 : 110;

    internal long MaxBytes => MaxMegabytes * 1_000_000L;

    internal Secret PasswordSource => new("Inbox:Password", Password, PasswordFile, PasswordProtected);

    internal bool IsTls => Security.Equals("tls", StringComparison.OrdinalIgnoreCase);

    /// <summary>Where answers are read, mails ask for them, and at the mailbox that is read.</summary>
    internal static void TellMails(MailOptions mail, Settings settings)
    {
        var inbox = SectionBinder.Read<InboxOptions>(settings, Section);
        mail.AnswersAreRead = inbox.IsUsed;
        mail.HasPlusAddresses = inbox is { IsUsed: true, PlusAddresses: true };
        if (!inbox.IsUsed || mail.ReplyTo.Length > 0)
            return;
        // A login is an address at most providers; of a folder nobody knows, and the sender's is what people answer to.
        var login = inbox.IsFolder ? ""
            : inbox.User.Length > 0 ? inbox.User
            : SectionBinder.Read<SmtpOptions>(settings, SmtpOptions.Section).User;
        mail.ReplyTo = MailAddress.IsValid(login) ? login : mail.From;
    }

    public void Locate(Settings settings)
    {
        CaFile = settings.Resolve(CaFile);
        PasswordFile = Secret.Locate(PasswordFile, settings);
        Folder = settings.Resolve(Folder);
        if (IsFolder)
            MoveTo = settings.Resolve(MoveTo);
    }

    public IEnumerable<Bilingual> Faults(Settings settings)
    {
        if (PasswordSource.Fault() is { } passwordFault)
            yield return passwordFault;
        if (!IsUsed)
            yield break;
        if (IsFolder)
        {
            if (Folder.Length == 0)
            {
                yield return SettingFault.Of(
                    "Inbox:Folder",
                    "",
                    "Inbox:Source = 'folder' cần có thư mục để đọc; hãy ghi đường dẫn của nó.",
                    "Inbox:Source = 'folder' needs a folder to read; write its path.");
            }

            yield break;
        }

        var smtp = SectionBinder.Read<SmtpOptions>(settings, SmtpOptions.Section);
        if (Host.Length == 0)
        {
            yield return SettingFault.Of(
                "Inbox:Host",
                "",
                $"Inbox:Source = '{Source}' cần có tên máy chủ của hộp thư đến; hãy ghi như imap.camha.example.",
                $"Inbox:Source = '{Source}' needs the mailbox's server; write it as in imap.camha.example.");
        }

        if (User.Length == 0 && smtp.User.Length == 0)
        {
            yield return SettingFault.Of(
                "Inbox:User",
                "",
                "chưa có tên đăng nhập của hộp thư đến; hãy ghi như nhacviec@camha.example.",
                "the mailbox needs a login; write it as in nhacviec@camha.example.");
        }

        if (IsPlain && !SmtpOptions.IsThisMachine(Host))
        {
            yield return SettingFault.Of(
                "Inbox:Security",
                Security,
                $"thư và mật khẩu sẽ đi từ {Host} mà không được mã hóa; hãy ghi tls hoặc starttls. "
                + "Chỉ dùng none khi máy chủ thư là chính máy này.",
                $"mails and password would travel from {Host} in the open; write tls or starttls. None is for a server on this machine.");
        }

        if (CaFile.Length > 0 && CertificateAuthority.FaultOf(CaFile) is { } fault)
        {
            yield return SettingFault.Of(
                "Inbox:CaFile",
                CaFile,
                "không đọc được chứng thư; hãy ghi tên tệp PEM có chứng thư của nơi cấp, mà tài khoản của dịch vụ được đọc. "
                + $"Chi tiết: {fault}",
                $"{fault}; name a PEM file with the authority's certificate, readable by the service's account.");
        }
    }
}
