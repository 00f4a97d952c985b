using System.CommandLine;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Commands;

/// <summary>Shows what was sent to whom with the server's answers, and takes a person's decisions about messages.</summary>
internal static class OutboxCommand
{
    public static Command Create() => new("outbox", Language.Say(
        "Hộp thư đi: thư nào đã gửi cho ai, thư nào đang chờ.", "What was sent to whom, and what waits."))
    {
        OutboxListCommand.Create(),
        OutboxShowCommand.Create(),
        OutboxExportCommand.Create(),
        Change(
            OutboxDecision.Retry,
            Language.Say(
                "Gửi lại thư gửi hỏng, hết hiệu lực hoặc không gửi, và coi địa chỉ là đúng; thư đã gửi thì không gửi lại.",
                "Sends messages again that were refused, expired or suppressed, and takes their addresses to be right; a sent one never.")),
        Change(OutboxDecision.Cancel, Language.Say("Hủy thư đang chờ hoặc đang bị giữ.", "Gives up waiting or held messages.")),
        Change(OutboxDecision.Release, Language.Say(
            "Cho gửi thư đang bị giữ: lần gửi đầu tiên của đợt thi đua, và lượt nhiều thư khác thường.",
            "Lets held messages go: a campaign's first, and those that the brake has stopped.")),
    };

    private static Command Change(OutboxDecision decision, string description)
    {
        var verb = decision.ToString().ToLowerInvariant();
        var ids = new Argument<long[]>(Language.Say("SỐ", "ID"))
        {
            Arity = ArgumentArity.ZeroOrMore,
            Description = Language.Say(
                "Số của các thư, như lệnh camha outbox list in ra; cách nhau bằng dấu cách.",
                "The numbers of messages, as 'camha outbox list' shows them, with blanks between."),
        };
        var all = new Option<bool>("--all") { Description = AllOf(decision) };
        var command = new Command(verb, description) { ids, all };
        command.SetAction((parsed, token) =>
            ChangeAsync(parsed.Settings(), decision, verb, parsed.GetValue(ids) ?? [], parsed.GetValue(all), token));
        return command;
    }

    private static string AllOf(OutboxDecision decision) => decision switch
    {
        OutboxDecision.Retry => Language.Say("Mọi thư gửi hỏng.", "All refused ones."),
        OutboxDecision.Release => Language.Say(
            "Mọi thư đang bị giữ; đợt thi đua chưa có thư nào thì cũng được gửi luôn.",
            "All held ones; also says go for campaigns that have none yet."),
        _ => Language.Say("Mọi thư đang bị giữ.", "All held ones."),
    };

    private static async Task<int> ChangeAsync(
        Settings settings, OutboxDecision decision, string verb, long[] ids, bool isAll, CancellationToken token)
    {
        if (ids.Length == 0 == !isAll)
        {
            await Console.Error.WriteLineAsync(OutboxAnswers.NameOrAll(verb));
            return CommandLine.WrongUsage;
        }

        await using var services = await ServiceFactory.OpenAsync(settings, token);
        var decisions = services.GetRequiredService<OutboxDecisions>();
        var by = Gesture.AtConsole();
        var made = isAll ? await decisions.MakeForAllAsync(decision, by, token) : await decisions.MakeAsync(decision, ids, by, token);
        if (ids.Length != 1 || made.IsWhole)
        {
            Console.WriteLine(OutboxAnswers.Made(decision, verb, made));
            return made.IsWhole ? CommandLine.Done : CommandLine.Failed;
        }

        await using var session = await services.GetRequiredService<Database>().OpenAsync(token);
        if (await ListedMessage.OneAsync(session, ids[0], token) is not { } message)
        {
            await Console.Error.WriteLineAsync(OutboxAnswers.NoMessage(ids[0]));
            return CommandLine.WrongUsage;
        }

        Console.WriteLine(OutboxAnswers.NotMade(decision, message));
        return CommandLine.Failed;
    }
}
