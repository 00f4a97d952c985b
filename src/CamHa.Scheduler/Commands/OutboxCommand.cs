using System.CommandLine;
using System.Text;
using System.Text.Json;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Storage;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace CamHa.Scheduler.Commands;

/// <summary>What was sent to whom, with the server's answers; and the decisions that wait for a person.</summary>
internal static class OutboxCommand
{
    public static Command Create() => new("outbox", "What was sent to whom, and what waits.")
    {
        List(),
        ShowOne(),
        Change("retry", "Sends messages again that were refused, expired or suppressed; a sent one never.", "outbox/retry"),
        Change("cancel", "Gives up waiting or held messages.", "outbox/cancel"),
        Change("release", "Lets messages go that the brake has held.", "outbox/release"),
    };

    private static Command List()
    {
        var state = new Option<string?>("--state") { Description = "pending, sending, sent, dead, expired, suppressed or held" };
        state.AcceptOnlyFromAmong([.. Enum.GetNames<OutboxState>().Select(name => name.ToLowerInvariant())]);
        var last = new Option<int>("--last") { Description = "How many, the newest first.", DefaultValueFactory = _ => 50 };
        var command = new Command("list", "Lists messages, the newest first.") { state, last, CommandLine.Json };
        command.SetAction(async (parsed, token) =>
        {
            await using var services = await Services.OpenAsync(parsed.Settings(), token);
            await using var session = await services.GetRequiredService<Database>().OpenAsync(token);
            var wanted = parsed.GetValue(state) is { } name ? Enum.Parse<OutboxState>(name, ignoreCase: true).ToString() : null;
            var messages = await session.QueryAsync<ListedMessage>("outbox/list", new { State = wanted, Last = parsed.GetValue(last) }, token);
            if (parsed.GetValue(CommandLine.Json))
            {
                Console.WriteLine(JsonSerializer.Serialize(messages, JsonOutput.Options));
                return CommandLine.Done;
            }

            var table = new Table().Border(TableBorder.Simple).AddColumns("Id", "Issued", "To", "Subject", "State");
            var clock = services.GetRequiredService<CampaignClock>();
            foreach (var message in messages)
            {
                table.AddRow($"{message.Id}", $"{clock.WallClock(message.CreatedAt):yyyy-MM-dd HH:mm}", Markup.Escape(message.Recipient),
                    Markup.Escape(message.Subject.Length == 0 ? message.MessageKey : message.Subject), Markup.Escape($"{message.State} {message.StateReason}".Trim()));
            }

            AnsiConsole.Write(table);
            return CommandLine.Done;
        });
        return command;
    }

    private static Command ShowOne()
    {
        var id = new Argument<long>("ID");
        var command = new Command("show", "Shows one message with every attempt.") { id, CommandLine.Json };
        command.SetAction(async (parsed, token) =>
        {
            await using var services = await Services.OpenAsync(parsed.Settings(), token);
            await using var session = await services.GetRequiredService<Database>().OpenAsync(token);
            var key = new { Id = parsed.GetValue(id) };
            if (await session.SingleOrDefaultAsync<ShownMessage>("outbox/show", key, token) is not { } message)
            {
                await Console.Error.WriteLineAsync($"ID = '{key.Id}': there is no such message; 'camha outbox list' shows them.");
                return CommandLine.WrongUsage;
            }

            var attempts = await session.QueryAsync<ShownAttempt>("outbox/attempts", key, token);
            if (parsed.GetValue(CommandLine.Json))
                Console.WriteLine(JsonSerializer.Serialize(new { Message = message with { Mime = null }, Attempts = attempts }, JsonOutput.Options));
            else
                Show(message, attempts);
            return CommandLine.Done;
        });
        return command;
    }

