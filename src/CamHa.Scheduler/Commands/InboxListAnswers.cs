using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Inbox;
using CamHa.Scheduler.Inbox.Files;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Commands;

/// <summary>What is said of mails that came in.</summary>
internal static class InboxListAnswers
{
    public static string None => Language.Say(
        "Chưa có thư đến nào như vậy. Hộp thư đến được đọc khi có Inbox:Source.",
        "There is no such mail. The mailbox is read where Inbox:Source is set.");

    public static string NotKept => Language.Say("Nội dung thư không còn lưu.", "The mail itself is not kept.");

    public static string Listed(int count, int last) => count == last
        ? Language.Say($"{count} thư mới nhất; xem thêm: --last SỐ.", $"The newest {count} mails; more: --last N.")
        : Language.Say($"{count} thư.", $"{count} mails.");

    public static string NoMail(long id) => Language.Say(
        $"không có thư đến số {id}; xem: camha inbox list.", $"there is no mail {id}; 'camha inbox list' shows them.");

    public static string Row(ListedMail mail, CampaignClock clock)
    {
        var indent = new string(' ', 8);
        return $"{mail.Id,6}  {clock.Say(mail.ReceivedAt)}  {mail.State.Word()}{(mail.Unit.Length == 0 ? "" : $"  {mail.Unit}")}"
            + $"{Environment.NewLine}{indent}{Sender(mail)}: {mail.Subject}"
            + (mail.Reason.Length == 0 ? "" : $"{Environment.NewLine}{indent}{mail.Reason}");
    }

    public static IEnumerable<string> Standing(ListedMail mail, CampaignClock clock)
    {
        yield return Fact(Language.Say("Thư đến", "Mail"), $"{mail.Id}");
        yield return Fact(Language.Say("Nhận lúc", "Received"), clock.Say(mail.ReceivedAt));
        yield return Fact(Language.Say("Trạng thái", "State"), mail.State.Word());
        if (mail.Reason.Length > 0)
            yield return Fact(Language.Say("Vì sao", "Why"), mail.Reason);
        if (mail.Unit.Length > 0)
            yield return Fact(Language.Say("Đơn vị", "Unit"), $"{mail.Unit} ({mail.Campaign})");
        if (mail.OutboxMessageId is { } answered)
            yield return Fact(Language.Say("Về thư", "About"), $"camha outbox show {answered}");
        if (mail.GestureId is { } gesture)
            yield return Fact(Language.Say("Lần sửa", "Change"), $"camha change show {gesture}");
        foreach (var file in mail.Files ?? [])
            yield return Fact(Language.Say($"Tệp {file.Number}", $"File {file.Number}"), $"{file.Name}  {File(file)}");
        if (mail.Files is { Count: > 0 })
            yield return Fact("", Language.Say(
                $"Lấy các tệp: camha inbox show {mail.Id} --files-to THƯ-MỤC",
                $"To write them: camha inbox show {mail.Id} --files-to FOLDER"));
    }

    public static string NoFiles => Language.Say("Thư không có tệp gửi kèm.", "No files came with the mail.");

    /// <summary>What a file is, how large, and why it does not count.</summary>
    public static string File(ReceivedFile file) =>
        $"{Language.Say(file.Kind.Word, file.Type)}, {Language.Say(SizeWords.Of(file.SizeBytes), $"{file.SizeBytes:N0} bytes")}, SHA-256 "
        + $"{file.Sha256[..12]}…" + (file.Fault is { } fault ? $" ({Fault(fault)})" : "");

    private static string Fault(FileFault fault) => fault switch
    {
        FileFault.TooMany => Language.Say("không tính: thư có quá nhiều tệp", "does not count: too many files in the mail"),
        FileFault.TooLarge => Language.Say("không tính: các tệp của thư quá lớn", "does not count: the mail's files are too large"),
        _ => Language.Say("không tính: đơn vị đã gửi quá nhiều trong tuần", "does not count: the unit has sent too much in the week"),
    };

    /// <summary>The mail as its reader sees it; of one that cannot be read, nothing but that.</summary>
    public static IEnumerable<string> Mail(byte[] bytes, CampaignClock clock)
    {
        try
        {
            return [.. OutboxAnswers.Mail(ReadMail.Of(bytes), clock)];
        }
        catch (FormatException)
        {
            return [Language.Say(
                "Không đọc được thư này; xem từng byte bằng --raw.", "This mail cannot be read; --raw prints its bytes.")];
        }
    }

    private static string Sender(ListedMail mail) => mail.SenderName.Length == 0 ? mail.Sender : $"{mail.SenderName} <{mail.Sender}>";

    private static string Fact(string name, string value) => $"{name,-14}{value}";
}
