using System.Text;
using Spectre.Console;

namespace CamHa.Scheduler.Commands;

/// <summary>A secret that is typed, or piped in.</summary>
internal static class StandardSecret
{
    public static async Task<string> ReadAsync(CancellationToken token)
    {
        if (!Console.IsInputRedirected)
        {
            // On standard error, and not shown: standard output is the command's answer.
            var screen = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
            return await screen.PromptAsync(new TextPrompt<string>("Secret:").Secret(mask: null).AllowEmpty(), token);
        }

        // Not Console.In: on Windows that reads in the console's own code page.
        using var reader = new StreamReader(Console.OpenStandardInput(), Encoding.UTF8);
        return (await reader.ReadToEndAsync(token)).TrimEnd('\r', '\n');
    }
}
