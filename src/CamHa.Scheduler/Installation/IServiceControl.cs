using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Installation;

/// <summary>The system's own keeper of services: systemd, or Windows' service manager.</summary>
internal interface IServiceControl
{
    /// <summary>Installs the service and starts it; done again, brings both up to this program and starts it anew.</summary>
    /// <exception cref="ActionRequiredException">It cannot; says the remedy.</exception>
    Task InstallAsync(CancellationToken token);

    /// <summary>Starts it anew where it runs: what it reads at its start, systemd's copy of the password among it, has changed.</summary>
    /// <returns>False where it does not run.</returns>
    /// <exception cref="ActionRequiredException">It does not start any more; says what it said.</exception>
    Task<bool> RestartAsync(CancellationToken token);

    /// <summary>Stops it and takes it away; settings and data stay, and so does what a package has brought.</summary>
    /// <returns>What came of it; null where there was none.</returns>
    /// <exception cref="ActionRequiredException">It cannot; says the remedy.</exception>
    Task<string?> UninstallAsync(CancellationToken token);

    Task<InstalledService> StatusAsync(CancellationToken token);
}

/// <param name="Installed">Where its definition lies; null where it is not installed.</param>
/// <param name="IsEnabled">Whether it starts with the machine.</param>
/// <param name="IsRunning">Whether it runs, and has said that it is ready.</param>
/// <param name="State">In the system's words.</param>
/// <param name="Since">Since when it is in that state.</param>
/// <param name="Log">What it said last.</param>
internal sealed record InstalledService(string? Installed, bool IsEnabled, bool IsRunning, string State, string? Since, IReadOnlyList<string> Log)
{
    public bool IsWell => Installed is not null && IsEnabled && IsRunning;
}
