using System.Text;
using Microsoft.Win32.SafeHandles;

namespace CamHa.Scheduler.Tests.Year;

/// <summary>
/// Whether this process has come to rest: every one of its threads sleeps, several times in a row, and no work is queued
/// or waits for the database. So a virtual clock need not wait for a time after each step, which would be too long mostly
/// and too short now and then.
/// </summary>
/// <param name="isAtDatabase">Whether somebody uses the database, and may sleep until it is another's no longer.</param>
internal sealed class Rest(Func<bool> isAtDatabase) : IDisposable
{
    private const int Times = 3;
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(1);

    // Kept open: reading again from the beginning asks the kernel anew.
    private readonly Dictionary<string, SafeFileHandle> _threads = [];
    private readonly ManualResetEventSlim _never = new();
    private readonly byte[] _buffer = new byte[256];

    public void Await()
    {
        for (var times = 0; times < Times; times = IsResting() ? times + 1 : 0)
            _never.Wait(Between);
    }

    public void Dispose()
    {
        foreach (var thread in _threads.Values)
            thread.Dispose();
        _never.Dispose();
    }

    private bool IsResting()
    {
        if (ThreadPool.PendingWorkItemCount > 0 || isAtDatabase())
            return false;
        var own = File.ReadAllText("/proc/thread-self/stat").Split(' ')[0];
        var threads = Directory.GetDirectories("/proc/self/task");
        foreach (var ended in _threads.Keys.Except(threads).ToList())
            Forget(ended);
        return Array.TrueForAll(threads, thread => Path.GetFileName(thread) == own || IsAsleep(thread));
    }

    // "17 (.NET TP Worker) S 1 …": only the state after the name matters. The compiler of the background is at nobody's work.
    private bool IsAsleep(string thread)
    {
        try
        {
            if (!_threads.TryGetValue(thread, out var file))
                _threads[thread] = file = File.OpenHandle(Path.Combine(thread, "stat"));
            var stat = Encoding.ASCII.GetString(_buffer, 0, RandomAccess.Read(file, _buffer, 0));
            return stat.Contains("(.NET Tiered", StringComparison.Ordinal) || stat[stat.LastIndexOf(')') + 2] == 'S';
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It ended just now.
            Forget(thread);
            return true;
        }
    }

    private void Forget(string thread)
    {
        if (_threads.Remove(thread, out var file))
            file.Dispose();
    }
}
