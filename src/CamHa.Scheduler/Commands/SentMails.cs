using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Simulation;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using Spectre.Console;

namespace CamHa.Scheduler.Commands;

/// <summary>Shows how many mails of each kind every recipient got.</summary>
internal static class SentMails
{
    /// <summary>What demo, simulate and preview assume of a campaign's first mails.</summary>
    public static string AsIfReleased => Language.Say(
        "Thư nhắc đầu tiên của một kế hoạch chờ có người cho gửi; ở đây coi như đã cho gửi.",
        "A campaign's first reminders wait until somebody says go; this shows them as if it had been said.");

    public static string Sent(int sent, int unsent)
    {
        if (sent == 0 && unsent == 0)
        {
            return Language.Say(
                "Không gửi thư nào: mọi thư của tuần này đã gửi từ trước, không điều gì nhắc hai lần.",
                "Nothing was sent: everything this week owes had been sent before, and nothing is said twice.");
        }

        var list = $"{Invocation.Current.Command} outbox list";
        return Language.Say($"Đã gửi {sent} thư.", $"{sent} mails sent.")
            + (unsent == 0 ? "" : Language.Say($" {unsent} thư chưa đến; xem: {list}", $" {unsent} did not arrive; see '{list}'."));
    }

    public static async Task<int> CountAsync(Database database, CancellationToken token)
    {
        await using var session = await database.OpenAsync(token);
        return await session.ScalarAsync<int>("outbox/count-sent", null, token);
    }

    public static void Show(IEnumerable<GalleryMessage> messages)
    {
        var table = new Table().Border(TableBorder.Simple)
            .AddColumn(Language.Say("Người nhận", "Recipient"))
            .AddColumn(new TableColumn(Language.Say("Nhắc hạn", "Deadlines")).RightAligned())
            .AddColumn(new TableColumn(Language.Say("Nhắc nộp", "Reminders")).RightAligned())
            .AddColumn(new TableColumn(Language.Say("Báo cáo", "Reports")).RightAligned())
            .AddColumn(new TableColumn(Language.Say("Xác nhận", "Answers")).RightAligned())
            .AddColumn(new TableColumn(Language.Say("Chưa đến", "Not arrived")).RightAligned());
        foreach (var recipient in messages.GroupBy(message => message.Recipient).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            table.AddRow(
                Markup.Escape(recipient.Key),
                Count(recipient, NoticeKind.Deadline),
                Count(recipient, NoticeKind.Reminder),
                Count(recipient, NoticeKind.Report, NoticeKind.Supplement),
                Count(recipient, NoticeKind.Acknowledgement),
                Shown(recipient.Count(message => message.State != OutboxState.Sent)));
        }

        AnsiConsole.Write(table);
    }

    private static string Count(IEnumerable<GalleryMessage> messages, params NoticeKind[] kinds) =>
        Shown(messages.Count(message => message.State == OutboxState.Sent && kinds.Contains(message.Kind)));

    private static string Shown(int count) => count == 0 ? "" : count.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
