using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Installation;

/// <summary>The unit, as it lies in <c>deploy/camha.service</c>: nothing but the program's path is put into it.</summary>
internal static class UnitFile
{
    private const string PackagedProgram = "/usr/bin/camha";

    /// <param name="program">The whole path.</param>
    public static string For(string program) => Resource.ReadText("deploy/camha.service")
        .Replace($"ExecStart={PackagedProgram} ", $"ExecStart={Quoted(program)} ", StringComparison.Ordinal);

    // systemd.service(5): specifiers, variables and C's escapes mean something there.
    private static string Quoted(string program) => program.All(letter => char.IsAsciiLetterOrDigit(letter) || "/-_.".Contains(letter, StringComparison.Ordinal))
        ? program
        : $"\"{program.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("%", "%%", StringComparison.Ordinal)}\"";
}
