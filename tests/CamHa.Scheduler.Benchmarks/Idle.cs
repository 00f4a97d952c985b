using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace CamHa.Scheduler.Benchmarks;

/// <summary>
/// The service with nothing to do: what it costs a small computer with a slow disk to have it running. Linux tells a
/// process's writes to disk, the watcher which files they went to, the log what they were for.
/// </summary>
internal static class Idle
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(1);

    public static async Task RunAsync(int minutes)
    {
        var work = Directory.CreateTempSubdirectory("camha-idle-").FullName;
        try
        {
            await WholeCommand.TimeAsync(work, "demo");
            var folder = Path.Combine(work, "camha-demo");
            var looks = new ConcurrentQueue<string>();
            using var service = WholeCommand.Start(folder, "run --config appsettings.json --set Web:Listen=127.0.0.1:0");
            service.OutputDataReceived += (_, line) => Note(looks, line.Data);
            service.BeginOutputReadLine();
            using var watcher = new FileSystemWatcher(folder)
            {
                IncludeSubdirectories = true,
                NotifyFilter = NotifyFilters.LastWrite | NotifyFilters.FileName | NotifyFilters.Size
            };
            var files = new ConcurrentQueue<string>();
            FileSystemEventHandler changed = (_, change) => files.Enqueue(change.Name ?? "");
            watcher.Changed += changed;
            watcher.Created += changed;
            watcher.Deleted += changed;
            await Task.Delay(WarmUp, TimeProvider.System);
            looks.Clear();
            watcher.EnableRaisingEvents = true;
            await MeasureAsync(service.Id, minutes, Path.Combine(folder, "camha.db-shm"), looks, files);
            service.Kill();
            await service.WaitForExitAsync();
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private static async Task MeasureAsync(int id, int minutes, string shared, ConcurrentQueue<string> looks, ConcurrentQueue<string> files)
    {
        Console.WriteLine(
            "| minute | processor, ms | resident, MB | threads | wake-ups a second | written to disk, kB | files | looks in it |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        var (first, bytes) = (Sample.Of(id), await BytesAsync(shared));
        var (last, resident, unexplained) = (first, new List<double>(), 0L);
        for (var minute = 1; minute <= minutes; minute++)
        {
            await Task.Delay(Between, TimeProvider.System);
            var (now, then) = (Sample.Of(id), await BytesAsync(shared));
            // Mapped into memory: no watcher tells of a write there.
            if (!then.AsSpan().SequenceEqual(bytes))
                files.Enqueue("camha.db-shm");
            var (caused, written) = (Drain(looks), now.Written - last.Written);
            unexplained += caused.Length == 0 ? written : 0;
            resident.Add(now.Resident);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {minute} | {now.Processor - last.Processor:0} | {now.Resident:0.0} | {now.Threads} | "
                    + $"{now.WakeUpsSince(last) / Between.TotalSeconds:0.0} | {written / 1000.0:0.#} | {Drain(files)} | {caused} |"));
            (last, bytes) = (now, then);
        }

        var third = Math.Max(1, resident.Count / 3);
        Console.WriteLine();
        var share = (last.Processor - first.Processor) / (minutes * Between.TotalMilliseconds);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{minutes} minutes: processor {share:0.00%} of one core; "
            + $"resident, median of the first third {Median(resident[..third]):0} MB, of the last {Median(resident[^third..]):0} MB; "
            + $"written {(last.Written - first.Written) / 1000.0:0} kB, {unexplained / 1000.0:0} kB of it in minutes without a look."));
    }

    // "info: CamHa.Scheduler.Scheduling.LookRunner[100] Look report: 0 notices in 0 messages"
    private static void Note(ConcurrentQueue<string> looks, string? line)
    {
        const string mark = " Look ";
        if (line?.IndexOf(mark, StringComparison.Ordinal) is int at and >= 0)
            looks.Enqueue(line[(at + mark.Length)..].Split(':')[0]);
    }

    private static string Drain(ConcurrentQueue<string> queue)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        while (queue.TryDequeue(out var name))
            names.Add(name);
        return string.Join(", ", names);
    }

    private static async Task<byte[]> BytesAsync(string file)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        await stream.ReadExactlyAsync(bytes);
        return bytes;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    /// <param name="Processor">Milliseconds, in the program and for it in the kernel.</param>
    /// <param name="Resident">Megabytes.</param>
    /// <param name="Threads">How many there are.</param>
    /// <param name="WakeUps">How often each of them had slept and was woken.</param>
    /// <param name="Written">Bytes on their way to the disk.</param>
    private sealed record Sample(double Processor, double Resident, int Threads, Dictionary<string, long> WakeUps, long Written)
    {
        public long WakeUpsSince(Sample before) =>
            WakeUps.Sum(thread => Math.Max(0, thread.Value - before.WakeUps.GetValueOrDefault(thread.Key)));

        public static Sample Of(int id)
        {
            using var process = Process.GetProcessById(id);
            var tasks = Directory.GetDirectories($"/proc/{id}/task");
            return new(
                process.TotalProcessorTime.TotalMilliseconds,
                process.WorkingSet64 / 1e6,
                tasks.Length,
                tasks.ToDictionary(task => task, task => Number($"{task}/status", "voluntary_ctxt_switches:")),
                Number($"/proc/{id}/io", "write_bytes:"));
        }

        // A thread may end between the two readings.
        private static long Number(string file, string name)
        {
            try
            {
                return long.Parse(
                    File
                        .ReadLines(file)
                        .First(line => line.StartsWith(name, StringComparison.Ordinal))
                        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1],
                    CultureInfo.InvariantCulture);
            }
            catch (IOException)
            {
                return 0;
            }
        }
    }
}
