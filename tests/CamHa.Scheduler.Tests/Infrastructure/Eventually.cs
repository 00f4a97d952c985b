using System.Diagnostics;

namespace CamHa.Scheduler.Tests.Infrastructure;

/// <summary>Waits, in real time, for what lies outside the tests' clock: another process, a server, a connection.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(5);

    // What does not happen by then never does, on however busy a machine.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <param name="what">Is to become true.</param>
    /// <param name="otherwise">What to say where it does not.</param>
    public static async Task TrueAsync(Func<Task<bool>> what, Func<string> otherwise)
    {
        for (var since = Stopwatch.GetTimestamp(); !await what(); await Task.Delay(Between, TimeProvider.System, Service.Token))
        {
            if (Stopwatch.GetElapsedTime(since) > Patience)
                Assert.Fail(otherwise());
        }
    }

    public static Task TrueAsync(Func<bool> what, Func<string> otherwise) => TrueAsync(() => Task.FromResult(what()), otherwise);
}
