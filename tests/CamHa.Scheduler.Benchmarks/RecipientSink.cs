using System.Diagnostics;
using System.Globalization;

namespace CamHa.Scheduler.Benchmarks;

/// <summary>
/// A mail server for peers.sh. It writes down whose mail it took, a line each, and reads orders: "kill PROCESS MAILS" kills a process
/// when so many mails more were taken, before the sender can have noted the last.
/// </summary>
internal static class RecipientSink
{
    public static async Task RunAsync(int port, string file)
    {
        await using var taken = new StreamWriter(file, append: true) { AutoFlush = true };
        await using var sink = new CountingSink(port, taken.WriteLine);
        while (await Console.In.ReadLineAsync() is { } order)
        {
            if (order.Split(' ') is ["kill", var process, var mails])
                _ = KillAsync(sink.Begin(0, Number(mails)), Number(process));
        }
    }

    private static async Task KillAsync(Task reached, int process)
    {
        await reached;
        Process.GetProcessById(process).Kill();
    }

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
