using System.Text;

namespace CamHa.Scheduler.Tests.Infrastructure;

/// <summary>
/// The pool's threads that the kernel holds ready to run. On a busy machine one may wait for its turn just when it has
/// taken work from the queue and not yet begun it, and nothing inside the process shows that.
/// </summary>
internal static class RunningThreads
{
    private const string Tasks = "/proc/self/task";
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(1);

    /// <summary>Returns when each of them has had its turn or sleeps. Where there is no /proc it takes that on trust.</summary>
    public static async Task HaveMovedAsync()
    {
        if (!OperatingSystem.IsLinux())
            return;
        var own = File.ReadAllText("/proc/thread-self/stat").Split(' ')[0];
        var waiting = Directory
            .GetDirectories(Tasks)
            .Where(task => Path.GetFileName(task) != own && IsReady(task))
            .ToDictionary(task => task, Ran);
        while (true)
        {
            foreach (var (task, ran) in waiting.ToList())
            {
                if (!IsReady(task) || Ran(task) != ran)
                    waiting.Remove(task);
            }

            if (waiting.Count == 0)
                return;
            await Task.Delay(Between, TimeProvider.System);
        }
    }

    // "17 (.NET TP Worker) R 1 …".
    private static bool IsReady(string task) => Read(task, "stat").Contains("(.NET TP Worker) R", StringComparison.Ordinal);

    // "time spent running, time spent waiting, turns".
    private static string Ran(string task) => Read(task, "schedstat");

    private static string Read(string task, string file)
    {
        try
        {
            using var handle = File.OpenHandle(Path.Combine(task, file));
            Span<byte> buffer = stackalloc byte[256];
            return Encoding.ASCII.GetString(buffer[..RandomAccess.Read(handle, buffer, 0)]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It has ended.
            return "";
        }
    }
}
