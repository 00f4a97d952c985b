using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Fluid;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Mail;

/// <summary>
/// The <c>.html</c> and <c>.txt</c> templates of the features, embedded; a file of the same name in
/// <see cref="MailOptions.TemplateFolder"/> replaces one without a rebuild. A broken replacement is reported, and the
/// one built in is used.
/// </summary>
public sealed partial class Templates
{
    // A template loops over lines, not for ever: an operator's slip must not stop the dispatcher.
    private const int MaxSteps = 2_000_000;
    private const string Prefix = "templates/";

    // Made once: Fluid builds a new one for every output otherwise, sixty times slower.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private static readonly FluidParser Parser = new();
    private static readonly Assembly Assembly = typeof(Templates).Assembly;

    private readonly TemplateOptions _options = new()
    {
        MaxSteps = MaxSteps,
        StrictVariables = true,
        StrictFilters = true,
        MemberAccessStrategy = new UnsafeMemberAccessStrategy { MemberNameStrategy = MemberNameStrategies.CamelCase },
        CultureInfo = CultureInfo.GetCultureInfo("vi-VN"),
    };

    private readonly FrozenDictionary<string, IFluidTemplate> _templates;

    public Templates(IOptions<MailOptions> options, ILogger<Templates> logger)
    {
        var templates = BuiltIn.ToDictionary(name => name, name => Parser.Parse(ReadBuiltIn(name)), StringComparer.Ordinal);
        var faults = new List<string>();
        foreach (var (name, path) in Overrides(options.Value.TemplateFolder, faults))
        {
            if (TryReplace(name, path) is { } fault)
                faults.Add(fault);
        }

        foreach (var fault in faults)
            Log.Broken(logger, fault);
        Faults = faults;
        _templates = templates.ToFrozenDictionary(StringComparer.Ordinal);

        string? TryReplace(string name, string path)
        {
            try
            {
                var text = File.ReadAllText(path);
                if (!Parser.TryParse(text, out var template, out var error))
                    return $"Mail:TemplateFolder: {path} is broken: {error} The built-in template is used.";
                templates[name] = template;
                return null;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return $"Mail:TemplateFolder: {path} cannot be read: {e.Message} The built-in template is used.";
            }
        }
    }

    /// <summary>The file names a folder of templates may hold.</summary>
    public static IReadOnlyList<string> BuiltIn { get; } =
        [.. Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Select(name => name[Prefix.Length..]).Order(StringComparer.Ordinal)];

    /// <summary>What is wrong with the folder of templates; each says what to do.</summary>
    public IReadOnlyList<string> Faults { get; }

    public static string ReadBuiltIn(string name)
    {
        using var reader = new StreamReader(Assembly.GetManifestResourceStream(Prefix + name)!);
        return reader.ReadToEnd();
    }

    /// <summary>Renders <paramref name="name"/>.html inside the layout, and <paramref name="name"/>.txt.</summary>
    /// <param name="name">The feature's name for its pair of templates.</param>
    /// <param name="title">The title of the page the HTML part is.</param>
    /// <param name="model">What the template speaks of, under the name <c>m</c>.</param>
    public async Task<(string Html, string Text)> RenderAsync(string name, string title, object model)
    {
        var body = await RenderAsync(name + ".html", new { Title = title, M = model }, Encoder);
        var html = await RenderAsync("layout.html", new { Title = title, Body = body }, Encoder);
        var text = await RenderAsync(name + ".txt", new { Title = title, M = model }, NullEncoder.Default);
        return (html, text);
    }

    /// <summary>Renders a page that is no mail.</summary>
    public Task<string> RenderPageAsync(string file, object model) => RenderAsync(file, model, Encoder);

    private async Task<string> RenderAsync(string file, object model, TextEncoder encoder)
    {
        try
        {
            return await _templates[file].RenderAsync(new TemplateContext(model, _options), encoder);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new InvalidOperationException($"Template {file} failed: {e.Message}", e);
        }
    }

    private static IEnumerable<(string Name, string Path)> Overrides(string folder, List<string> faults)
    {
        if (folder.Length == 0)
            yield break;
        if (!Directory.Exists(folder))
        {
            faults.Add($"Mail:TemplateFolder = '{folder}' is not there: create it, or leave the setting empty. The built-in templates are used.");
            yield break;
        }

        foreach (var path in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(path);
            if (BuiltIn.Contains(name))
                yield return (name, path);
            else if (Path.GetExtension(name) is ".html" or ".txt")
                faults.Add($"Mail:TemplateFolder: {path} replaces nothing; the names are {string.Join(", ", BuiltIn)}.");
        }
    }

    private static partial class Log
    {
        [LoggerMessage(200, LogLevel.Warning, "{Fault}")]
        public static partial void Broken(ILogger logger, string fault);
    }
}
