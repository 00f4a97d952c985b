using System.Globalization;
using CamHa.Scheduler.Benchmarks.Scale;

namespace CamHa.Scheduler.Benchmarks;

/// <summary>
/// What a kill doubles: a dispatcher in a process of its own is killed at any moment while it sends, and the next one goes on, until
/// everything has left. A copy that is followed by one of a later life was accepted and not recorded.
/// </summary>
internal static class Kills
{
    private const int Seed = 2022;

    public static async Task RunAsync(int sessions, int kills, int mails)
    {
        var folder = Directory.CreateTempSubdirectory("camha-kills-").FullName;
        try
        {
            await using var sink = new CountingSink();
            var file = Path.Combine(folder, "camha.db");
            await (await Delivery.OpenAsync(file, sink.Port, sessions)).DisposeAsync();
            ReminderSeed.Write(file, (mails + ReminderSeed.BoardsOfACampaign - 1) / ReminderSeed.BoardsOfACampaign, mails, sent: 0);
            var random = new Random(Seed);
            for (var life = 1; life <= kills; life++)
                await LiveAsync(sink, file, sessions, life, random.Next(1, 2 * mails / (kills + 1)));
            using (var last = Start(sink, file, sessions))
            {
                _ = sink.Begin(kills + 1, int.MaxValue);
                await last.WaitForExitAsync();
            }

            var copies = sink.Copies.GroupBy(copy => copy.MessageId).ToList();
            if (copies.Count != mails)
                throw new InvalidOperationException($"Of {mails} mails {copies.Count} arrived.");
            // The last copy is the one that counts; each before it was doubled by the kill that ended its life.
            var doubled = copies.SelectMany(each => each.SkipLast(1)).CountBy(copy => copy.Life).ToDictionary();
            var each = Enumerable.Range(1, kills).Select(life => doubled.GetValueOrDefault(life)).ToList();
            Console.WriteLine(FormattableString.Invariant(
                $"sessions={sessions} kills={kills} mails={mails} duplicates={each.Sum()} a_kill={each.Average():0.0} most={each.Max()}"));
            Console.WriteLine($"each: {string.Join(' ', each)}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>One life: sends what waits until it is killed.</summary>
    public static async Task SendAsync(int port, string file, int sessions)
    {
        await using var delivery = await Delivery.OpenAsync(file, port, sessions);
        // What the killed process had claimed is taken back by the first dispatch.
        await delivery.DispatchAsync();
    }

    private static async Task LiveAsync(CountingSink sink, string file, int sessions, int life, int taken)
    {
        using var process = Start(sink, file, sessions);
        var reached = sink.Begin(life, taken);
        if (await Task.WhenAny(reached, process.WaitForExitAsync()) != reached)
            throw new InvalidOperationException($"Life {life} ended by itself with {process.ExitCode}.");
        process.Kill();
        await process.WaitForExitAsync();
        await sink.SettledAsync();
    }

    private static System.Diagnostics.Process Start(CountingSink sink, string file, int sessions) => Child.Start(
        "kills-life", sink.Port.ToString(CultureInfo.InvariantCulture), file, sessions.ToString(CultureInfo.InvariantCulture));
}
