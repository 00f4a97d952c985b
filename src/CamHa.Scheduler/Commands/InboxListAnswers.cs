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

    /// <summary>What waits for a person, wherever in the list it stands; null for nothing.</summary>
    public static string? Waiting(int count) => count == 0 ? null : Language.Say(
        $"{count} thư chờ người xem: camha inbox list --state triage", $"{count} mails wait for a person: camha inbox list --state triage");

    public static string Ignored(long id) => Language.Say(
        $"Đã đóng thư {id}; không ghi gì, không gửi thư cho ai.", $"Mail {id} is closed; nothing was written, and nobody is told.");

    public static string Asked(long id, string address) => Language.Say(
        $"Đã hỏi lại {address} về thư {id}; thư trả lời đến thì được xử lý như thư mới.",
        $"{address} is asked about mail {id}; the answer is taken as a mail of its own.");

    public static string Told(AppliedMail applied, bool isAsked) => applied.IsTold
        ? Language.Say($"Thư báo nhận sẽ đi đến {applied.Sender}.", $"{applied.Sender} is told by mail.")
        : !isAsked ? Language.Say("Không gửi thư báo nhận.", "No mail is sent.")
        : Language.Say(
            $"Không gửi thư báo nhận: {applied.Sender} không phải đầu mối đang nhận thư.",
            $"No mail is sent: {applied.Sender} is no contact that gets mail.");

    public static string NoWhat(string typed) => Language.Say(
        $"--what {typed}: ghi done, progress=80, report hoặc nothing.", $"--what {typed}: write done, progress=80, report or nothing.");

    /// <summary>What a person does next about a mail, in one line; null for nothing.</summary>
    public static string? Next(ListedMail mail) => mail switch
    {
        { State: InboxState.Failed } => Language.Say(
            $"máy tự đọc lại; sau khi sửa: camha inbox retry {mail.Id}", $"it is tried again; once mended: camha inbox retry {mail.Id}"),
        { State: InboxState.Triage, SizeBytes: 0 } => Language.Say(
            $"mở thư trong hộp thư, rồi: camha inbox ignore {mail.Id}", $"open it in the mailbox, then: camha inbox ignore {mail.Id}"),
        { State: InboxState.Triage, Unit: "" } => Language.Say(
            $"camha inbox apply {mail.Id} --unit ĐƠN-VỊ, hoặc camha inbox ignore {mail.Id}",
            $"camha inbox apply {mail.Id} --unit UNIT, or camha inbox ignore {mail.Id}"),
        { IsOfStranger: true } => Language.Say(
            $"đúng là của đơn vị thì: camha inbox apply {mail.Id} --unit {mail.Unit}; không thì: camha inbox ignore {mail.Id}",
            $"if it is the unit's: camha inbox apply {mail.Id} --unit {mail.Unit}; else: camha inbox ignore {mail.Id}"),
        { State: InboxState.Triage, GestureId: not null, UndoneById: null } => Language.Say(
            $"phần rõ đã ghi; xem phần còn lại: camha inbox show {mail.Id}, rồi đóng thư: camha inbox ignore {mail.Id}",
            $"what was sure is applied; see the rest: camha inbox show {mail.Id}, then close it: camha inbox ignore {mail.Id}"),
        { State: InboxState.Triage } => Language.Say(
            $"camha inbox apply {mail.Id}, ask {mail.Id} (hỏi lại) hoặc ignore {mail.Id} (bỏ qua)",
            $"camha inbox apply {mail.Id}, ask {mail.Id} or ignore {mail.Id}"),
        { State: InboxState.Applied, UndoneById: not null } => Language.Say(
            $"ghi lại: camha inbox apply {mail.Id} --unit {mail.Unit}",
            $"to apply it again: camha inbox apply {mail.Id} --unit {mail.Unit}"),
        { State: InboxState.Bounce, OutboxMessageId: { } id } => $"camha outbox show {id}",
        _ => null,
    };

    public static string Row(ListedMail mail, CampaignClock clock)
    {
        var indent = new string(' ', 8);
        return $"{mail.Id,6}  {clock.Say(mail.ReceivedAt)}  {State(mail)}{(mail.Unit.Length == 0 ? "" : $"  {Unit(mail)}")}"
            + $"{Environment.NewLine}{indent}{Sender(mail)}: {mail.Subject}"
            + (mail.Reason.Length == 0 ? "" : $"{Environment.NewLine}{indent}{mail.Reason}")
            + (Next(mail) is { } next ? $"{Environment.NewLine}{indent}→ {next}" : "");
    }

    public static IEnumerable<string> Standing(ListedMail mail, CampaignClock clock)
    {
        yield return Fact(Language.Say("Thư đến", "Mail"), $"{mail.Id}");
        yield return Fact(Language.Say("Nhận lúc", "Received"), clock.Say(mail.ReceivedAt));
        yield return Fact(Language.Say("Trạng thái", "State"), State(mail));
        if (mail.Reason.Length > 0)
            yield return Fact(Language.Say("Vì sao", "Why"), mail.Reason);
        if (mail.Unit.Length > 0)
            yield return Fact(Language.Say("Đơn vị", "Unit"), $"{Unit(mail)} ({mail.Campaign})");
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
        if (Next(mail) is { } next)
            yield return Fact(Language.Say("Tiếp theo", "Next"), next);
    }

    public static string NoFiles => Language.Say("Thư không có tệp gửi kèm.", "No files came with the mail.");

    /// <summary>What a file is, how large, and why it does not count.</summary>
    public static string File(ReceivedFile file) =>
        $"{Language.Say(file.Kind.Word, file.Type)}, {Language.Say(SizeWords.Of(file.SizeBytes), $"{file.SizeBytes:N0} bytes")}, SHA-256 "
        + $"{file.Sha256[..12]}…" + (file.Fault is { } fault ? $" ({fault.Words()})" : "");

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

    private static string State(ListedMail mail) => mail.State.Word() + (mail is { State: InboxState.Applied, UndoneById: { } undo }
        ? Language.Say($", đã hoàn tác bằng lần {undo}", $", taken back by change {undo}") : "");

    private static string Unit(ListedMail mail) => mail.IsOfStranger ? $"{mail.Unit}?" : mail.Unit;

    private static string Sender(ListedMail mail) => mail.SenderName.Length == 0 ? mail.Sender : $"{mail.SenderName} <{mail.Sender}>";

    private static string Fact(string name, string value) => $"{name,-14}{value}";
}
