using System.Text.RegularExpressions;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Docs;

/// <summary>The documents refer to each other, to sections of each other, and to files beside them.</summary>
public sealed partial class LinksTests
{
    public static TheoryData<string> Documents =>
    [
        .. new[] { "docs", "sql", "tests" }.SelectMany(folder => Repository.Files(folder, "*.md"))
            .Concat(Directory.GetFiles(Repository.Root, "*.md"))
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/')).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_link_in_a_document_leads_somewhere(string document)
    {
        var file = Path.Combine(Repository.Root, document);
        var targets = Link().Matches(File.ReadAllText(file)).Select(link => link.Groups[1].Value);
        Assert.All(targets.Where(target => !target.Contains("://", StringComparison.Ordinal)), target =>
        {
            var parts = target.Split('#');
            var there = parts[0].Length == 0 ? file : Path.GetFullPath(parts[0], Path.GetDirectoryName(file)!);
            Assert.True(Path.Exists(there), $"{document}: {target}");
            Assert.True(parts.Length == 1 || Anchors(there).Contains(parts[1]), $"{document}: {target}");
        });
    }

    // As a viewer of Markdown makes them of headings.
    private static IEnumerable<string> Anchors(string file) => Heading().Matches(File.ReadAllText(file))
        .Select(heading => Left().Replace(heading.Groups[1].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^#+ (.*)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\p{L}\p{N} _-]")]
    private static partial Regex Left();
}
