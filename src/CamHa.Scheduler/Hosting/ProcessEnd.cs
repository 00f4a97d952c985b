using System.Diagnostics;

namespace CamHa.Scheduler.Hosting;

/// <summary>
/// Ends this process at once, with an exit code other than 0. As by a kill: nothing that hangs can keep it, Windows is not
/// told of a service that stopped in order, and there is no dump, which would hold addresses and passwords.
/// </summary>
public sealed record ProcessEnd(Action Now)
{
    public static ProcessEnd ByKill { get; } = new(static () =>
    {
        using var process = Process.GetCurrentProcess();
        process.Kill();
    });
}
