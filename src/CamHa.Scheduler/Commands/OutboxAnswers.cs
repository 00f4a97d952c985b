using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Commands;

/// <summary>What <c>outbox</c>, <c>pause</c>, <c>resume</c> and <c>send-now</c> say.</summary>
internal static class OutboxAnswers
{
    /// <summary>Two lines, or three, a mail: a table would break its words in a narrow terminal.</summary>
    public static string Row(ListedMessage message, CampaignClock clock)
    {
        var indent = new string(' ', 8);
        var units = message.Units.Count == 0 ? "" : $" ({string.Join(", ", message.Units.Select(unit => unit.Code))})";
        var subject = message.Subject.Length > 0 ? message.Subject : Kind(message.Kind);
        var reason = message.StateReason.Length == 0 ? "" : $"{Environment.NewLine}{indent}{Reason(message.StateReason)}";
        return $"{message.Id,6}  {clock.Say(message.CreatedAt)}  {message.Recipient}{units}{Environment.NewLine}"
            + $"{indent}{State(message.State)}: {subject}{reason}";
    }

    public static string Listed(int count, int last) => count == last
        ? Language.Say($"{count} thư mới nhất; xem thêm: --last SỐ.", $"The newest {count} mails; more: --last N.")
        : Language.Say($"{count} thư.", $"{count} mails.");

    public static string TooFew(int last) => Language.Say(
        $"--last = '{last}': hãy viết một số từ 1 trở lên.", $"--last = '{last}': write a number from 1.");

    public static string NoMail => Language.Say("Không có thư nào như vậy.", "There is no such mail.");

    public static string NoUnit(string code) => Language.Say(
        $"--unit = '{code}': không có đơn vị nào mang mã này.", $"--unit = '{code}': there is no unit with this code.");

    public static string NoMessage(long id) => Language.Say(
        $"SỐ = '{id}': không có thư nào mang số này; xem các thư: camha outbox list.",
        $"ID = '{id}': there is no such message; 'camha outbox list' shows them.");

    /// <summary>How a mail stands, and what was tried.</summary>
    public static IEnumerable<string> Standing(
        ListedMessage message, IEnumerable<string> notices, IEnumerable<ShownAttempt> attempts, CampaignClock clock)
    {
        yield return Language.Say($"Thư số {message.Id}: {State(message.State)}", $"Mail {message.Id}: {State(message.State)}");
        if (message.StateReason.Length > 0)
            yield return Fact(Language.Say("Lý do", "Reason"), Reason(message.StateReason));
        var name = message.RecipientName.Length == 0 ? "" : $" ({message.RecipientName})";
        var copy = message.RecipientRole == nameof(RecipientRole.Cc) ? Language.Say(", đồng gửi", ", in copy") : "";
        yield return Fact(Language.Say("Người nhận", "Recipient"), $"{message.Recipient}{name}{copy}");
        if (message.Units.Count > 0)
            yield return Fact(Language.Say("Của đơn vị", "Unit"), string.Join(", ", message.Units));
        yield return Fact(Language.Say("Loại thư", "Kind"), Kind(message.Kind));
        yield return Fact(Language.Say("Lập lúc", "Issued"), clock.Say(message.CreatedAt));
        if (message.FinishedAt is { } finished)
            yield return Fact(Language.Say("Xong lúc", "Ended"), clock.Say(finished));
        yield return Fact("Message-ID", $"<{message.MessageId}>");
        yield return Fact("SHA-256", message.MimeSha256.Length == 0 ? Language.Say("chưa soạn", "not rendered yet") : message.MimeSha256);
        foreach (var notice in notices)
            yield return Fact(Language.Say("Đã ghi sổ", "Notice"), notice);
        foreach (var attempt in attempts)
            yield return Fact(Language.Say("Lần gửi", "Attempt"), Attempt(attempt, clock));
    }

    /// <summary>The mail as its reader sees it.</summary>
    public static IEnumerable<string> Mail(ReadMail mail, CampaignClock clock)
    {
        yield return Fact(Language.Say("Người gửi", "From"), mail.From);
        yield return Fact(Language.Say("Gửi tới", "To"), mail.To);
        if (mail.Cc.Length > 0)
            yield return Fact(Language.Say("Đồng gửi", "Cc"), mail.Cc);
        yield return Fact(Language.Say("Tiêu đề", "Subject"), mail.Subject);
        yield return Fact(Language.Say("Ngày", "Date"), clock.Say(mail.Date));
        foreach (var attachment in mail.Attachments)
        {
            var size = Language.Say($"{attachment.Length} byte", $"{attachment.Length} bytes");
            yield return Fact(Language.Say("Tệp kèm", "Attached"), $"{attachment.Name} ({size})");
        }

        yield return "";
        yield return mail.Text;
    }

