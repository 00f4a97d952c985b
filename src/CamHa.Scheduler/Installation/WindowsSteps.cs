using System.Security.Cryptography;
using System.Text;
using CamHa.Scheduler.Configuration;

namespace CamHa.Scheduler.Installation;

/// <summary>What is said to Windows' own programs, as data; their words differ with the language, so only their exit codes count.</summary>
internal static class WindowsSteps
{
    // By number: their names differ with the language.
    private const string System = "*S-1-5-18";
    private const string Administrators = "*S-1-5-32-544";
    private const string Name = Places.ServiceName;

    /// <summary>The service's own account, which has no password. Known before there is a service, so that files can be given to it.</summary>
    public static string Account => "*" + ServiceSid(Name);

    /// <param name="program">The whole path.</param>
    /// <param name="places">Where its settings are.</param>
    /// <param name="isThere">Whether it is installed already.</param>
    public static IEnumerable<SystemProgram> Install(string program, Places places, bool isThere) =>
    [
        // Each path in quotes of its own: without them C:\Program.exe would be started where somebody has put one.
        new("sc.exe", isThere ? "config" : "create", Name,
            "binPath=", $"\"{program}\" run --config \"{places.ConfigFile}\"",
            // Delayed: after what it needs, the network and perhaps SQL Server.
            "start=", "delayed-auto", "obj=", $@"NT SERVICE\{Name}", "DisplayName=", "CamHa.Scheduler"),
        new("sc.exe", "description", Name, "Reminders and the Friday report of the steering committee, by mail."),
        // A minute apart, however often; the count starts anew after a day.
        new("sc.exe", "failure", Name, "reset=", "86400", "actions=", "restart/60000/restart/60000/restart/60000"),
        // Also where it has ended by itself, and said that it failed.
        new("sc.exe", "failureflag", Name, "1"),
    ];

    /// <summary>Settings are the administrators' to write, data the service's; the folders must be there.</summary>
    public static IEnumerable<SystemProgram> Rights(Places places) =>
    [
        // Everybody may make folders beside this one, and whoever has made one could give himself every right.
        new("icacls.exe", places.ConfigFolder, "/setowner", Administrators),
        new("icacls.exe", places.ConfigFolder, "/inheritance:r", "/grant:r", $"{System}:(OI)(CI)F", $"{Administrators}:(OI)(CI)F", $"{Account}:(OI)(CI)RX"),
        new("icacls.exe", places.DataFolder, "/grant:r", $"{Account}:(OI)(CI)M"),
        new("icacls.exe", places.LogFolder, "/grant:r", $"{Account}:(OI)(CI)M"),
    ];

    public static SystemProgram Delete { get; } = new("sc.exe", "delete", Name);

    /// <summary>The number of <c>NT SERVICE\name</c>: the SHA-1 of the name in capitals, as Windows makes it.</summary>
    public static string ServiceSid(string service)
    {
#pragma warning disable CA5350 // Windows' choice, and nothing is kept secret by it.
        var hash = SHA1.HashData(Encoding.Unicode.GetBytes(service.ToUpperInvariant()));
#pragma warning restore CA5350
        return "S-1-5-80-" + string.Join('-', Enumerable.Range(0, 5).Select(part => BitConverter.ToUInt32(hash, 4 * part)));
    }
}
