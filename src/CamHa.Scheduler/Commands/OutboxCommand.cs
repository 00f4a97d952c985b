using System.CommandLine;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Outbox;
using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Commands;

/// <summary>Shows what was sent to whom with the server's answers, and takes a person's decisions about messages.</summary>
internal static class OutboxCommand
{
    public static Command Create() => new("outbox", "What was sent to whom, and what waits.")
    {
        OutboxListCommand.Create(),
        OutboxShowCommand.Create(),
        OutboxExportCommand.Create(),
        Change(
            OutboxDecision.Retry,
            "Sends messages again that were refused, expired or suppressed, and takes their addresses to be right; a sent one never."),
        Change(OutboxDecision.Cancel, "Gives up waiting or held messages."),
        Change(OutboxDecision.Release, "Lets held messages go: a campaign's first, and those that the brake has stopped."),
    };

    private static Command Change(OutboxDecision decision, string description)
    {
        var verb = decision.ToString().ToLowerInvariant();
        var ids = new Argument<long[]>("ID") { Arity = ArgumentArity.ZeroOrMore };
        var all = new Option<bool>("--all") { Description = AllOf(decision) };
        var command = new Command(verb, description) { ids, all };
        command.SetAction((parsed, token) =>
            ChangeAsync(parsed.Settings(), decision, verb, parsed.GetValue(ids) ?? [], parsed.GetValue(all), token));
        return command;
    }

    private static string AllOf(OutboxDecision decision) => decision switch
    {
        OutboxDecision.Retry => "All refused ones.",
        OutboxDecision.Release => "All held ones; also says go for campaigns that have none yet.",
        _ => "All held ones.",
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
        var made = isAll ? await decisions.MakeForAllAsync(decision, token) : await decisions.MakeAsync(decision, ids, token);
        Console.WriteLine(OutboxAnswers.Made(decision, verb, made));
        return made.IsWhole ? CommandLine.Done : CommandLine.Failed;
    }
}
