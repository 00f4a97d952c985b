using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Installation;

/// <summary>The unit file of <c>deploy/camha.service</c> with the path of this program.</summary>
internal static class UnitFile
{
    private const string PackagedProgram = "/usr/bin/camha";

    /// <param name="program">The program's absolute path.</param>
    public static string For(string program) => Resource.ReadText("deploy/camha.service")
        .Replace($"ExecStart={PackagedProgram} ", $"ExecStart={Quoted(program)} ", StringComparison.Ordinal);

    // ExecStart takes specifiers (%), quotes and C's escapes: systemd.service(5).
    private static string Quoted(string program)
    {
        if (program.All(letter => char.IsAsciiLetterOrDigit(letter) || "/-_.".Contains(letter, StringComparison.Ordinal)))
            return program;
        var escaped = program
            .Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("%", "%%", StringComparison.Ordinal);
        return $"\"{escaped}\"";
    }
}
