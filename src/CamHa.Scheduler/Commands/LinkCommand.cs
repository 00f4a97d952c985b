using System.CommandLine;
using System.Text.Json;
using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Links;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Commands;

/// <summary>The links by which units answer: shows, revokes and renews them, and tries their address from outside.</summary>
internal static class LinkCommand
{
    private static readonly Argument<string> Unit = new(Language.Say("ĐƠN-VỊ", "UNIT"))
    {
        Description = Language.Say("Mã hoặc tên của đơn vị.", "The unit's code or name."),
    };

    public static Command Create() => new("link", Language.Say(
        "Liên kết để đơn vị trả lời trên điện thoại.", "The links by which units answer on a phone."))
    {
        List(),
        Show(),
        Change(
            "renew",
            renews: true,
            Language.Say(
                "Thu hồi liên kết của một đơn vị, kể cả trong các thư đã gửi, và cấp liên kết mới.",
                "Revokes a unit's link, with those in its mails, and gives it another.")),
        Change(
            "revoke",
            renews: false,
            Language.Say("Thu hồi liên kết của một đơn vị, không cấp lại.", "Revokes a unit's link, and gives it none.")),
        Prove(),
    };

    private static Command List() => Of(
        "list",
        Language.Say("Liệt kê liên kết của mọi đơn vị.", "Lists the links of all units."),
        [PlanCommand.Campaign, CommandLine.Json],
        async (links, services, parsed, token) =>
        {
            await using var session = await services.GetRequiredService<Database>().OpenAsync(token);
            var campaign = await CampaignAsync(session, parsed, token);
            var shown = await links.OfCampaignAsync(session, campaign, token);
            var units = (await UnitName.AllAsync(session, [campaign.Id], token)).Values
                .Where(unit => shown.ContainsKey(unit.Id))
                .OrderBy(unit => unit.Code, StringComparer.Ordinal)
                .ToList();
            if (parsed.GetValue(CommandLine.Json))
            {
                Console.WriteLine(JsonSerializer.Serialize(
                    units.Select(unit => new { unit.Code, unit.Name, Link = shown[unit.Id] }), JsonFormat.Options));
            }
            else
            {
                foreach (var unit in units)
                    Console.WriteLine($"{unit}: {shown[unit.Id]}");
            }

            return CommandLine.Done;
        });

    private static Command Show() => Of(
        "show",
        Language.Say(
            "In liên kết của một đơn vị; chưa có thì cấp.", "Prints the link of a unit; issues it where there is none yet."),
        [Unit, PlanCommand.Campaign],
        async (links, services, parsed, token) =>
        {
            var (campaign, code) = await UnitAsync(services, parsed, token);
            var link = await links.ShowAsync(campaign.Id, code, token);
            if (link.Length == 0)
                throw new ChangeRefusedException(LinkWords.RevokedAlready(code));
            Console.WriteLine(link);
            return CommandLine.Done;
        });

    private static Command Change(string verb, bool renews, string description) => Of(
        verb,
        description,
        [Unit, PlanCommand.Campaign, PlanCommand.Reason],
        async (links, services, parsed, token) =>
        {
            var gesture = Gesture.AtConsole(PlanCommand.Why("--reason", parsed.GetValue(PlanCommand.Reason)));
            var (campaign, code) = await UnitAsync(services, parsed, token);
            var id = await links.RevokeAsync(campaign.Id, code, renews, gesture, token);
            Console.WriteLine(LinkAnswers.Revoked(code, id));
            if (renews)
                Console.WriteLine(await links.ShowAsync(campaign.Id, code, token));
            return CommandLine.Done;
        });

    private static Command Prove() => Of(
        "prove",
        Language.Say(
            "Thử vào địa chỉ trả lời như người ở ngoài; vào được thì thư mới mang liên kết. Dịch vụ phải đang chạy.",
            "Reaches the public address as anybody does; only then do mails carry links. The service has to run."),
        [],
        async (_, services, _, token) =>
        {
            var proof = await services.GetRequiredService<AddressProof>().ProveAsync(token);
            Console.WriteLine(LinkAnswers.Proven(proof, services.GetRequiredService<CampaignClock>()));
            return proof.Fault.Length == 0 ? CommandLine.Done : CommandLine.Failed;
        });

    private static Command Of(
        string verb,
        string description,
        IEnumerable<Symbol> symbols,
        Func<UnitLinks, IServiceProvider, ParseResult, CancellationToken, Task<int>> act)
    {
        var command = new Command(verb, description);
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument)
                command.Add(argument);
            else
                command.Add((Option)symbol);
        }

        command.SetAction(async (parsed, token) =>
        {
            await using var services = await ServiceFactory.OpenAsync(parsed.Settings(), token);
            try
            {
                return services.GetRequiredService<IOptions<UnitLinkOptions>>().Value.IsUsed
                    ? await act(services.GetRequiredService<UnitLinks>(), services, parsed, token)
                    : throw new ChangeRefusedException(LinkWords.NotUsed);
            }
            catch (Exception e) when (e is ChangeRefusedException or UsageException)
            {
                await Console.Error.WriteLineAsync($"camha link {verb}: {e.Message}");
                return CommandLine.WrongUsage;
            }
        });
        return command;
    }

    private static async Task<Campaign> CampaignAsync(DatabaseSession session, ParseResult parsed, CancellationToken token) =>
        await CampaignStore.OneAsync(session, await PlanData.IdAsync(session, parsed.GetValue(PlanCommand.Campaign), token), token);

    private static async Task<(Campaign Campaign, string Code)> UnitAsync(
        IServiceProvider services, ParseResult parsed, CancellationToken token)
    {
        await using var session = await services.GetRequiredService<Database>().OpenAsync(token);
        var campaign = await CampaignAsync(session, parsed, token);
        var plan = await PlanData.OfCampaignAsync(session, campaign.Code, token);
        return (campaign, plan.Unit(parsed.GetValue(Unit)!).Code);
    }
}
