using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace CamHa.Scheduler.Configuration;

/// <summary>
/// Binds a section as far as it can be read. A setting that cannot be read keeps its default, so that one fault hides no other.
/// </summary>
internal static class SectionBinder
{
    /// <summary>The options of another section, located, for a check of both together.</summary>
    public static T Read<T>(Settings settings, string section)
        where T : class, new()
    {
        var options = new T();
        foreach (var (property, value) in Values(options, settings.Values.GetSection(section)))
        {
            if (TryConvert(property.PropertyType, value.Value, out var converted))
                property.SetValue(options, converted);
        }

        (options as ISectionOptions)?.Locate(settings);
        return options;
    }

    /// <summary>Sets what can be read.</summary>
    /// <returns>What cannot, and what breaks the rules of its attributes.</returns>
    public static IEnumerable<string> Bind(object options, IConfigurationSection section)
    {
        foreach (var (property, value) in Values(options, section))
        {
            if (TryConvert(property.PropertyType, value.Value, out var converted))
                property.SetValue(options, converted);
            else
                yield return $"{value.Path} = '{value.Value}': {Remedy(property.PropertyType)}.";
        }

        var results = new List<ValidationResult>();
        if (Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true))
            yield break;
        var properties = Properties(options.GetType());
        foreach (var result in results)
        {
            var key = result.MemberNames.First();
            yield return $"{section.Path}:{key} = '{Shown(key, properties[key].GetValue(options))}': {Reason(result, properties[key])}.";
        }
    }

    /// <summary>The settings of a type by their names, whatever their case.</summary>
    public static Dictionary<string, PropertyInfo> Properties(Type options) =>
        options.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanWrite)
            .ToDictionary(property => property.Name, StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<(PropertyInfo Property, IConfigurationSection Value)> Values(object options, IConfigurationSection section)
    {
        var properties = Properties(options.GetType());
        foreach (var value in section.GetChildren())
        {
            if (properties.TryGetValue(value.Key, out var property))
                yield return (property, value);
        }
    }

    private static bool TryConvert(Type type, string? text, out object? value)
    {
        try
        {
            value = TypeDescriptor.GetConverter(type).ConvertFromString(null, CultureInfo.InvariantCulture, text ?? "");
            return true;
        }
        catch (Exception e) when (e is FormatException or ArgumentException or NotSupportedException or OverflowException)
        {
            value = null;
            return false;
        }
    }

    private static string Remedy(Type type) =>
        type == typeof(TimeOnly) ? "write a time of day, such as 07:30"
        : type == typeof(bool) ? "write true or false"
        : type == typeof(DateOnly?) ? "write a date, such as 2026-12-31"
        : type == typeof(double) ? "write a number, such as 2.5"
        : "write a whole number";

    private static string Reason(ValidationResult result, PropertyInfo property) =>
        property.GetCustomAttribute<RangeAttribute>() is { } range && result.ErrorMessage!.Contains("between", StringComparison.Ordinal)
            ? FormattableString.Invariant($"write a number from {range.Minimum} to {range.Maximum}")
        : result.ErrorMessage!.EndsWith("is required.", StringComparison.Ordinal) ? "a value is needed"
        : result.ErrorMessage;

    private static object? Shown(string key, object? value) => Secret.IsHidden(key) ? "***" : value;
}
