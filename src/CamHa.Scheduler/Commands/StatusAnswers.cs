using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Inbox;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Status;
using CamHa.Scheduler.Text;
using Spectre.Console;

namespace CamHa.Scheduler.Commands;

/// <summary>What <c>status</c> says.</summary>
internal static class StatusAnswers
{
    public static string Armed(bool isArmed, string remedy) => isArmed
        ? Language.Say("máy này gửi thư", "armed")
        : Language.Say(
            $"MÁY NÀY KHÔNG GỬI THƯ. Nếu đây là máy phải gửi: {remedy}",
            $"NOT ARMED: nothing is sent from this machine; if it is to send: {remedy}");

    public static string ArmedFor(IReadOnlyList<string> machines)
    {
        var all = machines.Count == 0 ? Language.Say("máy chạy đầu tiên", "the first machine that runs") : string.Join(", ", machines);
        return Language.Say($"Máy gửi: {all}", $"Armed for: {all}");
    }

    public static Table Looks(IEnumerable<NextLook> looks)
    {
        var table = new Table().Border(TableBorder.Simple)
            .AddColumns(Language.Say("Việc sắp tới", "Next look"), Language.Say("Lúc", "At"));
        foreach (var look in looks)
            table.AddRow(Markup.Escape(Look(look.Look)), look.At is { } at ? Language.Say(at) : Language.Say("không còn", "none left"));
        return table;
    }

    public static Table Runs(IEnumerable<LastRun> runs, CampaignClock clock)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns(
            Language.Say("Việc đã chạy", "Last run"), Language.Say("Lúc", "Started"), Language.Say("Kết quả", "Outcome"));
        foreach (var run in runs)
        {
            var outcome = Language.Say(
                run.Outcome.Words(run.Messages), $"{run.Outcome}, {run.Notices} notices in {run.Messages} mails");
            table.AddRow(Markup.Escape(Look(run.Job)), clock.Say(run.StartedAt), Markup.Escape(outcome));
        }

