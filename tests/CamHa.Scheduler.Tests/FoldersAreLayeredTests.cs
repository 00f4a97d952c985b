using System.Collections.Concurrent;
using CamHa.Scheduler.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CamHa.Scheduler.Tests;

/// <summary>
/// Folders stand in one order, and a reference goes downwards only. So a folder can be read with what lies below it, and
/// without what lies above.
/// </summary>
public sealed class FoldersAreLayeredTests
{
    /// <summary>
    /// From the ground to the roof. A folder that is not named belongs to the one it lies in; "." is the root, with the
    /// contents page, and only Program.cs stands above the commands.
    /// </summary>
    private static readonly string[] Order =
    [
        "Text",
        "Configuration",
        "Diagnostics",
        "Storage",
        "Clock",
        "Campaigns",
        "Changes",
        "Nodes",
        "Mail",
        "Outbox",
        "Scheduling",
        "Links",
        "Deadlines",
        "Submissions",
        "FridayReport/Snapshot",
        "FridayReport/Wording",
        "FridayReport/Documents/Content",
        "FridayReport/Documents/Drawing",
        "FridayReport/Documents/OpenXml",
        "FridayReport/Documents/Charts",
        "FridayReport/Documents/Word",
        "FridayReport/Documents/Pdf",
        "FridayReport/Documents/Excel",
        "FridayReport/Documents",
        "FridayReport",
        "Import",
        "Export",
        "Inbox/Cutting",
        "Inbox/Reading",
        "Inbox/Sorting",
        "Inbox/Saying",
        "Inbox",
        "Accounts",
        "Backup",
        "Alerts",
        "Status",
        "Web",
        "Observability",
        "Hosting",
        ".",
        "Installation",
        "Simulation",
        "Desk",
        "Commands",
        "Program.cs",
    ];

    private static readonly string Source = Path.Combine(Repository.Root, "src", "CamHa.Scheduler");

    private static readonly ConcurrentDictionary<string, string> Folders = new(StringComparer.Ordinal);

    [Fact]
    public void No_reference_goes_upwards()
    {
        var upwards = References(Compilation()).Where(each => Height(each.To) > Height(each.From));
        Assert.Empty(
            upwards.Select(each => $"{each.Where}: {each.From} refers to {each.Name} in {each.To}, which stands above it").Distinct());
    }

    [Fact]
    public void Every_folder_has_its_place_in_the_order()
    {
        var folders = Directory.GetFiles(Source, "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Source, file).Replace('\\', '/'))
            .Where(file => file.Contains('/', StringComparison.Ordinal))
            .Select(file => file.Split('/')[0])
            .Where(folder => folder is not ("bin" or "obj"))
            .Distinct();
        Assert.Equal(
            Order.Where(
                folder => !folder.Contains('.', StringComparison.Ordinal) && !folder.Contains('/', StringComparison.Ordinal)).Order(),
            folders.Order());
    }

    [Fact]
    public void A_reference_upwards_is_found_with_file_and_line_also_where_no_using_names_it()
    {
        var below = Tree("Text/Below.cs", "namespace A { class Below { int Deep => new B.Middle().Above.Height; } }");
        var middle = Tree("Text/Middle.cs", "namespace B { class Middle { public C.Above Above => new(); } }");
        var above = Tree("Web/Above.cs", "namespace C { class Above { public int Height => 1; } }");
        var found = References(CSharpCompilation.Create("three", [below, middle, above], Platform()));
        Assert.Contains(new("Text", "Web", "Text/Below.cs:1", "Above.Height"), found);
        Assert.Contains(new("Text", "Web", "Text/Middle.cs:1", "Above"), found);

        static SyntaxTree Tree(string file, string text) => CSharpSyntaxTree.ParseText(text, path: Path.Combine(Source, file));
    }

    private static int Height(string folder) => Array.IndexOf(Order, folder);

    // Asked for every name in every file.
    private static string FolderOf(SyntaxTree tree) => Folders.GetOrAdd(tree.FilePath, path =>
    {
        var file = Path.GetRelativePath(Source, path).Replace('\\', '/');
        return Order.Where(folder => file == folder || file.StartsWith(folder + "/", StringComparison.Ordinal)).MaxBy(
            folder => folder.Length)
            ?? ".";
    });

    private static List<Reference> References(CSharpCompilation compilation) =>
        [.. compilation.SyntaxTrees
            .Where(tree => tree.FilePath.Length > 0)
            .AsParallel()
            .SelectMany(tree => References(tree, compilation.GetSemanticModel(tree)))];

    private static IEnumerable<Reference> References(SyntaxTree tree, SemanticModel model)
    {
        var from = FolderOf(tree);
        foreach (var name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
        {
            if (model.GetSymbolInfo(name).Symbol is not { } symbol
                || HolderOf(symbol) is not { DeclaringSyntaxReferences: [var declaration, ..] } holder)
                continue;
            var to = FolderOf(declaration.SyntaxTree);
            if (to == from)
                continue;
            var line = tree.GetLineSpan(name.Span).StartLinePosition.Line + 1;
            var file = Path.GetRelativePath(Source, tree.FilePath).Replace('\\', '/');
            yield return new(from, to, $"{file}:{line}", symbol is INamedTypeSymbol ? holder.Name : $"{holder.Name}.{symbol.Name}");
        }
    }

    // The outermost type that a symbol is, or belongs to; null for a local, a parameter or a namespace.
    private static INamedTypeSymbol? HolderOf(ISymbol symbol)
    {
        var type = symbol as INamedTypeSymbol ?? (symbol is ILocalSymbol or IParameterSymbol ? null : symbol.ContainingType);
        while (type?.ContainingType is { } outer)
            type = outer;
        return type?.OriginalDefinition;
    }

    private static CSharpCompilation Compilation()
    {
        const string usings = "global using System; global using System.Collections.Generic; global using System.IO; global using "
            + "System.Linq; "
            + "global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;";
        var trees = Directory.GetFiles(Source, "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(Source, file).StartsWith("obj", StringComparison.Ordinal))
            .Where(file => !Path.GetRelativePath(Source, file).StartsWith("bin", StringComparison.Ordinal))
            .Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), path: file));
        return CSharpCompilation.Create("camha", [.. trees, CSharpSyntaxTree.ParseText(usings)], Platform());
    }

    // What this process runs on, less the service itself, which is compiled here.
    private static IEnumerable<MetadataReference> Platform() => ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Where(file => Path.GetFileName(file) is not ("camha.dll" or "CamHa.Scheduler.Tests.dll"))
        .Select(file => MetadataReference.CreateFromFile(file));

    private sealed record Reference(string From, string To, string Where, string Name);
}
