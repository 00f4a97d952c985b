using System.CommandLine;
using System.Text;
using System.Text.Json;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Commands;

/// <summary>Shows one message with its notices, every attempt with the server's reply, and the mail itself.</summary>
internal static class OutboxShowCommand
{
    public static Command Create()
    {
        var id = new Argument<long>("ID");
        var command = new Command("show", "Shows one message with its notices and every attempt.") { id, CommandLine.Json };
        command.SetAction(async (parsed, token) =>
        {
            await using var services = await ServiceFactory.OpenAsync(parsed.Settings(), token);
            await using var session = await services.GetRequiredService<Database>().OpenAsync(token);
            var key = new { Id = parsed.GetValue(id) };
            if (await session.SingleOrDefaultAsync<ShownMessage>("outbox/show", key, token) is not { } message)
            {
                await Console.Error.WriteLineAsync($"ID = '{key.Id}': there is no such message; 'camha outbox list' shows them.");
                return CommandLine.WrongUsage;
            }

            var notices = await session.QueryAsync<string>("outbox/notices", key, token);
            var attempts = await session.QueryAsync<ShownAttempt>("outbox/attempts", key, token);
            if (parsed.GetValue(CommandLine.Json))
                ShowJson(message, notices, attempts);
            else
                Show(message, notices, attempts);
            return CommandLine.Done;
        });
        return command;
    }

    private static void ShowJson(ShownMessage message, List<string> notices, List<ShownAttempt> attempts)
    {
        var answer = new { Message = message with { Mime = null }, Notices = notices, Attempts = attempts };
        Console.WriteLine(JsonSerializer.Serialize(answer, JsonFormat.Options));
    }

    private static void Show(ShownMessage message, List<string> notices, List<ShownAttempt> attempts)
    {
        Console.WriteLine($"{message.MessageKey} to {message.Recipient} ({message.RecipientRole}): {message.State} {message.StateReason}");
        var hash = message.MimeSha256.Length == 0 ? "not rendered yet" : message.MimeSha256;
        Console.WriteLine($"Message-ID <{message.MessageId}>, SHA-256 {hash}");
        foreach (var notice in notices)
            Console.WriteLine($"notice {notice}");
        foreach (var attempt in attempts)
        {
            Console.WriteLine(
                $"{attempt.AttemptedAt:yyyy-MM-dd HH:mm:ss}Z {attempt.Outcome} at {attempt.Stage} {attempt.Code} {attempt.Reply}"
                + (attempt.InDoubt ? " (in doubt, sent again)" : ""));
        }

        if (message.Mime is { } mime)
        {
            Console.WriteLine();
            Console.WriteLine(Encoding.UTF8.GetString(mime));
        }
        else if (message.MimeSha256.Length > 0)
        {
            Console.WriteLine("The mail itself is no longer kept (Outbox:KeepBodiesDays); "
                + "a copy that somebody has is the one sent if its SHA-256 is this.");
        }
    }

    private sealed record ShownMessage
    {
        public long Id { get; init; }

        public string MessageKey { get; init; } = "";

        public string Recipient { get; init; } = "";

        public string RecipientRole { get; init; } = "";

        public string State { get; init; } = "";

        public string StateReason { get; init; } = "";

        public string MessageId { get; init; } = "";

        public string MimeSha256 { get; init; } = "";

        public byte[]? Mime { get; init; }
    }
}
