using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using CamHa.Scheduler.Commands;
using Microsoft.Data.Sqlite;
using Spectre.Console;

#pragma warning disable CA1050 // The runtime looks for it outside any namespace.

/// <summary>
/// Stands before the program's own start where DOTNET_STARTUP_HOOKS names this assembly: the process then runs one command
/// after another instead of one, and spares all but the first the second of processor that a start costs. A command finds
/// what it finds in a process of its own: its folder, nothing to read, standard output and error that are files.
/// </summary>
internal static class StartupHook
{
    /// <param name="Arguments">As they are typed, split into words.</param>
    /// <param name="Folder">Where they are typed.</param>
    public sealed record Request(string[] Arguments, string Folder);

    public sealed record Reply(int Code, string Output, string Error);

    /// <summary>What the system says of a process that ended by an exception.</summary>
    private const int Aborted = 134;

    public static void Initialize()
    {
        using var requests = new StreamReader(Console.OpenStandardInput(), Encoding.UTF8);
        using var replies = new StreamWriter(Console.OpenStandardOutput());
        var folder = Directory.CreateTempSubdirectory("camha-").FullName;
        // The streams above hold copies of their own.
        Redirect(0, "/dev/null");
        while (requests.ReadLine() is { } line)
        {
            replies.WriteLine(JsonSerializer.Serialize(Answer(JsonSerializer.Deserialize<Request>(line)!, folder)));
            replies.Flush();
        }

        Directory.Delete(folder, recursive: true);
        Environment.Exit(0);
    }

    private static Reply Answer(Request request, string folder)
    {
        var output = Path.Combine(folder, "output");
        var error = Path.Combine(folder, "error");
        File.WriteAllText(output, "");
        File.WriteAllText(error, "");
        Redirect(1, output);
        Redirect(2, error);
        Console.SetOut(new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true });
        Console.SetError(new StreamWriter(Console.OpenStandardError()) { AutoFlush = true });
        AnsiConsole.Console = AnsiConsole.Create(new AnsiConsoleSettings());
        Environment.CurrentDirectory = request.Folder;
        // As the machine speaks, and not the command before.
        CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentUICulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.GetCultureInfo("en-US");
        var code = Run(request.Arguments);
        SqliteConnection.ClearAllPools();
        Environment.CurrentDirectory = folder;
        return new(code, File.ReadAllText(output), File.ReadAllText(error));
    }

    private static int Run(string[] arguments)
    {
        try
        {
            return CommandLine.RunAsync(arguments).GetAwaiter().GetResult();
        }
        catch (Exception e)
        {
            Console.Error.WriteLine($"Unhandled exception. {e}");
            return Aborted;
        }
    }

    // Whoever opens the stream anew, as a program may, writes there too.
    private static void Redirect(int stream, string file)
    {
        using var handle = File.OpenHandle(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        if (Duplicate((int)handle.DangerousGetHandle(), stream) < 0)
            throw new IOException($"Stream {stream} cannot be sent to {file}: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    [DllImport("libc", EntryPoint = "dup2", SetLastError = true)]
    private static extern int Duplicate(int from, int to);
}
