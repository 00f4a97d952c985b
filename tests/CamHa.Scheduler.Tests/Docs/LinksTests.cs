using System.Text.RegularExpressions;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Docs;

/// <summary>The documents refer to each other, to sections of each other, and to files beside them.</summary>
public sealed partial class LinksTests
{
    public static TheoryData<string> Documents =>
    [
        .. new[] { "docs", "sql", "tests" }.SelectMany(folder => Repository.Files(folder, "*.md")).Concat(Directory.GetFiles(Repository.Root, "*.md"))
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/')).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_link_in_a_document_leads_somewhere(string document)
    {
        var file = Path.Combine(Repository.Root, document);
        Assert.All(Link().Matches(File.ReadAllText(file)).Select(link => link.Groups[1].Value).Where(target => !target.Contains("://", StringComparison.Ordinal)), target =>
        {
            var parts = target.Split('#');
            var there = parts[0].Length == 0 ? file : Path.GetFullPath(parts[0], Path.GetDirectoryName(file)!);
            Assert.True(Path.Exists(there), $"{document}: {target}");
            Assert.True(parts.Length == 1 || Heading().Matches(File.ReadAllText(there)).Any(heading => Anchor(heading.Groups[1].Value) == parts[1]), $"{document}: {target}");
        });
    }

    // As GitHub and its like make it of a heading.
    private static string Anchor(string heading) => Left().Replace(heading.Trim().ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^#+ (.*)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\p{L}\p{N} _-]")]
    private static partial Regex Left();
}
