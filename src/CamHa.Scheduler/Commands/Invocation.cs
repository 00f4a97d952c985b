namespace CamHa.Scheduler.Commands;

/// <summary>
/// The way to start this program again from the user's folder: a build from the sources puts no <c>camha</c> on the path.
/// </summary>
/// <param name="BaseDirectory">Where the program's own files are.</param>
/// <param name="Process">The executable that runs; the runtime's own where it was given the program to run.</param>
/// <param name="SearchPath">The folders that a shell looks for a program in.</param>
/// <param name="Here">The user's folder.</param>
internal sealed record Invocation(string BaseDirectory, string Process, string SearchPath, string Here)
{
    private const string Name = "camha";
    private const string Project = "CamHa.Scheduler.csproj";

    public static Invocation Current { get; } = new(
        AppContext.BaseDirectory,
        Environment.ProcessPath ?? Name,
        Environment.GetEnvironmentVariable("PATH") ?? "",
        Environment.CurrentDirectory);

    /// <summary>What to type before the verb.</summary>
    public string Command
    {
        get
        {
            // bin/Debug/net10.0, as the build leaves it.
            var project = Path.GetFullPath(Path.Combine(BaseDirectory, "../../.."));
            if (File.Exists(Path.Combine(project, Project)))
                return $"dotnet run --project {Shown(project)} --";
            if (Path.GetFileNameWithoutExtension(Process) == "dotnet")
                return $"dotnet {Shown(Path.Combine(BaseDirectory, $"{Name}.dll"))}";
            return SearchPath.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, Path.GetFileName(Process))))
                ? Name
                : Shown(Process);
        }
    }

    /// <summary>One word of what is typed.</summary>
    public static string Quoted(string word) => word.Contains(' ', StringComparison.Ordinal) ? $"\"{word}\"" : word;

    private string Shown(string path)
    {
        var relative = Path.GetRelativePath(Here, path);
        return Quoted(relative.StartsWith("..", StringComparison.Ordinal) ? path
            // A shell looks for a bare name elsewhere.
            : relative == "." || relative.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal)
                ? relative
                : Path.Combine(".", relative));
    }
}
