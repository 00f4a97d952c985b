using System.CommandLine;
using System.Text.Json;
using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Commands;

/// <summary>Exports the record of what was sent: every message with every attempt, for Excel or for other programs.</summary>
internal static class OutboxExportCommand
{
    public static Command Create()
    {
        var from = SimulateCommand.DayOption("--from", Language.Say(
            "Từ ngày lập thư này; không ghi thì từ đầu.", "The first day of issue; the beginning where it is left out."));
        var to = SimulateCommand.DayOption("--to", Language.Say(
            "Đến ngày lập thư này; không ghi thì đến hôm nay.", "The last day of issue; today where it is left out."));
        var format = new Option<string>("--format")
        {
            Description = Language.Say(
                "csv (mỗi lần gửi một dòng, để mở bằng Excel) hoặc json (cho phần mềm khác).",
                "csv (a line an attempt, for Excel) or json (for programs)"),
            DefaultValueFactory = _ => "csv",
        };
        format.AcceptOnlyFromAmong("csv", "json");
        var file = new Option<string?>("--out")
        {
            Description = Language.Say(
            "Tệp cần ghi; không ghi thì in ra màn hình.", "The file to write; standard output where it is left out.")
        };
        var command = new Command("export", Language.Say(
            "Xuất mọi thư cùng đơn vị, mã kiểm tra và các lần gửi, để mở bằng Excel hoặc cho phần mềm khác.",
            "Writes every message with its units, hash and attempts: CSV for Excel, JSON for programs."))
        {
            from,
            to,
            format,
            file,
        };
        command.SetAction(async (parsed, token) =>
        {
            await using var services = await ServiceFactory.OpenAsync(parsed.Settings(), token);
            var clock = services.GetRequiredService<CampaignClock>();
            DateTimeOffset Midnight(DateOnly day) => clock.Instant(day.ToDateTime(TimeOnly.MinValue));
            var since = parsed.GetResult(from) is null ? DateTimeOffset.UnixEpoch : Midnight(parsed.GetValue(from));
            var before = parsed.GetResult(to) is null ? DateTimeOffset.MaxValue.AddDays(-1) : Midnight(parsed.GetValue(to).AddDays(1));

            await using var session = await services.GetRequiredService<Database>().OpenSnapshotAsync(token);
            var campaigns = await CampaignStore.AllAsync(session, token);
            var units = await UnitName.AllAsync(session, campaigns.Select(campaign => campaign.Id), token);
            var rows = session.StreamAsync<ExportedAttempt>("outbox/export", new { Since = since, Before = before });
            // Disposing the stream of standard output leaves standard output itself open.
            await using var stream = parsed.GetValue(file) is { } path ? File.Create(path) : Console.OpenStandardOutput();
            var count = parsed.GetValue(format) == "csv"
                ? await OutboxCsv.WriteAsync(stream, rows, units, clock, token)
                : await WriteJsonAsync(stream, rows, units, token);
            await Console.Error.WriteLineAsync(OutboxAnswers.Exported(count));
            return CommandLine.Done;
        });
        return command;
    }

    private static async Task<int> WriteJsonAsync(
        Stream stream, IAsyncEnumerable<ExportedAttempt> rows, IReadOnlyDictionary<int, UnitName> units, CancellationToken token)
    {
        var messages = 0;
        await JsonSerializer.SerializeAsync(stream, MessagesAsync(), JsonFormat.Options, token);
        return messages;

        async IAsyncEnumerable<object> MessagesAsync()
        {
            var attempts = new List<ExportedAttempt>();
            await foreach (var row in rows.WithCancellation(token))
            {
                if (attempts.Count > 0 && attempts[0].Id != row.Id)
                    yield return Next(attempts);
                attempts.Add(row);
            }

            if (attempts.Count > 0)
                yield return Next(attempts);
        }

        object Next(List<ExportedAttempt> attempts)
        {
            messages++;
            var message = Message(attempts, units);
            attempts.Clear();
            return message;
        }
    }

    private static object Message(List<ExportedAttempt> attempts, IReadOnlyDictionary<int, UnitName> units)
    {
        var first = attempts[0];
        return new
        {
            first.Id,
            first.MessageKey,
            first.Kind,
            Units = first.UnitsIn(units),
            first.Recipient,
            first.RecipientName,
            first.RecipientRole,
            first.Subject,
            first.CreatedAt,
            first.State,
            first.StateReason,
            first.FinishedAt,
            first.MessageId,
            first.MimeSha256,
            Attempts = attempts
                .Where(row => row.AttemptedAt is not null)
                .Select(row => new { row.AttemptedAt, row.InDoubt, row.Stage, row.Outcome, row.Code, row.Reply, row.ElapsedMs })
                .ToArray(),
        };
    }
}