    public static string NotKept => Language.Say(
        "Nội dung thư không còn lưu (Outbox:KeepBodiesDays). Bản mà ai đó còn giữ đúng là bản đã gửi nếu SHA-256 của nó như trên.",
        "The mail itself is no longer kept (Outbox:KeepBodiesDays); a copy that somebody has is the one sent if its SHA-256 is this.");

    public static string NotYet => Language.Say(
        "Thư được soạn khi sắp gửi, theo số liệu lúc đó.", "The mail is written when it is about to leave, from the data of that moment.");

    public static string NameOrAll(string verb) => Language.Say(
        $"camha outbox {verb}: ghi số của các thư, hoặc --all.", $"camha outbox {verb}: name messages by their ID, or write --all.");

    public static string Made(OutboxDecision decision, string verb, DecisionMade made)
    {
        var done = decision switch
        {
            OutboxDecision.Retry => "Sẽ gửi lại",
            OutboxDecision.Cancel => "Đã hủy",
            _ => "Đã cho gửi",
        };
        var rest = made.IsWhole ? "" : Language.Say(
            $" Các thư khác thì không: {Fits(decision)}; xem: camha outbox list.",
            $" The others are in a state this does not fit: {Fits(decision)}; see 'camha outbox list'.");
        var go = made.Campaigns == 0 ? "" : Language.Say(
            $" Từ nay thư nhắc của {made.Campaigns} kế hoạch tự đi khi đến hạn, không chờ người xem nữa.",
            $" From now on the reminders of {made.Campaigns} {(made.Campaigns == 1 ? "campaign" : "campaigns")} leave when they are "
                + "due, and wait for nobody.");
        return Language.Say($"{done} {made.Changed} trong {made.Asked} thư.", $"{made.Changed} of {made.Asked} messages: {verb} done.")
            + rest + go;
    }

    /// <summary>Why nothing was done about the one message that was named.</summary>
    public static string NotMade(OutboxDecision decision, ListedMessage message) => Language.Say(
        $"Thư {message.Id} gửi {message.Recipient} đang ở trạng thái “{State(message.State)}”, nên không làm gì: {Fits(decision)}.",
        $"Message {message.Id} to {message.Recipient} is {State(message.State)}, so nothing was done: {Fits(decision)}.");

    // In which states a decision changes something.
    private static string Fits(OutboxDecision decision) => decision switch
    {
        OutboxDecision.Retry => Language.Say(
            $"chỉ gửi lại được thư {States(OutboxState.Dead, OutboxState.Expired, OutboxState.Suppressed)}",
            "retry is for what was refused, expired or suppressed"),
        OutboxDecision.Cancel => Language.Say(
            $"chỉ hủy được thư {States(OutboxState.Pending, OutboxState.Held)}", "cancel is for what waits or is held"),
        _ => Language.Say($"chỉ cho gửi được thư {States(OutboxState.Held)}", "release is for what is held"),
    };

    private static string States(params OutboxState[] states) =>
        string.Join(", ", states.Select(state => $"“{State($"{state}")}”"));

    public static string Exported(int count) => count == 0
        ? Language.Say("Không có thư nào để xuất trong thời gian này.", "There is no mail of this time to export.")
        : Language.Say($"Đã xuất {count} thư.", $"{count} messages.");

    public static string Paused(Pause? before, CampaignClock clock) => before is null
        ? Language.Say(
            "Đã tạm dừng: không thư nào rời máy. Cho gửi tiếp: camha resume", "Paused: nothing leaves until 'camha resume'.")
        : Language.Say($"Đã tạm dừng từ {clock.Say(before.Since)}.", $"Paused already since {clock.Say(before.Since)}.");

    public static string Resumed(bool hasEnded, IReadOnlyDictionary<string, int> waiting) => hasEnded
        ? Language.Say(
            $"Đã cho gửi tiếp. Thư nào còn đúng thì được gửi; đang chờ: {Waiting(waiting)}",
            $"Resumed. The service sends what is still true of: {Waiting(waiting)}")
        : Language.Say("Không có gì đang tạm dừng.", "Sending was not paused.");

