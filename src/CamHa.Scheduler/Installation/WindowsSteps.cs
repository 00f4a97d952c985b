using System.Security.Cryptography;
using System.Text;
using CamHa.Scheduler.Configuration;

namespace CamHa.Scheduler.Installation;

/// <summary>
/// The calls of Windows' own programs that install the service. Their output differs with the system's language, so only
/// their exit codes count.
/// </summary>
internal static class WindowsSteps
{
    // By SID, because the names differ with the system's language.
    private const string System = "*S-1-5-18";
    private const string Administrators = "*S-1-5-32-544";
    private const string Name = Places.ServiceName;

    /// <summary>
    /// The service's own account, which has no password. Its SID is known before the service exists, so that it can get rights.
    /// </summary>
    public static string Account => "*" + ServiceSid(Name);

    /// <param name="program">The program's absolute path.</param>
    /// <param name="places">The folders of the service.</param>
    /// <param name="isThere">Whether the service is installed already.</param>
    public static IEnumerable<SystemProgram> Install(string program, Places places, bool isThere) =>
    [
        // Unquoted, Windows would start C:\Program.exe instead of a program in C:\Program Files, if somebody put one there.
        new("sc.exe", isThere ? "config" : "create", Name,
            "binPath=", $"\"{program}\" run --config \"{places.ConfigFile}\"",
            // Delayed, so that the network and perhaps SQL Server are up first.
            "start=", "delayed-auto", "obj=", $@"NT SERVICE\{Name}", "DisplayName=", "CamHa.Scheduler"),
        new("sc.exe", "description", Name, "Reminders and the Friday report of the steering committee, by mail."),
        // Restarts after a minute, however often; the failure count resets after a day.
        new("sc.exe", "failure", Name, "reset=", "86400", "actions=", "restart/60000/restart/60000/restart/60000"),
        // Restarts apply also to a service that reports its own failure.
        new("sc.exe", "failureflag", Name, "1"),
    ];

    /// <summary>Lets administrators write the settings and the service write its data. The folders must exist.</summary>
    public static IEnumerable<SystemProgram> Rights(Places places) =>
    [
        // Everybody may create folders in ProgramData, and the owner of a folder could give himself every right.
        new("icacls.exe", places.ConfigFolder, "/setowner", Administrators),
        new("icacls.exe", places.ConfigFolder, "/inheritance:r", "/grant:r",
            $"{System}:(OI)(CI)F", $"{Administrators}:(OI)(CI)F", $"{Account}:(OI)(CI)RX"),
        new("icacls.exe", places.DataFolder, "/grant:r", $"{Account}:(OI)(CI)M"),
        new("icacls.exe", places.LogFolder, "/grant:r", $"{Account}:(OI)(CI)M"),
    ];

    public static SystemProgram Delete { get; } = new("sc.exe", "delete", Name);

    /// <summary>The SID of <c>NT SERVICE\name</c>, which Windows derives from the SHA-1 of the name in capitals.</summary>
    public static string ServiceSid(string service)
    {
#pragma warning disable CA5350 // Windows prescribes SHA-1, and nothing here is secret.
        var hash = SHA1.HashData(Encoding.Unicode.GetBytes(service.ToUpperInvariant()));
#pragma warning restore CA5350
        return "S-1-5-80-" + string.Join('-', Enumerable.Range(0, 5).Select(part => BitConverter.ToUInt32(hash, 4 * part)));
    }
}
