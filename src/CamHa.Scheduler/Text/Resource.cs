using System.Reflection;

namespace CamHa.Scheduler.Text;

/// <summary>The files embedded in this program, by the names the project file gives them: <c>queries/outbox/claim-due.sql</c>.</summary>
internal static class Resource
{
    /// <summary>For libraries that read the resources themselves.</summary>
    public static Assembly Assembly { get; } = typeof(Resource).Assembly;

    /// <summary>The names that start with <paramref name="folder"/>, in ordinal order.</summary>
    public static IReadOnlyList<string> Names(string folder) =>
    [
        .. Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    /// <exception cref="FileNotFoundException">The program carries no such file.</exception>
    public static Stream Open(string name) =>
        TryOpen(name) ?? throw new FileNotFoundException($"No resource '{name}' in this program.", name);

    /// <returns>Null where the program carries no such file.</returns>
    public static Stream? TryOpen(string name) => Assembly.GetManifestResourceStream(name);

    /// <exception cref="FileNotFoundException">The program carries no such file.</exception>
    public static string ReadText(string name)
    {
        using var reader = new StreamReader(Open(name));
        return reader.ReadToEnd();
    }
}
