using System.CommandLine;
using CamHa.Scheduler.Outbox;
using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Commands;

/// <summary>Declares this machine the one that sends.</summary>
internal static class ArmCommand
{
    public static Command Create()
    {
        var command = new Command("arm", "Declares this machine the one that sends from this database.");
        command.SetAction(async (parsed, token) =>
        {
            await using var services = await Services.OpenAsync(parsed.Settings(), token);
            var guard = services.GetRequiredService<CloneGuard>();
            var before = await guard.ArmedForAsync(token);
            await guard.ArmAsync(token);
            Console.WriteLine(before == guard.Machine ? $"Armed already for {guard.Machine}." : $"Armed for {guard.Machine}; before: {before ?? "none"}.");
            return CommandLine.Done;
        });
        return command;
    }
}
