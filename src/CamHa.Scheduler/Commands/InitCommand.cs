using System.CommandLine;
using CamHa.Scheduler.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Commands;

/// <summary>Creates or upgrades the schema.</summary>
internal static class InitCommand
{
    public static Command Create()
    {
        var command = new Command("init", "Creates the database's schema, or brings it up to date; refuses a newer one.");
        command.SetAction(async (parsed, token) =>
        {
            await using var services = Services.Create(parsed.Settings());
            var database = services.GetRequiredService<Database>();
            var applied = await services.GetRequiredService<SchemaMigration>().ApplyAsync(token);
            foreach (var script in applied)
                Console.WriteLine($"applied {script}");
            Console.WriteLine(applied.Count == 0 ? $"{database.Description} is up to date." : $"{database.Description} is ready.");
            return CommandLine.Done;
        });
        return command;
    }
}
