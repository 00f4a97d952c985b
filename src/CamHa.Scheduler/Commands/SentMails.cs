using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Simulation;
using CamHa.Scheduler.Storage;
using Spectre.Console;

namespace CamHa.Scheduler.Commands;

/// <summary>Shows how many mails of each kind every recipient got.</summary>
internal static class SentMails
{
    /// <summary>What demo, simulate and preview assume of a campaign's first mails.</summary>
    public const string AsIfReleased =
        "A campaign's first reminders wait until somebody says go; this shows them as if it had been said.";

    public static async Task<int> CountAsync(Database database, CancellationToken token)
    {
        await using var session = await database.OpenAsync(token);
        return await session.ScalarAsync<int>("outbox/count-sent", null, token);
    }

    public static void Show(IEnumerable<GalleryMessage> messages)
    {
        var table = new Table().Border(TableBorder.Simple)
            .AddColumn("Recipient")
            .AddColumn(new TableColumn("Deadlines").RightAligned())
            .AddColumn(new TableColumn("Reminders").RightAligned())
            .AddColumn(new TableColumn("Reports").RightAligned())
            .AddColumn(new TableColumn("Not sent").RightAligned());
        foreach (var recipient in messages.GroupBy(message => message.Recipient).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            table.AddRow(
                Markup.Escape(recipient.Key),
                Count(recipient, NoticeKind.Deadline),
                Count(recipient, NoticeKind.Reminder),
                Count(recipient, NoticeKind.Report, NoticeKind.Supplement),
                Shown(recipient.Count(message => message.State != OutboxState.Sent)));
        }

        AnsiConsole.Write(table);
    }

    private static string Count(IEnumerable<GalleryMessage> messages, params NoticeKind[] kinds) =>
        Shown(messages.Count(message => message.State == OutboxState.Sent && kinds.Contains(message.Kind)));

    private static string Shown(int count) => count == 0 ? "" : count.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