        return table;
    }

    public static string Look(string name) => Language.Say(LookWords.Title(name), name);

    public static string Week(WeekStatus week)
    {
        var exempt = week.Exempt.Count == 0 ? "" : Language.Say(
            $", {week.Exempt.Count} đơn vị được miễn{Codes(week.Exempt)}", $", {week.Exempt.Count} exempt{Codes(week.Exempt)}");
        return Language.Say(
            $"{week.Campaign}, tuần {week.Week}, hạn nộp {Language.Say(week.CutOff)}: {week.Received.Count} đơn vị đã nộp, "
            + $"{week.Awaited.Count} đơn vị chưa nộp{Codes(week.Awaited)}{exempt}",
            $"{week.Campaign} {week.Week}, until {Language.Say(week.CutOff)}: {week.Received.Count} received, "
            + $"{week.Awaited.Count} awaited{Codes(week.Awaited)}{exempt}");
    }

    private static string Codes(IReadOnlyList<string> units) => units.Count == 0 ? "" : $" ({string.Join(", ", units)})";

    public static string Paused(Pause pause, IReadOnlyDictionary<string, int> waiting, CampaignClock clock) => Language.Say(
        $"ĐANG TẠM DỪNG: không thư nào rời máy từ {clock.Say(pause.Since)}, dừng ở máy {pause.Machine}. "
        + $"Đang chờ: {OutboxAnswers.Waiting(waiting)} Cho gửi tiếp: camha resume",
        $"PAUSED: nothing is sent since {clock.Say(pause.Since)}, from {pause.Machine}. "
        + $"Waiting: {OutboxAnswers.Waiting(waiting)} Let mails leave again: camha resume");

    public static string Held(HeldRun run, CampaignClock clock) => Language.Say(
        $"ĐANG GIỮ: {run.Messages} thư của {run.Code} từ {clock.Say(run.HeldAt)}, "
        + (run.IsFirst ? "lần gửi đầu tiên, chờ có người cho gửi" : "nhiều hơn hẳn mọi lượt trước")
        + ". Xem: camha outbox list --state held; cho gửi: camha outbox release --all",
        $"HELD: {run.Messages} mails of {run.Code} since {clock.Say(run.HeldAt)}, "
        + (run.IsFirst ? "the first sending, which waits for somebody's go" : "a run far larger than usual")
        + ". See 'camha outbox list --state held', then 'camha outbox release --all'.");

    public static string Fault(ShownFault fault, CampaignClock clock) => Language.Say(
        $"KHÔNG GỬI ĐƯỢC THƯ NÀO từ máy {fault.Machine}, từ {clock.Say(fault.Since)}; thử lại lúc {clock.Say(fault.RetryAt)}. "
        + $"{TransportWords.Vietnamese(fault.Reason)} Chi tiết: {fault.Reason}",
        $"NOTHING IS SENT from {fault.Machine} since {clock.Say(fault.Since)}; next try {clock.Say(fault.RetryAt)}. {fault.Reason}");

    public static string Limits(LimitUse limits, int waiting, CampaignClock clock)
    {
        var parts = new List<string>();
        if (limits.PerMinute > 0)
        {
            parts.Add(Language.Say(
                $"{limits.LastMinute} trên {limits.PerMinute} thư trong một phút",
                $"{limits.LastMinute} of {limits.PerMinute} mails in the last minute"));
        }

        if (limits.PerDay > 0)
        {
            parts.Add(Language.Say(
                $"{limits.LastDay} trên {limits.PerDay} thư trong 24 giờ", $"{limits.LastDay} of {limits.PerDay} in the last 24 hours"));
        }

        var full = limits.RoomFrom is not { } from ? "" : Language.Say(
            $"; ĐÃ HẾT: {waiting} thư chờ, việc gấp đi trước, gửi tiếp từ {clock.Say(from)}",
            $"; FULL: {waiting} wait, the most important first, from {clock.Say(from)} on");
        return Language.Say("Hạn mức: ", "Limits: ") + string.Join(", ", parts) + full;
    }

    public static string Inbox(InboxStanding inbox, CampaignClock clock)
    {
        var looked = inbox.LookedAt is { } at
            ? Language.Say($"đọc gần nhất lúc {clock.Say(at)}", $"last read {clock.Say(at)}")
            : Language.Say("chưa đọc lần nào", "never read");
        return Language.Say("Hộp thư đến: ", "Inbox: ") + looked + "; " + (InboxListAnswers.Waiting(inbox.Waiting)
            ?? Language.Say("không thư nào chờ người xem", "no mail waits for a person"));
    }

    public static string Extensions(int asked) => Language.Say(
        $"Đề nghị lùi hạn: {asked} chờ quyết định. Xem: camha assignment list; quyết định: camha assignment extend MÃ",
        $"More time: {asked} {(asked == 1 ? "request waits" : "requests wait")} to be decided. "
        + "See 'camha assignment list', then 'camha assignment extend CODE'.");

    /// <summary>How many addresses are closed; null for none.</summary>
    public static string? Closed(IReadOnlyList<FailingAddress> failing) => failing.Count(each => each.IsClosed) is > 0 and var closed
        ? Language.Say(
            $"Địa chỉ bị đóng: {closed}; xem: camha contact failing",
            $"Closed addresses: {closed}; see 'camha contact failing'.")
        : null;

    public static string Away(Absence absence) => Language.Say(
        $"Đang vắng: {absence.Unit}, {absence.Sender}, đến {Language.Say(absence.Until)}",
        $"Away: {absence.Unit}, {absence.Sender}, until {Language.Say(absence.Until)}");

    public static string Outbox(IReadOnlyDictionary<string, int> outbox)
    {
        var counts = string.Join(", ", outbox.Select(each => $"{each.Value} {OutboxAnswers.State(each.Key)}"));
        return Language.Say("Hộp thư đi: ", "Outbox: ") + (counts.Length == 0 ? Language.Say("chưa có thư", "empty") : counts);
    }
}
