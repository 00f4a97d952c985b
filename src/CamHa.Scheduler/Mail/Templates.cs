using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using CamHa.Scheduler.Text;
using Fluid;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Mail;

/// <summary>
/// The features' <c>.html</c> and <c>.txt</c> templates, embedded in the program. A file of the same name in
/// <see cref="MailOptions.TemplateFolder"/> replaces one without a rebuild. A broken replacement is reported, and the built-in
/// template is used.
/// </summary>
public sealed partial class Templates
{
    private const string Prefix = "templates/";

    // Created once: without it Fluid builds one for every output, sixty times slower.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private static readonly FluidParser Parser = new();

    private readonly TemplateOptions _options = Options(maxSteps: 0);
    private readonly TemplateOptions _limited = Options(TemplateLimits.MaxSteps);

    private readonly FrozenDictionary<string, IFluidTemplate> _builtIn =
        BuiltIn.ToFrozenDictionary(name => name, name => Parser.Parse(ReadBuiltIn(name)), StringComparer.Ordinal);

    private readonly FrozenDictionary<string, IFluidTemplate> _overrides;
    private readonly ConcurrentDictionary<string, string> _failures = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<string> _faults;
    private readonly ILogger<Templates> _logger;

    public Templates(IOptions<MailOptions> options, ILogger<Templates> logger)
    {
        _logger = logger;
        TemplateLimits.Limit(_limited.Filters);
        var faults = new List<string>();
        var overrides = new Dictionary<string, IFluidTemplate>(StringComparer.Ordinal);
        foreach (var (name, path) in Overrides(options.Value.TemplateFolder, faults))
        {
            if (TryParse(name, path, out var template) is { } fault)
                faults.Add($"Mail:TemplateFolder: {path} {fault} The built-in template is used.");
            else
                overrides.Add(name, template!);
        }

        foreach (var fault in faults)
            Log.Broken(logger, fault);
        _faults = faults;
        _overrides = overrides.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The file names a folder of templates may hold.</summary>
    public static IReadOnlyList<string> BuiltIn { get; } =
        [.. Resource.Names(Prefix).Select(name => name[Prefix.Length..])];

    /// <summary>What is wrong with the folder of templates, each with its remedy; more once a template has failed on a mail.</summary>
    public IReadOnlyList<string> Faults => [.. _faults, .. _failures.OrderBy(each => each.Key, StringComparer.Ordinal).Select(Words)];

    public static string ReadBuiltIn(string name) => Resource.ReadText(Prefix + name);

    /// <summary>Renders <paramref name="name"/>.html inside the layout, and <paramref name="name"/>.txt.</summary>
    /// <param name="name">The feature's name for its pair of templates.</param>
    /// <param name="title">The title of the HTML page.</param>
    /// <param name="model">The template's data, named <c>m</c> in it.</param>
    public async Task<(string Html, string Text)> RenderAsync(string name, string title, object model) =>
        (await RenderHtmlAsync(name, title, model), await RenderTextAsync(name, title, model));

    /// <inheritdoc cref="RenderAsync(string, string, object)"/>
    public async Task<string> RenderHtmlAsync(string name, string title, object model)
    {
        var body = await RenderAsync(name + ".html", new { Title = title, M = model }, Encoder);
        return await RenderAsync("layout.html", new { Title = title, Body = body }, Encoder);
    }

    /// <inheritdoc cref="RenderAsync(string, string, object)"/>
    public Task<string> RenderTextAsync(string name, string title, object model) =>
        RenderAsync(name + ".txt", new { Title = title, M = model }, NullEncoder.Default);

    /// <summary>Renders a page that is not a mail.</summary>
    public Task<string> RenderPageAsync(string file, object model) => RenderAsync(file, model, Encoder);

    private async Task<string> RenderAsync(string file, object model, TextEncoder encoder)
    {
        if (_overrides.TryGetValue(file, out var own))
        {
            try
            {
                return await TemplateLimits.RenderAsync(own, model, _limited, encoder);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // A template that parses may still fail on these data; the mail must leave all the same.
                if (_failures.TryAdd(file, e.Message))
                    Log.Failed(_logger, e, file);
            }
        }

        return await _builtIn[file].RenderAsync(new TemplateContext(model, _options), encoder);
    }

    private static string? TryParse(string name, string path, out IFluidTemplate? template)
    {
        template = null;
        try
        {
            var (text, fault) = TemplateLimits.Read(path);
            if (text is null)
                return fault;
            if (!Parser.TryParse(text, out template, out var error))
                return $"is broken: {error}";
            if (name == "layout.html" && !BodyTag().IsMatch(text))
                return "is broken: it has no {{ body | raw }}, so no mail would say anything.";
            var known = BuiltIn.Where(each => Path.GetFileNameWithoutExtension(each) == Path.GetFileNameWithoutExtension(name))
                .SelectMany(each => Values(ReadBuiltIn(each))).ToHashSet();
            return Values(text).Except(known).FirstOrDefault() is { } unknown
                ? $"is broken: there is no value '{unknown}'; the values are {string.Join(", ", known.Order(StringComparer.Ordinal))}."
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"cannot be read: {e.Message}";
        }
    }

    private static TemplateOptions Options(int maxSteps) => new()
    {
        MaxSteps = maxSteps,
        StrictVariables = true,
        StrictFilters = true,
        MemberAccessStrategy = new UnsafeMemberAccessStrategy { MemberNameStrategy = MemberNameStrategies.CamelCase },
        CultureInfo = CultureInfo.GetCultureInfo("vi-VN"),
    };

    private static string Words(KeyValuePair<string, string> failure) =>
        $"Mail:TemplateFolder: {failure.Key} failed on a mail: {failure.Value.TrimEnd('.')}. The built-in template was used.";

    // The values that a replacement may use are those of the built-in pair.
    private static IEnumerable<string> Values(string template) =>
        from tag in Tag().Matches(template)
        from value in Value().Matches(tag.Value)
        where !value.Groups[1].Value.Equals("forloop", StringComparison.Ordinal)
            && value.Groups[2].Value is not ("size" or "first" or "last")
        select value.Groups[2].Value;

    private static IEnumerable<(string Name, string Path)> Overrides(string folder, List<string> faults)
    {
        if (folder.Length == 0)
            yield break;
        if (!Directory.Exists(folder))
        {
            faults.Add(
                $"Mail:TemplateFolder = '{folder}' is not there: create it, or leave the setting empty. The built-in templates are used.");
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

    [GeneratedRegex(@"\{[{%].*?[%}]\}", RegexOptions.Singleline)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\{\{-?\s*body\b")]
    private static partial Regex BodyTag();

    [GeneratedRegex(@"(?<![""'\w])([a-zA-Z]\w*)\.(\w+)")]
    private static partial Regex Value();

    private static partial class Log
    {
        [LoggerMessage(200, LogLevel.Warning, "{Fault}")]
        public static partial void Broken(ILogger logger, string fault);

        [LoggerMessage(201, LogLevel.Error, "Mail:TemplateFolder: {File} failed; the built-in template was used")]
        public static partial void Failed(ILogger logger, Exception exception, string file);
    }
}
