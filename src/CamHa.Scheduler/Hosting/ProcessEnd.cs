using System.Diagnostics;

namespace CamHa.Scheduler.Hosting;

/// <summary>
/// Ends this process at once, with an exit code other than 0. It kills: nothing that hangs can delay that, Windows does not see
/// a service that stopped in order, and no dump is left, which would hold addresses and passwords.
/// </summary>
public sealed record ProcessEnd(Action Now)
{
    public static ProcessEnd ByKill { get; } = new(static () =>
    {
        using var process = Process.GetCurrentProcess();
        process.Kill();
    });
}
