using System.Globalization;
using System.Text;
using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace CamHa.Scheduler.Commands;

/// <summary>
/// The record of what was sent as a file that a Vietnamese Excel opens right at a double click. It takes a file for UTF-8 only
/// with a byte order mark, and semicolons for columns, because the comma is its decimal sign. A first line <c>sep=;</c> would
/// do harm: Excel then passes over the byte order mark, and every Vietnamese letter is lost.
/// </summary>
internal static class OutboxCsv
{
    private const string Moment = "yyyy-MM-dd HH:mm:ss";

    // Excel puts what a cell cannot hold, more than 32,767 letters, into the rows below.
    private const int LongestCell = 32_000;

    // A cell that begins like a formula is not run by a spreadsheet. LibreOffice takes commas and tabs for separators, too.
    private static readonly CsvConfiguration Configuration = new(CultureInfo.InvariantCulture)
    {
        Delimiter = ";",
        InjectionOptions = InjectionOptions.Escape,
        ShouldQuote = cell => ConfigurationFunctions.ShouldQuote(cell) || cell.Field?.AsSpan().IndexOfAny(',', '\t') >= 0,
    };

    private static IReadOnlyList<string> Headings =>
    [
        Language.Say("Số", "Id"),
        Language.Say("Lập lúc", "Issued"),
        Language.Say("Loại thư", "Kind"),
        Language.Say("Đơn vị", "Units"),
        Language.Say("Địa chỉ nhận", "Recipient"),
        Language.Say("Người nhận", "Recipient's name"),
        Language.Say("Nhận là", "Role"),
        Language.Say("Tiêu đề", "Subject"),
        Language.Say("Trạng thái", "State"),
        Language.Say("Lý do", "Reason"),
        Language.Say("Xong lúc", "Ended"),
        Language.Say("Gửi lúc", "Attempted"),
        Language.Say("Kết quả lần gửi", "Outcome"),
        Language.Say("Mã trả lời", "Code"),
        Language.Say("Máy chủ trả lời", "Reply"),
        Language.Say("Bước", "Stage"),
        Language.Say("Chưa rõ đã đến chưa", "In doubt"),
        Language.Say("Mất (ms)", "Took (ms)"),
        Language.Say("Khóa", "Key"),
        "Message-ID",
        "SHA-256",
    ];

    /// <returns>How many messages were written.</returns>
    public static async Task<int> WriteAsync(
        Stream stream,
        IAsyncEnumerable<ExportedAttempt> rows,
        IReadOnlyDictionary<int, UnitName> units,
        CampaignClock clock,
        CancellationToken token)
    {
        await using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        await using var csv = new CsvWriter(writer, Configuration, leaveOpen: true);
        await WriteAsync(csv, Headings);
        var (messages, last) = (0, 0L);
        await foreach (var row in rows.WithCancellation(token))
        {
            await WriteAsync(csv, Cells(row, units, clock));
            messages += row.Id == last ? 0 : 1;
            last = row.Id;
        }

        return messages;
    }

    private static Task WriteAsync(CsvWriter csv, IEnumerable<string> cells)
    {
        foreach (var cell in cells)
            csv.WriteField(cell.Abbreviated(LongestCell));
        return csv.NextRecordAsync();
    }

    // Codes stand beside the names, in one cell: alone in a cell, 007 would become 7.
    private static IEnumerable<string> Cells(ExportedAttempt row, IReadOnlyDictionary<int, UnitName> units, CampaignClock clock) =>
    [
        $"{row.Id}",
        At(row.CreatedAt, clock),
        OutboxAnswers.Kind(row.Kind),
        string.Join(", ", row.UnitsIn(units)),
        row.Recipient,
        row.RecipientName,
        row.RecipientRole == nameof(RecipientRole.Cc) ? Language.Say("Đồng gửi", "Cc") : Language.Say("Nơi nhận chính", "To"),
        row.Subject,
        OutboxAnswers.State(row.State),
        OutboxAnswers.Reason(row.StateReason),
        At(row.FinishedAt, clock),
        At(row.AttemptedAt, clock),
        row.Outcome is null ? "" : Language.Say(OutboxWords.OfOutcome(row.Outcome), row.Outcome),
        $"{row.Code}",
        row.Reply ?? "",
        row.Stage ?? "",
        row.InDoubt switch { true => Language.Say("có", "yes"), false => Language.Say("không", "no"), null => "" },
        $"{row.ElapsedMs}",
        row.MessageKey,
        row.MessageId,
        row.MimeSha256,
    ];

    private static string At(DateTimeOffset? instant, CampaignClock clock) =>
        instant is { } at ? clock.WallClock(at).ToString(Moment, CultureInfo.InvariantCulture) : "";
}
