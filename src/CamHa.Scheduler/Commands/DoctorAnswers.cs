using System.Data.Common;
using System.Globalization;
using CamHa.Scheduler.Alerts;
using CamHa.Scheduler.Inbox;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using CamHa.Scheduler.Web;
using CamHa.Scheduler.Web.Pages;

namespace CamHa.Scheduler.Commands;

/// <summary>What <c>doctor</c> finds for itself, besides the checks that the service makes too, and what the things are called.</summary>
internal static class DoctorAnswers
{
    public static Finding SettingsAreValid { get; } =
        new("configuration", true, "every setting is valid") { InVietnamese = "mọi mục đều đúng" };

    /// <summary>What was checked, in the language in use.</summary>
    public static string Name(string what) => Language.Say(
        what switch
        {
            "configuration" => "thiết lập",
            "connection" => "kết nối",
            "database" => "cơ sở dữ liệu",
            "tables" => "bảng dữ liệu",
            "server" => "máy chủ dữ liệu",
            "cluster" => "cụm máy",
            "mail" => "máy chủ thư",
            "mailbox" => "hộp thư đến",
            "inbox" => "thư đến",
            "reputation" => "uy tín thư gửi",
            "links" => "trang trả lời",
            "page" => "trang theo dõi",
            "armed" => "quyền gửi thư",
            "addresses" => "địa chỉ thư",
            "backup" => "sao lưu",
            "calendar" => "lịch nghỉ",
            "campaign" => "kế hoạch",
            "plan" => "kế hoạch",
            "clock" => "đồng hồ",
            "time zone" => "múi giờ",
            "dates" => "ngày tháng",
            "disk" => "ổ đĩa",
            "scheduler" => "bộ hẹn giờ",
            "expiry" => "hạn dùng",
            "held" => "thư bị giữ",
            "first sending" => "lần gửi đầu tiên",
            "leads" => "đơn vị chủ trì",
            "look" => "việc chạy theo giờ",
            "outbox" => "hộp thư đi",
            "pause" => "tạm dừng",
            "report" => "báo cáo",
            "templates" => "mẫu thư",
            "check" => "kiểm tra",
            _ => what,
        },
        what);

    public static string Unsafe(string warning) => $"Kết nối tới máy chủ dữ liệu chưa an toàn; báo người cài đặt: {warning}";

    public static Finding DatabaseIsGood(Bilingual database) =>
        new("database", true, $"{database.English}, schema up to date") { InVietnamese = $"{database.Vietnamese}, đúng phiên bản" };

    public static Finding DatabaseIsOld(Bilingual database, IReadOnlyList<string> pending)
    {
        var lacking = string.Join(", ", pending);
        return new("database", false, $"{database.English} lacks {lacking}; run 'camha init'.")
        {
            InVietnamese = $"{database.Vietnamese} chưa được cập nhật ({lacking}); gõ: camha init",
        };
    }

    public static Finding DatabaseAway(StorageException fault) => DatabaseAway(fault.Message, fault.InVietnamese);

    public static Finding DatabaseAway(DbException fault) => DatabaseAway(StorageFaults.Says(fault), StorageFaults.InVietnamese(fault));

    private static Finding DatabaseAway(string says, string inVietnamese) => new("database", false, says)
    {
        InVietnamese = inVietnamese.Length > 0 ? inVietnamese : $"Không dùng được cơ sở dữ liệu; báo người cài đặt: {says}",
    };

    public static Finding MailIsGood(Bilingual transport) =>
        new("mail", true, transport.English) { InVietnamese = transport.Vietnamese };

    /// <summary>Why nothing can be sent, with the remedy first: the server's words mean nothing to a clerk.</summary>
    public static string NoMail(TransportUnavailableException fault) =>
        $"{TransportWords.Vietnamese(fault.Message)} Chi tiết: {fault.Message}";

    // Nothing is sent: RSET follows RCPT.
    public static Finding OfAnswer(Bilingual transport, string specialist, Delivery answer) => answer.Outcome switch
    {
        DeliveryOutcome.Delivered => new("mail", true, $"{transport.English} takes mail for {specialist}")
        {
            InVietnamese = $"{transport.Vietnamese} nhận thư gửi {specialist}",
        },
        DeliveryOutcome.Refused or DeliveryOutcome.TooLarge or DeliveryOutcome.AddressRefused =>
            new(
                "mail",
                false,
                $"{transport.English} refuses {specialist}: {answer.Code} {answer.Reply}. Correct the address in contacts.csv.")
            {
                InVietnamese = $"{transport.Vietnamese} từ chối địa chỉ {specialist}. "
                    + "Sửa địa chỉ trong contacts.csv rồi gõ: camha import THƯ-MỤC. "
                    + $"Máy chủ trả lời: {answer.Code} {answer.Reply}",
            },
        _ => new(
            "mail",
            true,
            $"{transport.English} does not take mail for {specialist} now: {answer.Code} {answer.Reply}. Ask again in a few minutes.",
            IsWarning: true)
        {
            InVietnamese = $"{transport.Vietnamese} lúc này chưa nhận thư gửi {specialist}; kiểm tra lại sau vài phút. "
                + $"Máy chủ trả lời: {answer.Code} {answer.Reply}",
        },
    };

