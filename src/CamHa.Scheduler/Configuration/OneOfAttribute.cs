using System.ComponentModel.DataAnnotations;

namespace CamHa.Scheduler.Configuration;

/// <summary>A setting that is one of a few words, in whatever case.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OneOfAttribute(params string[] words) : ValidationAttribute
{
    /// <summary>The words as a sentence lists them.</summary>
    /// <param name="or">What stands before the last of them.</param>
    public string Listed(string or) => $"{string.Join(", ", words.SkipLast(1))} {or} {words[^1]}";

    public override bool IsValid(object? value) => words.Contains(value as string, StringComparer.OrdinalIgnoreCase);
}
