using System.CommandLine;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Commands;

/// <summary>What was sent to whom, with the server's answers; and the decisions that wait for a person.</summary>
internal static class OutboxCommand
{
    public static Command Create() => new("outbox", "What was sent to whom, and what waits.")
    {
        OutboxListCommand.Create(),
        OutboxShowCommand.Create(),
        OutboxExportCommand.Create(),
        Change("retry", "Sends messages again that were refused, expired or suppressed, and takes their addresses to be right; a sent one never.", "outbox/allow-address", "outbox/retry", "outbox/drop-mime"),
        Change("cancel", "Gives up waiting or held messages.", "outbox/cancel"),
        Change("release", "Lets messages go that the brake has held.", "outbox/release"),
    };

    private static Command Change(string verb, string description, params string[] statements)
    {
        var ids = new Argument<long[]>("ID") { Arity = ArgumentArity.ZeroOrMore };
        var all = new Option<bool>("--all") { Description = verb == "retry" ? "All refused ones." : "All held ones." };
        var command = new Command(verb, description) { ids, all };
        command.SetAction((parsed, token) => ChangeAsync(parsed.Settings(), verb, statements, parsed.GetValue(ids) ?? [], parsed.GetValue(all), token));
        return command;
    }

    private static async Task<int> ChangeAsync(Settings settings, string verb, string[] statements, long[] ids, bool isAll, CancellationToken token)
    {
        if (ids.Length == 0 == !isAll)
        {
            await Console.Error.WriteLineAsync($"camha outbox {verb}: name messages by their ID, or write --all.");
            return CommandLine.WrongUsage;
        }

        await using var services = await Services.OpenAsync(settings, token);
        var now = services.GetRequiredService<CampaignClock>().Now;
        var changed = await services.GetRequiredService<Database>().WorkAsync(async session =>
        {
            if (isAll)
            {
                var state = verb == "retry" ? OutboxState.Dead : OutboxState.Held;
                ids = [.. (await session.QueryAsync<ListedMessage>("outbox/list", new { State = state.ToString(), Last = int.MaxValue }, token)).Select(message => message.Id)];
            }

            var changes = ids.Select(id => new { Id = id, Now = now, ExpiresAt = now.AddDays(1) }).ToList();
            var changed = 0;
            foreach (var statement in statements)
            {
                var rows = await session.ExecuteAsync(statement, changes, token);
                changed = statement == $"outbox/{verb}" ? rows : changed;
            }

            return changed;
        }, token);
        Console.WriteLine($"{changed} of {ids.Length} messages: {verb} done." + (changed < ids.Length ? " The others are in a state this does not fit; see 'camha outbox list'." : ""));
        return changed == ids.Length ? CommandLine.Done : CommandLine.Failed;
    }
}
