using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Commands;

/// <summary>Exports the record of what was sent for other programs: every message with every attempt.</summary>
internal static class OutboxExportCommand
{
    public static Command Create()
    {
        var from = SimulateCommand.DayOption("--from", "The first day of issue; the beginning where it is left out.");
        var to = SimulateCommand.DayOption("--to", "The last day of issue; today where it is left out.");
        var format = new Option<string>("--format") { Description = "csv (a line an attempt) or json", DefaultValueFactory = _ => "csv" };
        format.AcceptOnlyFromAmong("csv", "json");
        var file = new Option<string?>("--out") { Description = "The file to write; standard output where it is left out." };
        var command = new Command("export", "Writes every message with its notice, hash and attempts as CSV or JSON.")
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
            var rows = session.StreamAsync<ExportedAttempt>("outbox/export", new { Since = since, Before = before });
            // Disposing the stream of standard output leaves standard output itself open.
            await using var stream = parsed.GetValue(file) is { } path ? File.Create(path) : Console.OpenStandardOutput();
            await using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            var count = parsed.GetValue(format) == "csv"
                ? await WriteCsvAsync(writer, rows, token)
                : await WriteJsonAsync(writer, rows, token);
            await Console.Error.WriteLineAsync($"{count} messages.");
            return CommandLine.Done;
        });
        return command;
    }

    private static async Task<int> WriteCsvAsync(TextWriter writer, IAsyncEnumerable<ExportedAttempt> rows, CancellationToken token)
    {
        // Escaped so that a spreadsheet does not run a value that begins like a formula.
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture) { InjectionOptions = InjectionOptions.Escape };
        await using var csv = new CsvWriter(writer, configuration, leaveOpen: true);
        csv.Context.TypeConverterOptionsCache.GetOptions<DateTimeOffset>().Formats = ["yyyy-MM-dd'T'HH:mm:ss.fff'Z'"];
        csv.Context.TypeConverterOptionsCache.GetOptions<DateTimeOffset?>().Formats = ["yyyy-MM-dd'T'HH:mm:ss.fff'Z'"];
        csv.WriteHeader<ExportedAttempt>();
        await csv.NextRecordAsync();
        var (messages, last) = (0, 0L);
        await foreach (var row in rows.WithCancellation(token))
        {
            csv.WriteRecord(row);
            await csv.NextRecordAsync();
            messages += row.Id == last ? 0 : 1;
            last = row.Id;
        }

        return messages;
    }

    private static async Task<int> WriteJsonAsync(StreamWriter writer, IAsyncEnumerable<ExportedAttempt> rows, CancellationToken token)
    {
        var messages = 0;
        await JsonSerializer.SerializeAsync(writer.BaseStream, MessagesAsync(), JsonFormat.Options, token);
        return messages;

        async IAsyncEnumerable<object> MessagesAsync()
        {
            var attempts = new List<ExportedAttempt>();
            await foreach (var row in rows.WithCancellation(token))
            {
                if (attempts.Count > 0 && attempts[0].Id != row.Id)
                    yield return Message(attempts);
                attempts.Add(row);
            }

            if (attempts.Count > 0)
                yield return Message(attempts);
        }

        object Message(List<ExportedAttempt> attempts)
        {
            messages++;
            var first = attempts[0];
            var message = new
            {
                first.Id,
                first.MessageKey,
                first.Kind,
                first.Recipient,
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
            attempts.Clear();
            return message;
        }
    }

    private sealed record ExportedAttempt
    {
        public long Id { get; init; }

        public string MessageKey { get; init; } = "";

        public string Kind { get; init; } = "";

        public string Recipient { get; init; } = "";

        public string RecipientRole { get; init; } = "";

        public string Subject { get; init; } = "";

        public DateTimeOffset CreatedAt { get; init; }

        public string State { get; init; } = "";

        public string StateReason { get; init; } = "";

        public DateTimeOffset? FinishedAt { get; init; }

        public string MessageId { get; init; } = "";

        public string MimeSha256 { get; init; } = "";

        public DateTimeOffset? AttemptedAt { get; init; }

        public bool? InDoubt { get; init; }

        public string? Stage { get; init; }

        public string? Outcome { get; init; }

        public int? Code { get; init; }

        public string? Reply { get; init; }

        public long? ElapsedMs { get; init; }
    }
}
