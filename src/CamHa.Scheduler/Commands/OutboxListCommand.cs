using System.CommandLine;
using System.Text.Json;
using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Commands;

/// <summary>Lists messages, the newest first.</summary>
internal static class OutboxListCommand
{
    public static Command Create()
    {
        var states = Enum.GetValues<OutboxState>();
        var state = new Option<string?>("--state")
        {
            Description = Language.Say(
                string.Join(", ", states.Select(each => $"{each}".ToLowerInvariant() + $" ({each.Word()})")) + ".",
                string.Join(", ", states.Select(each => $"{each}".ToLowerInvariant())) + "."),
        };
        // Else all of them stand in the left column.
        state.HelpName = "STATE";
        state.AcceptOnlyFromAmong([.. Enum.GetNames<OutboxState>().Select(name => name.ToLowerInvariant())]);
        var last = new Option<int>("--last")
        {
            Description = Language.Say(
            "Số thư, mới nhất trước.", "How many, the newest first."),
            DefaultValueFactory = _ => 50
        };
        var unit = new Option<string?>("--unit")
        {
            Description = Language.Say(
            "Mã đơn vị có thư.", "The code of the unit whose mails they are.")
        };
        var to = new Option<string?>("--to")
        {
            Description = Language.Say(
            "Địa chỉ nhận, hoặc một phần của nó.", "The recipient's address, or a part of it.")
        };
        var command = new Command("list", Language.Say(
            "Liệt kê thư, mới nhất trước.", "Lists messages, the newest first.")) { state, unit, to, last, CommandLine.Json };
        command.SetAction(async (parsed, token) =>
        {
            if (parsed.GetValue(last) < 1)
            {
                await Console.Error.WriteLineAsync(OutboxAnswers.TooFew(parsed.GetValue(last)));
                return CommandLine.WrongUsage;
            }

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

            if (messages.Count == 0)
            {
                var isUnknown = filter.Unit is { } code && !await UnitName.ExistsAsync(session, code, token);
                Console.WriteLine(isUnknown ? OutboxAnswers.NoUnit(filter.Unit!) : OutboxAnswers.NoMail);
                return isUnknown ? CommandLine.WrongUsage : CommandLine.Done;
            }

            var clock = services.GetRequiredService<CampaignClock>();
            foreach (var message in messages)
                Console.WriteLine(OutboxAnswers.Row(message, clock));
            Console.WriteLine(OutboxAnswers.Listed(messages.Count, filter.Last));
            return CommandLine.Done;
        });
        return command;
    }
}
