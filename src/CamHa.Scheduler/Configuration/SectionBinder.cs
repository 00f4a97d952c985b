using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using CamHa.Scheduler.Text;
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
        Set(options, settings.Values.GetSection(section));
        (options as ISectionOptions)?.Locate(settings);
        return options;
    }

    /// <summary>Sets what can be read, and leaves the rest at its default.</summary>
    public static void Set(object options, IConfigurationSection section)
    {
        foreach (var (property, value) in Values(options, section))
        {
            if (TryRead(property, value, out var read) is null)
                property.SetValue(options, read);
        }
    }

    /// <summary>Sets what can be read.</summary>
    /// <returns>What cannot, and what breaks the rules of its attributes.</returns>
    public static IEnumerable<string> Bind(object options, IConfigurationSection section)
    {
        foreach (var (property, value) in Values(options, section))
        {
            if (TryRead(property, value, out var read) is { } fault)
                yield return fault;
            else
                property.SetValue(options, read);
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

    // Null where it can be read, else the fault.
    private static string? TryRead(PropertyInfo property, IConfigurationSection value, out object? read)
    {
        read = null;
        var text = value.Value ?? "";
        if (value.GetChildren().ToList() is { Count: > 0 } items)
        {
            if (value.Value is { Length: > 0 })
                return $"{value.Path}: it is given as one value and as a list; keep one of them.";
            if (property.GetCustomAttribute<ListSettingAttribute>() is not { } list)
                return $"{value.Path}: this is a list or an object, and the setting is one value; {Remedy(property.PropertyType)}.";
            if (!items.TrueForAll(item => item.Key.All(char.IsAsciiDigit) && !item.GetChildren().Any()))
                return $"{value.Path}: this is an object; write a list of values, or one text with '{list.Separator}' between them.";
            text = string.Join($"{list.Separator} ", items.Select(item => item.Value));
        }

        var shown = Shown(property.Name, text.Abbreviated(100));
        // They end no path, address or name that anybody means.
        if (text.Any(letter => char.IsControl(letter)))
            return $"{value.Path} = '{CleanText.OneLine(shown?.ToString())}': there are characters in it that no text has; type it anew.";
        if (!TryConvert(property.PropertyType, text, out read))
            return $"{value.Path} = '{shown}': {Remedy(property.PropertyType)}.";
        return null;
    }

    private static bool TryConvert(Type type, string text, out object? value)
    {
        value = null;
        // The converters make midnight and the first of January of the year 1 of nothing.
        if (type != typeof(string) && string.IsNullOrWhiteSpace(text))
            return Nullable.GetUnderlyingType(type) is not null;
        // The converter takes 3/12/2027 for the twelfth of March.
        if (type == typeof(DateOnly?))
        {
            var isDay = Vietnamese.TryReadDay(text.Trim(), out var day);
            value = day;
            return isDay;
        }

        try
        {
            value = TypeDescriptor.GetConverter(type).ConvertFromString(null, CultureInfo.InvariantCulture, text);
            return value is not double number || double.IsFinite(number);
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
        : type == typeof(string) ? "write one text"
        : "write a whole number";

    private static string Reason(ValidationResult result, PropertyInfo property) =>
        property.GetCustomAttribute<RangeAttribute>() is { } range && result.ErrorMessage!.Contains("between", StringComparison.Ordinal)
            ? FormattableString.Invariant($"write a number from {range.Minimum} to {range.Maximum}")
        : result.ErrorMessage!.EndsWith("is required.", StringComparison.Ordinal) ? "a value is needed"
        : result.ErrorMessage;

    private static object? Shown(string key, object? value) => Secret.IsHidden(key) ? "***" : value;
}