    public static Finding NoMailbox { get; } = new("mailbox", true, "none is read: Inbox:Source = 'none'", IsWarning: true)
    {
        InVietnamese = "chưa đọc hộp thư nào: Inbox:Source = 'none'. Muốn đọc thư trả lời thì đặt Inbox:Source là imap, pop3 hoặc folder",
    };

    private static string InVietnamese(string mailbox) => mailbox.StartsWith("folder ", StringComparison.Ordinal)
        ? $"thư mục {mailbox["folder ".Length..]}" : mailbox;

    /// <param name="name">The mailbox's name.</param>
    /// <param name="fault">Why it cannot be opened, in English; null where it can.</param>
    public static Finding Mailbox(string name, string? fault) => fault is null
        ? new("mailbox", true, $"{name} opens") { InVietnamese = $"mở được {InVietnamese(name)}" }
        : new("mailbox", false, fault) { InVietnamese = $"{MailboxWords.Vietnamese(fault)} Chi tiết: {fault}" };

    public static Finding Probe(ProbeAnswer answer) => answer.Took is { } took
        ? new("mailbox", true, $"a mail to {answer.Address} was found there after {Seconds(took)} s")
        {
            InVietnamese = $"thư thử gửi đến {answer.Address} đã vào hộp thư sau {Seconds(took)} giây",
        }
        : new("mailbox", false, $"a mail to {answer.Address}: {answer.Fault?.English}")
        {
            InVietnamese = $"thư thử gửi đến {answer.Address}: {answer.Fault?.Vietnamese}",
        };

    /// <summary>What a probe says of addresses with a code behind a plus.</summary>
    /// <param name="plus">What became of the mail to such an address.</param>
    /// <param name="isWanted">Whether the settings want them.</param>
    public static Finding PlusProbe(ProbeAnswer plus, bool isWanted) => (plus.Took, isWanted) switch
    {
        ({ } took, true) => new("mailbox", true, $"a mail to {plus.Address} too, after {Seconds(took)} s; answers are asked for there")
        {
            InVietnamese = $"thư gửi đến {plus.Address} cũng đến, sau {Seconds(took)} giây; các thư hỏi trả lời vào địa chỉ dạng này",
        },
        ({ } took, false) => new(
            "mailbox", true, $"a mail to {plus.Address} too, after {Seconds(took)} s; Inbox:PlusAddresses=true may be set")
        {
            InVietnamese = $"thư gửi đến {plus.Address} cũng đến, sau {Seconds(took)} giây; muốn dùng thì đặt Inbox:PlusAddresses=true",
        },
        (null, true) => new(
            "mailbox",
            true,
            $"{plus.Fault?.English} Answers are asked for at the mailbox without a plus; Inbox:PlusAddresses=false ends this warning.",
            IsWarning: true)
        {
            InVietnamese = $"{plus.Fault?.Vietnamese} Các thư vẫn hỏi trả lời vào địa chỉ không có dấu cộng; "
                + "đặt Inbox:PlusAddresses=false thì thôi nhắc.",
        },
        _ => new("mailbox", true, $"{plus.Fault?.English} Such addresses are not used, so nothing is to be done.")
        {
            InVietnamese = $"{plus.Fault?.Vietnamese} Địa chỉ dạng này đang không dùng nên không phải làm gì.",
        },
    };

    /// <summary>Addresses with a plus are wanted, and no probe has shown that they work.</summary>
    public static Finding PlusIsNotProven { get; } = new(
        "mailbox",
        true,
        "Inbox:PlusAddresses is on, and no probe has shown that the server delivers such addresses: run 'camha doctor --probe'",
        IsWarning: true)
    {
        InVietnamese = "Inbox:PlusAddresses đang bật nhưng chưa lần thử nào thấy máy chủ thư nhận địa chỉ có dấu cộng; "
            + "thử bằng lệnh: camha doctor --probe",
    };

    private static string Seconds(TimeSpan took) => Math.Max(took.TotalSeconds, 0.1).ToString("0.0", CultureInfo.InvariantCulture);

    /// <summary>Who may decide on the page; null where there is none.</summary>
    /// <param name="web">How it is served.</param>
    /// <param name="hasAccounts">Whether it asks for an account.</param>
    public static Finding? Page(WebOptions web, bool hasAccounts) => web switch
    {
        { Enabled: false } => null,
        _ when hasAccounts => new("page", true, $"{web.Listen}, which asks for an account")
        {
            InVietnamese = $"{web.Listen}, hỏi tên và mật khẩu",
        },
        { AsksForPassword: true } => new("page", true, $"{web.Listen}, which asks for a password")
        {
            InVietnamese = $"{web.Listen}, có mật khẩu",
        },
        _ => new(
            "page",
            true,
            $"{web.Listen} asks for no password: every program and every user of this machine can release, cancel and pause all mails "
            + $"there. Make the first account at http://{web.Listen}{FirstAccountPage.Path}; "
            + "or 'camha configure --web false' for no page at all",
            IsWarning: true)
        {
            InVietnamese = $"{web.Listen} không có mật khẩu: mọi chương trình và mọi người dùng máy này có thể cho gửi, hủy và dừng "
                + $"mọi thư ở đó. Hãy lập tài khoản đầu tiên ở http://{web.Listen}{FirstAccountPage.Path}; "
                + "không dùng trang: camha configure --web false",
        },
    };
}
