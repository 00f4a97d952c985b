using System.Text;
using Spectre.Console;

namespace CamHa.Scheduler.Commands;

/// <summary>Reads a secret from the keyboard or a pipe: an argument would show in the process list and the shell's history.</summary>
internal static class SecretInput
{
    public static async Task<string> ReadAsync(string prompt, CancellationToken token)
    {
        if (!Console.IsInputRedirected)
        {
            // The prompt goes to standard error, because standard output is the value to paste.
            var screen = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
            return await screen.PromptAsync(new TextPrompt<string>(prompt).Secret(mask: null).AllowEmpty(), token);
        }

        // Not Console.In, which on Windows decodes by the console's code page.
        using var reader = new StreamReader(Console.OpenStandardInput(), Encoding.UTF8);
        return (await reader.ReadToEndAsync(token)).TrimEnd('\r', '\n');
    }
}
