using System.CommandLine;
using System.Text.Json;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Commands;

/// <summary>Lists the addresses that are closed, and those that mails have lately not reached.</summary>
internal static class FailingAddressCommand
{
    public static Command Create()
    {
        var command = new Command("failing", Language.Say(
            "Liệt kê địa chỉ bị đóng, và địa chỉ gần đây có thư không đến.",
            "Lists the addresses that are closed, and those that mails have lately not reached."))
        {
            PlanCommand.Campaign,
            CommandLine.Json,
        };
        command.SetAction(async (parsed, token) =>
        {
            await using var services = await ServiceFactory.OpenAsync(parsed.Settings(), token);
            var clock = services.GetRequiredService<CampaignClock>();
            await using var session = await services.GetRequiredService<Database>().OpenAsync(token);
            var campaign = parsed.GetValue(PlanCommand.Campaign);
            var failing = (await FailingAddress.AllAsync(session, clock.Now, token))
                .Where(each => campaign is null || each.Campaign.Equals(campaign, StringComparison.OrdinalIgnoreCase))
                .ToList();
            if (parsed.GetValue(CommandLine.Json))
            {
                Console.WriteLine(JsonSerializer.Serialize(failing, JsonFormat.Options));
                return CommandLine.Done;
            }

            foreach (var address in failing)
                Console.WriteLine(Line(address, clock));
            if (failing.Count == 0)
                Console.WriteLine(Language.Say("Không địa chỉ nào bị đóng hay có thư không đến.", "No address is closed, or fails."));
            return CommandLine.Done;
        });
        return command;
    }

    private static string Line(FailingAddress address, CampaignClock clock)
    {
        var who = string.Join("  ", new[] { address.Campaign, address.Unit, address.Address }.Where(part => part.Length > 0));
        var indent = $"{Environment.NewLine}        ";
        return address.IsClosed
            ? Language.Say(
                $"{who}  bị đóng lúc {clock.Say(address.At)}: {address.Reply}{indent}→ địa chỉ sai: camha contact replace; "
                + $"địa chỉ đúng: camha contact reopen {address.Address}",
                $"{who}  closed at {clock.Say(address.At)}: {address.Reply}{indent}→ wrong: camha contact replace; "
                + $"right: camha contact reopen {address.Address}")
            : Language.Say(
                $"{who}  vẫn gửi; thư lúc {clock.Say(address.At)} không đến: {address.Class?.Words()}",
                $"{who}  still written to; the mail of {clock.Say(address.At)} did not arrive: {address.Class?.Words()}");
    }
}