    /// <summary>What waits, as in <c>12 mails (8 Deadline, 4 Reminder)</c>.</summary>
    public static string Waiting(IReadOnlyDictionary<string, int> waiting)
    {
        if (waiting.Count == 0)
            return Language.Say("không có thư nào.", "nothing.");
        var kinds = string.Join(", ", waiting.Select(kind => $"{kind.Value} {Kind(kind.Key)}"));
        return Language.Say(
            $"{waiting.Values.Sum()} thư ({kinds}); xem: camha outbox list --state pending.",
            $"{waiting.Values.Sum()} mails ({kinds}); see 'camha outbox list --state pending'.");
    }

    public static string Issued(IssueResult issued)
    {
        if (issued.Notices == 0)
        {
            return Language.Say(
                "Lúc này không còn gì phải nhắc mà chưa nhắc. Không gửi thư ban đêm (22 giờ đến 6 giờ), trước khi đợt thi đua bắt đầu, "
                + "hoặc vào ngày nghỉ, trừ báo cáo bị muộn.",
                "Nothing is owed now that has not been issued before. Nobody is mailed at night (22:00 to 06:00), before the "
                + "campaign begins, or on a day off, except for a late report.");
        }

        var held = issued.Held == 0 ? "." : Language.Say(
            $"; {issued.Held} thư chờ có người cho gửi: xem bằng camha outbox list --state held, rồi gõ camha outbox release --all.",
            $", {issued.Held} of them held until somebody says go; see 'camha outbox list --state held', then "
            + "'camha outbox release --all'.");
        return Language.Say(
            $"{issued.Notices} điều phải nhắc, trong {issued.Messages} thư{held}",
            $"{issued.Notices} notices in {issued.Messages} mails{held}");
    }

    public static string NotArmed(string remedy) => Language.Say(
        $"Dữ liệu này được giao cho máy khác gửi, nên máy này không gửi gì. Nếu nay máy này là máy gửi: {remedy}",
        $"This database is armed for another machine, so nothing was sent from here. If this machine is now the one that sends: {remedy}");

    public static string NothingSent(Pause pause, CampaignClock clock) => Language.Say(
        $"Đang tạm dừng gửi từ {clock.Say(pause.Since)}, nên không gửi gì. Cho gửi tiếp: camha resume",
        $"Sending is paused since {clock.Say(pause.Since)}, so nothing was sent. Let mails leave again: camha resume");

    public static string Dispatched(Dispatched dispatched) => Language.Say(
        $"Đã gửi {dispatched.Sent} thư, {dispatched.Suppressed} thư không còn đúng nên không gửi, {dispatched.Retried} thư sẽ gửi lại, "
        + $"{dispatched.Dead} thư bị từ chối.",
        $"{dispatched.Sent} sent, {dispatched.Suppressed} no longer true, {dispatched.Retried} to be tried again, "
        + $"{dispatched.Dead} refused.");

    public static string State(string state) => Language.Say(OutboxWords.OfState(state), state);

    public static string Kind(string kind) => Language.Say(OutboxWords.OfKind(kind), kind);

    /// <summary>Why a mail is where it is; a server's own words stand behind what they mean.</summary>
    public static string Reason(string reason) => Language.Say(
        ReasonWords.OfOwn(reason) ?? (ReasonWords.OfAnswered(reason) is { } words ? $"{words} ({reason})" : reason), reason);

    private static string Attempt(ShownAttempt attempt, CampaignClock clock)
    {
        var at = clock.WallClock(attempt.AttemptedAt);
        var answer = string.Join(' ', new[] { $"{attempt.Code}", attempt.Reply }.Where(part => part.Length > 0));
        var doubt = attempt.InDoubt ? Language.Say(" (chưa rõ đã đến chưa, nên gửi lại)", " (in doubt, sent again)") : "";
        return $"{Language.Say(at)}:{at:ss} {Language.Say(OutboxWords.OfOutcome(attempt.Outcome), attempt.Outcome)}, {attempt.Stage}"
            + $"{(answer.Length == 0 ? "" : $": {answer}")}{doubt}";
    }

    private static string Fact(string name, string value) => $"{$"{name}:",-12} {value}";
}
