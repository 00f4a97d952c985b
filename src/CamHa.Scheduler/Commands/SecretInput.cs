using System.Text;
using Spectre.Console;

namespace CamHa.Scheduler.Commands;

/// <summary>A secret that is typed or piped in: never an argument, which other users of the machine and the shell's history see.</summary>
internal static class SecretInput
{
    public static async Task<string> ReadAsync(string prompt, CancellationToken token)
    {
        if (!Console.IsInputRedirected)
        {
            // On standard error, and not shown: standard output is the value to paste.
            var screen = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
            return await screen.PromptAsync(new TextPrompt<string>(prompt).Secret(mask: null).AllowEmpty(), token);
        }

        // Not Console.In: on Windows that reads in the console's own code page.
        using var reader = new StreamReader(Console.OpenStandardInput(), Encoding.UTF8);
        return (await reader.ReadToEndAsync(token)).TrimEnd('\r', '\n');
    }
}
