using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using CamHa.Scheduler.Text;
using Fluid;

namespace CamHa.Scheduler.Mail;

/// <summary>
/// What a template from the operator's folder may do. It is read by a program that must not end or stand still, so a slip in
/// it, or malice, costs neither much memory nor much time: it knows only tags and filters that cannot make text grow.
/// </summary>
internal static partial class TemplateLimits
{
    private const int LongestFile = 256 * 1024;
    private const int DeepestBlock = 50;
    private const int LongestTag = 2_000;
    private const int DeepestExpression = 20;
    private const int LongestOutput = 8_000_000;

    // A range is a list in memory before its loop begins.
    private const int LongestRange = 1_000;

    private static readonly TimeSpan LongestTime = TimeSpan.FromSeconds(5);
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private static readonly string[] Blocks = ["if", "unless", "for", "case", "comment", "raw"];
    private static readonly string[] OtherTags = ["else", "elsif", "when", "assign", "break", "continue"];

    private static readonly string[] Filters =
    [
        "upcase", "downcase", "capitalize", "strip", "lstrip", "rstrip", "escape", "raw", "newline_to_br", "strip_html",
        "join", "size", "first", "last", "default", "truncate", "truncatewords", "plus", "minus",
    ];

    // Loops too.
    public const int MaxSteps = 500_000;

    /// <summary>The file's text; null with the fault where it is not to be used.</summary>
    public static (string? Text, string Fault) Read(string path)
    {
        if (new FileInfo(path).Length > LongestFile)
            return (null, $"is larger than {LongestFile / 1024} kB.");
        string text;
        try
        {
            text = Strict.GetString(File.ReadAllBytes(path)).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return (null, "is not written in UTF-8: save it again with the encoding UTF-8.");
        }

        if (text.Contains('\0', StringComparison.Ordinal))
            return (null, "is not written in UTF-8: save it again with the encoding UTF-8.");
        if (string.IsNullOrWhiteSpace(text))
            return (null, "is empty: delete it, or write the template into it.");
        return Fault(text) is { } fault ? (null, fault) : (text, "");
    }

    /// <summary>Has each filter check the time: a loop may call one again and again and write nothing.</summary>
    public static void Limit(FilterCollection filters)
    {
        foreach (var name in Filters)
        {
            if (!filters.TryGetValue(name, out var filter))
                continue;
            filters.AddFilter(name, (input, arguments, context) =>
            {
                (context as LimitedContext)?.ThrowWhenLate();
                return filter(input, arguments, context);
            });
        }
    }

    /// <exception cref="TemplateLimitException">The template makes too much, takes too long, or makes nothing.</exception>
    public static async Task<string> RenderAsync(IFluidTemplate template, object model, TemplateOptions options, TextEncoder encoder)
    {
        var context = new LimitedContext(model, options);
        await using var output = new LimitedWriter(context);
        await template.RenderAsync(output, encoder, context);
        await output.FlushAsync();
        var text = output.ToString();
        return string.IsNullOrWhiteSpace(text) ? throw new TemplateLimitException("it says nothing") : text;
    }

    // Before it is parsed: the parser calls itself for each block within a block.
    private static string? Fault(string text)
    {
        var depth = 0;
        foreach (Match tag in Tag().Matches(text))
        {
            var name = tag.Groups[1].Value;
            if (Blocks.Contains(name))
            {
                if (++depth > DeepestBlock)
                    return $"is broken: more than {DeepestBlock} blocks are within each other.";
            }
            else if (name.StartsWith("end", StringComparison.Ordinal) && Blocks.Contains(name[3..]))
            {
                depth--;
            }
            else if (!OtherTags.Contains(name))
            {
                return $"is broken: there is no tag '{name}'; the tags are {string.Join(", ", Blocks.Concat(OtherTags))}.";
            }
        }

        foreach (Match begin in Begin().Matches(text))
        {
            var end = text.IndexOf(begin.Value == "{{" ? "}}" : "%}", begin.Index, StringComparison.Ordinal);
            if (TagFault(text[begin.Index..(end < 0 ? text.Length : end)]) is { } fault)
                return $"is broken: {fault}";
        }

        return null;
    }

    private static string? TagFault(string tag)
    {
        if (tag.Length > LongestTag || tag.Count(letter => letter is '[' or '(') > DeepestExpression)
            return $"'{tag.Abbreviated(40)}' is too long.";
        var bare = Quoted().Replace(tag, "");
        foreach (Match filter in Filter().Matches(bare))
        {
            if (!Filters.Contains(filter.Groups[1].Value))
                return $"there is no filter '{filter.Groups[1].Value}'; the filters are {string.Join(", ", Filters)}.";
        }

        foreach (Match range in Range().Matches(bare))
        {
            if (!IsShort(range.Groups[1].Value, range.Groups[2].Value))
                return $"in '{range.Value}' write two numbers that are at most {LongestRange} apart.";
        }

        return null;
    }

    private static bool IsShort(string from, string to) =>
        int.TryParse(from, out var first) && int.TryParse(to, out var last) && Math.Abs((long)last - first) <= LongestRange;

    [GeneratedRegex(@"\{%-?\s*([^\s%}-]*)")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\{[{%]")]
    private static partial Regex Begin();

    [GeneratedRegex(@"""[^""]*""|'[^']*'")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\|\s*(\w+)")]
    private static partial Regex Filter();

    [GeneratedRegex(@"([^\s(]*)\s*\.\.\s*([^\s)]*)")]
    private static partial Regex Range();

    private sealed class LimitedContext(object model, TemplateOptions options) : TemplateContext(model, options)
    {
        // Real time, whatever clock the service runs by: what is bounded is this machine's work.
        private readonly long _begun = TimeProvider.System.GetTimestamp();

        public void ThrowWhenLate()
        {
            if (TimeProvider.System.GetElapsedTime(_begun) > LongestTime)
                throw new TemplateLimitException($"it takes more than {LongestTime.TotalSeconds} seconds");
        }
    }

    private sealed class LimitedWriter(LimitedContext context) : StringWriter(CultureInfo.InvariantCulture)
    {
        public override void Write(char value)
        {
            Check(1);
            base.Write(value);
        }

        public override void Write(char[] buffer, int index, int count)
        {
            Check(count);
            base.Write(buffer, index, count);
        }

        public override void Write(ReadOnlySpan<char> buffer)
        {
            Check(buffer.Length);
            base.Write(buffer);
        }

        public override void Write(string? value)
        {
            Check(value?.Length ?? 0);
            base.Write(value);
        }

        public override Task WriteAsync(char value)
        {
            Write(value);
            return Task.CompletedTask;
        }

        public override Task WriteAsync(string? value)
        {
            Write(value);
            return Task.CompletedTask;
        }

        public override Task WriteAsync(char[] buffer, int index, int count)
        {
            Write(buffer, index, count);
            return Task.CompletedTask;
        }

        public override Task WriteAsync(ReadOnlyMemory<char> buffer, CancellationToken cancellationToken = default)
        {
            Write(buffer.Span);
            return Task.CompletedTask;
        }

        private void Check(int more)
        {
            context.ThrowWhenLate();
            if (GetStringBuilder().Length + more > LongestOutput)
                throw new TemplateLimitException($"it makes more than {LongestOutput} characters");
        }
    }
}

internal sealed class TemplateLimitException(string message) : Exception(message);
