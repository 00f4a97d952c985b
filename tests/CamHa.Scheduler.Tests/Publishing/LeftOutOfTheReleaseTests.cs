using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Publishing;

/// <summary>The release goes without assemblies of the runtime that nothing refers to; what came to be needed must be back in it.</summary>
public sealed class LeftOutOfTheReleaseTests
{
    // ASP.NET Core's own defaults, which are not taken here (CreateEmptyBuilder), and facades, which call nothing.
    private static readonly HashSet<string> CallsNothing =
    [
        "Microsoft.AspNetCore",
        "netstandard",
        "System.Runtime.Serialization.Xml",
        "System.Runtime.Serialization.Json",
        "System.Core"
    ];

    private static readonly string[] Folders =
    [
        AppContext.BaseDirectory,
        Path.GetDirectoryName(typeof(object).Assembly.Location)!,
        Path.GetDirectoryName(typeof(Microsoft.AspNetCore.Builder.WebApplication).Assembly.Location)!,
    ];

    // The tests' folder holds their own packages too.
    private static readonly string Shipped = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "camha.deps.json"));

    [Fact]
    public void Nothing_that_the_program_or_its_packages_refer_to_is_left_out()
    {
        var profile = XDocument.Load(Path.Combine(Repository.Root, "src/CamHa.Scheduler/Properties/PublishProfiles/Release.pubxml"));
        var leftOut = new Regex(profile.Descendants("LeftOut").Single().Value);

        var seen = new HashSet<string> { "camha" };
        var ahead = new Queue<string>(seen);
        var missed = new List<string>();
        while (ahead.TryDequeue(out var name))
        {
            foreach (var referred in References(name).Where(referred => !leftOut.IsMatch(referred) || !CallsNothing.Contains(name)))
            {
                if (leftOut.IsMatch(referred))
                    missed.Add($"{name} needs {referred}");
                else if (seen.Add(referred))
                    ahead.Enqueue(referred);
            }
        }

        Assert.Empty(missed);
        Assert.True(seen.Count > 150, $"only {seen.Count} assemblies were looked at");
    }

    private static List<string> References(string name)
    {
        var folders = name == "camha" || Shipped.Contains($"/{name}.dll\"", StringComparison.Ordinal) ? Folders : Folders[1..];
        var file = folders.Select(folder => Path.Combine(folder, $"{name}.dll")).FirstOrDefault(File.Exists);
        if (file is null)
            return [];
        using var image = new PEReader(File.OpenRead(file));
        var metadata = image.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(reference => metadata.GetString(metadata.GetAssemblyReference(reference).Name))];
    }
}
