using System.CommandLine;
using System.Text.Json;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Inbox;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Commands;

/// <summary>Lists the mails that came in, the newest first.</summary>
internal static class InboxListCommand
{
    public static Command Create()
    {
        // What is nothing of ours has no line.
        var states = Enum.GetValues<InboxState>().Where(each => each != InboxState.Foreign).ToList();
        var state = new Option<string?>("--state")
        {
            Description = Language.Say(
                string.Join(", ", states.Select(each => $"{each}".ToLowerInvariant() + $" ({each.Word()})")) + ".",
                string.Join(", ", states.Select(each => $"{each}".ToLowerInvariant())) + "."),
            HelpName = "STATE",
        };
        state.AcceptOnlyFromAmong([.. states.Select(each => $"{each}".ToLowerInvariant())]);
        var last = new Option<int>("--last")
        {
            Description = Language.Say("Số thư, mới nhất trước.", "How many, the newest first."),
            DefaultValueFactory = _ => 50,
        };
        var command = new Command("list", Language.Say(
            "Liệt kê thư đến, mới nhất trước.", "Lists the mails that came in, the newest first.")) { state, last, CommandLine.Json };
        command.SetAction(async (parsed, token) =>
        {
            var most = parsed.GetValue(last);
            if (most < 1)
            {
                await Console.Error.WriteLineAsync(OutboxAnswers.TooFew(most));
                return CommandLine.WrongUsage;
            }

            await using var services = await ServiceFactory.OpenAsync(parsed.Settings(), token);
            await using var session = await services.GetRequiredService<Database>().OpenAsync(token);
            InboxState? wanted = parsed.GetValue(state) is { } name ? Enum.Parse<InboxState>(name, ignoreCase: true) : null;
            var mails = await ListedMail.AllAsync(session, wanted, most, token);
            if (parsed.GetValue(CommandLine.Json))
            {
                Console.WriteLine(JsonSerializer.Serialize(mails, JsonFormat.Options));
                return CommandLine.Done;
            }

            var clock = services.GetRequiredService<CampaignClock>();
            foreach (var mail in mails)
                Console.WriteLine(InboxListAnswers.Row(mail, clock));
            Console.WriteLine(mails.Count == 0 ? InboxListAnswers.None : InboxListAnswers.Listed(mails.Count, most));
            if (wanted is null && InboxListAnswers.Waiting(await ListedMail.CountWaitingAsync(session, token)) is { } waiting)
                Console.WriteLine(waiting);
            return CommandLine.Done;
        });
        return command;
    }
}
