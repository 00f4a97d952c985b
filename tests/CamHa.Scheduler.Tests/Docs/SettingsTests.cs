using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Docs;

/// <summary>docs/settings.md against the options: an operator has no other list.</summary>
public sealed partial class SettingsTests
{
    private static readonly Dictionary<string, string> Documented =
        Row().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs/settings.md")))
            .ToDictionary(row => row.Groups[1].Value, row => row.Groups[2].Value.Trim());

    private static readonly List<(string Name, string Default)> Settings =
    [
        .. from type in typeof(SmtpOptions).Assembly.GetTypes()
           where type.Name.EndsWith("Options", StringComparison.Ordinal) && type.GetField("Section") is { IsLiteral: true }
           let section = type.GetField("Section")!.GetRawConstantValue()
           from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
           where property.CanWrite
           select ($"{section}:{property.Name}", Text(property.GetValue(Activator.CreateInstance(type)))),
    ];

    [Fact]
    public void Every_setting_stands_in_the_table_and_no_other() =>
        Assert.Equal(Settings.Select(setting => setting.Name).Order(StringComparer.Ordinal), Documented.Keys.Order(StringComparer.Ordinal));

    /// <summary>Where the default is empty, the table may say what stands in its place.</summary>
    [Fact]
    public void Every_default_is_the_programs() => Assert.All(
        Settings.Where(setting => setting.Default.Length > 0), setting => Assert.Equal(setting.Default, Documented[setting.Name]));

    private static string Text(object? value) => value switch
    {
        bool flag => flag ? "true" : "false",
        TimeOnly time => time.ToString("HH:mm", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    [GeneratedRegex(@"^\| `(\w+:\w+)` \|([^|]*)\|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
