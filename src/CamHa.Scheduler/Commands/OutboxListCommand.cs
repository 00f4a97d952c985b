using System.CommandLine;
using System.Text.Json;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace CamHa.Scheduler.Commands;

/// <summary>Lists messages, the newest first.</summary>
internal static class OutboxListCommand
{
    public static Command Create()
    {
        var state = new Option<string?>("--state") { Description = "pending, sending, sent, dead, expired, suppressed or held" };
        state.AcceptOnlyFromAmong([.. Enum.GetNames<OutboxState>().Select(name => name.ToLowerInvariant())]);
        var last = new Option<int>("--last") { Description = "How many, the newest first.", DefaultValueFactory = _ => 50 };
        var unit = new Option<string?>("--unit") { Description = "The code of the unit whose mails they are." };
        var to = new Option<string?>("--to") { Description = "The recipient's address, or a part of it." };
        var command = new Command("list", "Lists messages, the newest first.") { state, unit, to, last, CommandLine.Json };
        command.SetAction(async (parsed, token) =>
        {
            await using var services = await ServiceFactory.OpenAsync(parsed.Settings(), token);
            await using var session = await services.GetRequiredService<Database>().OpenAsync(token);
            var wanted = parsed.GetValue(state) is { } name ? Enum.Parse<OutboxState>(name, ignoreCase: true).ToString() : null;
            var filter = new OutboxFilter(parsed.GetValue(last), wanted, parsed.GetValue(unit), parsed.GetValue(to));
            var messages = await ListedMessage.AllAsync(session, filter, token);
            if (parsed.GetValue(CommandLine.Json))
            {
                Console.WriteLine(JsonSerializer.Serialize(messages, JsonFormat.Options));
                return CommandLine.Done;
            }

            var table = new Table().Border(TableBorder.Simple).AddColumns("Id", "Issued", "To", "Subject", "State");
            var clock = services.GetRequiredService<CampaignClock>();
            foreach (var message in messages)
            {
                table.AddRow(
                    $"{message.Id}",
                    $"{clock.WallClock(message.CreatedAt):yyyy-MM-dd HH:mm}",
                    Markup.Escape(message.Recipient),
                    Markup.Escape(message.Subject.Length == 0 ? message.MessageKey : message.Subject),
                    Markup.Escape($"{message.State} {message.StateReason}".Trim()));
            }

            AnsiConsole.Write(table);
            return CommandLine.Done;
        });
        return command;
    }
}
