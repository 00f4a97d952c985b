using System.CommandLine;
using CamHa.Scheduler.Outbox;
using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Commands;

/// <summary>Stops every mail from leaving.</summary>
internal static class PauseCommand
{
    public static Command Create()
    {
        var command = new Command("pause", "Lets no mail leave until 'camha resume'; looks go on, and what they issue waits.");
        command.SetAction(async (parsed, token) =>
        {
            await using var services = await ServiceFactory.OpenAsync(parsed.Settings(), token);
            var pause = services.GetRequiredService<SendingPause>();
            var hasBegun = await pause.BeginAsync(token);
            Console.WriteLine(hasBegun || await pause.InForceAsync(token) is not { } before
                ? "Paused: nothing leaves until 'camha resume'."
                : $"Paused already since {before.Since:yyyy-MM-dd HH:mm}Z.");
            Console.WriteLine($"Waiting: {Says(await pause.WaitingAsync(token))}");
            return CommandLine.Done;
        });
        return command;
    }

    /// <summary>What waits, as in <c>12 mails (8 Deadline, 4 Reminder)</c>.</summary>
    internal static string Says(IReadOnlyDictionary<string, int> waiting) => waiting.Count == 0
        ? "nothing."
        : $"{waiting.Values.Sum()} mails ({string.Join(", ", waiting.Select(kind => $"{kind.Value} {kind.Key}"))}); "
            + "see 'camha outbox list --state pending'.";
}