    private static void Show(ShownMessage message, List<ShownAttempt> attempts)
    {
        Console.WriteLine($"{message.MessageKey} to {message.Recipient} ({message.RecipientRole}): {message.State} {message.StateReason}");
        Console.WriteLine($"Message-ID <{message.MessageId}>, SHA-256 {(message.MimeSha256.Length == 0 ? "not rendered yet" : message.MimeSha256)}");
        foreach (var attempt in attempts)
            Console.WriteLine($"{attempt.AttemptedAt:yyyy-MM-dd HH:mm:ss}Z {attempt.Outcome} at {attempt.Stage} {attempt.Code} {attempt.Reply}{(attempt.InDoubt ? " (in doubt, sent again)" : "")}");
        if (message.Mime is { } mime)
        {
            Console.WriteLine();
            Console.WriteLine(Encoding.UTF8.GetString(mime));
        }
    }

    private static Command Change(string verb, string description, string statement)
    {
        var ids = new Argument<long[]>("ID") { Arity = ArgumentArity.ZeroOrMore };
        var all = new Option<bool>("--all") { Description = verb == "retry" ? "All refused ones." : "All held ones." };
        var command = new Command(verb, description) { ids, all };
        command.SetAction((parsed, token) => ChangeAsync(parsed.Settings(), verb, statement, parsed.GetValue(ids) ?? [], parsed.GetValue(all), token));
        return command;
    }

    private static async Task<int> ChangeAsync(Settings settings, string verb, string statement, long[] ids, bool isAll, CancellationToken token)
    {
        if (ids.Length == 0 == !isAll)
        {
            await Console.Error.WriteLineAsync($"camha outbox {verb}: name messages by their ID, or write --all.");
            return CommandLine.WrongUsage;
        }

        await using var services = await Services.OpenAsync(settings, token);
        await using var session = await services.GetRequiredService<Database>().OpenAsync(token);
        var now = services.GetRequiredService<CampaignClock>().Now;
        if (isAll)
        {
            var state = verb == "retry" ? OutboxState.Dead : OutboxState.Held;
            ids = [.. (await session.QueryAsync<ListedMessage>("outbox/list", new { State = state.ToString(), Last = int.MaxValue }, token)).Select(message => message.Id)];
        }

        var changed = await session.ExecuteAsync(statement, ids.Select(id => new { Id = id, Now = now, ExpiresAt = now.AddDays(1) }), token);
        Console.WriteLine($"{changed} of {ids.Length} messages: {verb} done." + (changed < ids.Length ? " The others are in a state this does not fit; see 'camha outbox list'." : ""));
        return changed == ids.Length ? CommandLine.Done : CommandLine.Failed;
    }

    private sealed record ListedMessage
    {
        public long Id { get; init; }

        public string MessageKey { get; init; } = "";

        public string Kind { get; init; } = "";

        public string Recipient { get; init; } = "";

        public string RecipientRole { get; init; } = "";

        public string State { get; init; } = "";

        public string StateReason { get; init; } = "";

        public string Subject { get; init; } = "";

        public DateTimeOffset CreatedAt { get; init; }

        public DateTimeOffset? FinishedAt { get; init; }

        public int Attempts { get; init; }

        public string MessageId { get; init; } = "";

        public string MimeSha256 { get; init; } = "";
    }

    private sealed record ShownMessage
    {
        public string MessageKey { get; init; } = "";

        public string Recipient { get; init; } = "";

        public string RecipientRole { get; init; } = "";

        public string State { get; init; } = "";

        public string StateReason { get; init; } = "";

        public string MessageId { get; init; } = "";

        public string MimeSha256 { get; init; } = "";

        public byte[]? Mime { get; init; }
    }

    private sealed record ShownAttempt
    {
        public DateTimeOffset AttemptedAt { get; init; }

        public bool InDoubt { get; init; }

        public string Stage { get; init; } = "";

        public string Outcome { get; init; } = "";

        public int? Code { get; init; }

        public string Reply { get; init; } = "";

        public long ElapsedMs { get; init; }
    }
}
