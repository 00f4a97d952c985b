using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Installation;

/// <summary>The system's service manager: systemd, or that of Windows.</summary>
internal interface IServiceControl
{
    /// <summary>Installs and starts the service; on an installed one, updates its definition to this program and restarts it.</summary>
    /// <exception cref="ActionRequiredException">It cannot be installed or does not start.</exception>
    Task InstallAsync(CancellationToken token);

    /// <summary>
    /// Restarts the service if it runs, so that it reads changed settings and systemd copies a changed password.
    /// </summary>
    /// <returns>Whether it was running.</returns>
    /// <exception cref="ActionRequiredException">It does not start again; the message has its last log lines.</exception>
    Task<bool> RestartAsync(CancellationToken token);

    /// <summary>Stops and removes the service. Settings, data and files of a package stay.</summary>
    /// <returns>The outcome in words; null where no service was installed.</returns>
    /// <exception cref="ActionRequiredException">It cannot be stopped or removed.</exception>
    Task<Bilingual?> UninstallAsync(CancellationToken token);

    Task<InstalledService> StatusAsync(CancellationToken token);
}

/// <summary>The service's state in the service manager.</summary>
/// <param name="Installed">Where its definition lies; null where it is not installed.</param>
/// <param name="IsEnabled">Whether it starts with the machine.</param>
/// <param name="IsRunning">Whether it runs and has reported that it is ready.</param>
/// <param name="State">The state in the system's words.</param>
/// <param name="Since">When it entered that state, as the system writes it; null where unknown.</param>
/// <param name="Log">Its last log lines, oldest first.</param>
internal sealed record InstalledService(
    string? Installed,
    bool IsEnabled,
    bool IsRunning,
    Bilingual State,
    string? Since,
    IReadOnlyList<string> Log)
{
    public bool IsWell => Installed is not null && IsEnabled && IsRunning;
}
