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
    public static IEnumerable<Bilingual> Bind(object options, IConfigurationSection section)
    {
        foreach (var (property, value) in Values(options, section))
        {
            if (TryRead(property, value, out var read) is { } fault)
                yield return fault;
            else
                property.SetValue(options, read);
        }

        foreach (var property in Properties(options.GetType()).Values)
        {
            var value = property.GetValue(options);
            if (property.GetCustomAttributes<ValidationAttribute>().FirstOrDefault(rule => !rule.IsValid(value)) is { } broken)
                yield return About($"{section.Path}:{property.Name}", Shown(property.Name, value), Remedy(broken));
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
    private static Bilingual? TryRead(PropertyInfo property, IConfigurationSection value, out object? read)
    {
        read = null;
        var text = value.Value ?? "";
        if (value.GetChildren().ToList() is { Count: > 0 } items)
        {
            if (value.Value is { Length: > 0 })
            {
                return new(
                    $"{value.Path}: mục này được ghi hai lần, một lần là một giá trị, một lần là danh sách; hãy giữ lại một.",
                    $"{value.Path}: it is given as one value and as a list; keep one of them.");
            }


            if (property.GetCustomAttribute<ListSettingAttribute>() is not { } list)
            {
                var remedy = Remedy(property.PropertyType);
                return new(
                    $"{value.Path}: đây là một danh sách hoặc một nhóm, mà mục này chỉ nhận một giá trị; {remedy.Vietnamese}.",
                    $"{value.Path}: this is a list or an object, and the setting is one value; {remedy.English}.");
            }

            if (!items.TrueForAll(item => item.Key.All(char.IsAsciiDigit) && !item.GetChildren().Any()))
            {
                return new(
                    $"{value.Path}: đây là một nhóm; hãy ghi một danh sách, hoặc một chuỗi có dấu '{list.Separator}' giữa các giá trị.",
                    $"{value.Path}: this is an object; write a list of values, or one text with '{list.Separator}' between them.");
            }

            text = string.Join($"{list.Separator} ", items.Select(item => item.Value));
        }

        var shown = Shown(property.Name, text.Abbreviated(100));
        // They end no path, address or name that anybody means.
        if (text.Any(letter => char.IsControl(letter)))
        {
            return SettingFault.Of(
                value.Path,
                CleanText.OneLine(shown?.ToString()),
                "trong đó có ký tự mà không văn bản nào có; hãy gõ lại.",
                "there are characters in it that no text has; type it anew.");
        }

        return TryConvert(property.PropertyType, text, out read) ? null : About(value.Path, shown, Remedy(property.PropertyType));
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

    private static Bilingual Remedy(Type type) =>
        type == typeof(TimeOnly) ? new("hãy ghi giờ trong ngày, như 07:30", "write a time of day, such as 07:30")
        : type == typeof(bool) ? new("hãy ghi true (có) hoặc false (không)", "write true or false")
        : type == typeof(DateOnly?) ? new("hãy ghi ngày, như 2026-12-31", "write a date, such as 2026-12-31")
        : type == typeof(double) ? new("hãy ghi một số, như 2.5", "write a number, such as 2.5")
        : type == typeof(string) ? new("hãy ghi một chuỗi", "write one text")
        : new("hãy ghi một số nguyên", "write a whole number");

    private static Bilingual Remedy(ValidationAttribute rule) => rule switch
    {
        RangeAttribute range => new(
            $"hãy ghi một số từ {range.Minimum} đến {range.Maximum}", $"write a number from {range.Minimum} to {range.Maximum}"),
        OneOfAttribute one => new($"hãy ghi {one.Listed("hoặc")}", $"write {one.Listed("or")}"),
        RequiredAttribute => new("cần có giá trị", "a value is needed"),
        _ => throw new NotSupportedException($"{rule}"),
    };

    private static Bilingual About(string setting, object? shown, Bilingual remedy) =>
        SettingFault.Of(setting, shown, $"{remedy.Vietnamese}.", $"{remedy.English}.");

    private static object? Shown(string key, object? value) => Secret.IsHidden(key) ? "***" : value;
}
