namespace CamHa.Scheduler.Configuration;

/// <summary>Where an installed service keeps what it has, by the system's custom.</summary>
/// <param name="ConfigFolder">Settings and secrets: an administrator's to write, the service's to read.</param>
/// <param name="DataFolder">Database, reports, backups: the service's own.</param>
/// <param name="LogFolder">The service's own, too.</param>
internal sealed record Places(string ConfigFolder, string DataFolder, string LogFolder)
{
    public const string ServiceName = "camha";

    private const string File = "appsettings.json";

    // The folders that the unit names: ConfigurationDirectory, StateDirectory, LogsDirectory.
    public static Places Linux { get; } = new("/etc/camha", "/var/lib/camha", "/var/log/camha");

    public static Places OfThisSystem { get; } = OperatingSystem.IsWindows()
        ? Windows(Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData))
        : Linux;

    public string ConfigFile => ConfigFolder + (ConfigFolder.Contains('\\', StringComparison.Ordinal) ? '\\' : '/') + File;

    public static Places Windows(string programData) =>
        new($@"{programData}\CamHa", $@"{programData}\CamHa\data", $@"{programData}\CamHa\logs");

    /// <summary>Whether a configuration file is the installed service's.</summary>
    public bool IsConfig(string path) =>
        Path.GetFullPath(path).Equals(
            ConfigFile,
            OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
}
