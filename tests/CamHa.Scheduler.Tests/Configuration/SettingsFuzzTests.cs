using System.Globalization;
using System.Reflection;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Tests.Infrastructure;
using Microsoft.Extensions.Configuration;

namespace CamHa.Scheduler.Tests.Configuration;

/// <summary>
/// Every setting × values that nobody should write: the check names the setting, in Vietnamese too, or it is bound as it was written.
/// </summary>
public sealed class SettingsFuzzTests : IDisposable
{
    private static readonly string[] Hostile =
    [
        "", " ", "NaN", "Infinity", "-Infinity", "-1", "0", "1e308", "999999999999999999999", "0x10", "1,5", "٣", "true", "null",
        "[]", "{}", "a\0b", "a\nb", "a\tb", "\u001b[31m", "\u202Eabc", "\uD800", "\uFFFE", "😀", "../..", "/", "~",
        "\\\\server\\share", "C:\\x", "07:30", "24:00", "07:60", "9999-12-31", "0001-01-01", "2026-02-30", ";;;", ",,,", "@",
        "a@b", "a@b@c", "a b@c.d", "<a@b.c>", "http://", "https://a:b@c/", "file:///etc/passwd", "[::1]:99999", "127.0.0.1:0",
        "0.0.0.0:80", "*", "{{ m }}", "' OR 1=1 --", "%n%s", new string('x', 70_000),
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("camha-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<string, string> All()
    {
        var all = new TheoryData<string, string>();
        foreach (var section in SchedulerHost.Sections(Settings.Load(null, [])))
        {
            foreach (var property in SectionBinder.Properties(section.Options).Values)
                all.Add(section.Name, property.Name);
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_value_is_bound_as_it_is_written_or_its_setting_is_named(string section, string name)
    {
        foreach (var value in Hostile)
        {
            var settings = With(($"{section}:{name}", value));
            if (IsNamed(settings, section, name))
                continue;
            var bound = Bound(settings, section, name);
            var read = Convert.ToString(bound, CultureInfo.InvariantCulture);
            Assert.True(
                read == value || (bound is not string && Means(bound, value)),
                $"{section}:{name} = '{value[..Math.Min(value.Length, 40)]}' is bound as '{read}'");
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_list_is_taken_where_one_is_meant_and_an_object_nowhere(string section, string name)
    {
        var key = $"{section}:{name}";
        var list = SectionBinder.Properties(SectionOf(section, name).Options)[name].GetCustomAttribute<ListSettingAttribute>();
        var given = With(($"{key}:0", "x@y.example"), ($"{key}:1", "z@y.example"));
        if (list is null)
            Assert.True(IsNamed(given, section, name), key);
        else
            Assert.True(
                IsNamed(given, section, name) || $"x@y.example{list.Separator} z@y.example".Equals(Bound(given, section, name)),
                key);
        Assert.True(IsNamed(With(($"{key}:To", "x")), section, name), key);
        Assert.True(IsNamed(With(($"{key}:0:To", "x")), section, name), key);
        Assert.True(IsNamed(With((key, "1"), ($"{key}:0", "1")), section, name), key);
    }

    [Fact]
    public void Lists_in_the_file_are_what_the_service_goes_by()
    {
        var file = Path.Combine(_folder, "appsettings.json");
        File.WriteAllText(file, """
            {
              "Weekly": { "Reminders": ["1 14:00", "0 09:15"] },
              "Alerts": { "To": ["a@camha.example", "b@camha.example"] },
              "Deadlines": { "DaysBefore": [10, 2] },
              "Report": { "SentTo": ["Thường trực Đảng ủy, HĐND", "Lưu: VT"] }
            }
            """);
        var settings = Settings.Load(file, []);
        Assert.Empty(SettingsCheck.Faults(settings));
        Assert.Equal("1 14:00, 0 09:15", Bound(settings, "Weekly", "Reminders"));
        Assert.Equal("a@camha.example, b@camha.example", Bound(settings, "Alerts", "To"));
        Assert.Equal("10, 2", Bound(settings, "Deadlines", "DaysBefore"));
        Assert.Equal("Thường trực Đảng ủy, HĐND; Lưu: VT", Bound(settings, "Report", "SentTo"));
    }

    [Theory]
    [InlineData("""{ "Alerts": "a@camha.example" }""", "Alerts: this is a section and not one value")]
    [InlineData("""{ "Alerts": ["a@camha.example"] }""", "Alerts:0: there is no such setting")]
    [InlineData("""{ "Mail": { "From": { "Address": "a@camha.example" } } }""", "Mail:From: this is a list or an object")]
    [InlineData("""{ "Mail": { "From": ["a@camha.example"] } }""", "Mail:From: this is a list or an object")]
    [InlineData("""{ "Outbox": { "BrakeFactor": "NaN" } }""", "Outbox:BrakeFactor = 'NaN': write a number, such as 2.5.")]
    [InlineData("""{ "Outbox": { "BrakeFactor": 1e308 } }""", "Outbox:BrakeFactor = '1E+308': write a number from 1 to ")]
    [InlineData("""{ "Weekly": { "CutOff": "" } }""", "Weekly:CutOff = '': write a time of day, such as 07:30.")] // meant midnight
    [InlineData("""{ "Report": { "ArchiveAddress": "kho" } }""", "Report:ArchiveAddress = 'kho': this is not a mail address")]
    [InlineData("""{ "Smtp": { "Password": ["hunter2"] } }""", "Smtp:Password: this is a list or an object")]
    public void What_was_ignored_in_silence_is_named(string json, string fault)
    {
        var file = Path.Combine(_folder, "appsettings.json");
        File.WriteAllText(file, json);
        var found = SettingsCheck.Faults(Settings.Load(file, [])).Select(each => each.English).ToList();
        Assert.Contains(found, each => each.StartsWith(fault, StringComparison.Ordinal));
        Assert.DoesNotContain(found, each => each.Contains("hunter2", StringComparison.Ordinal));
    }

    private static BoundSection SectionOf(string section, string name) => SchedulerHost.Sections(Settings.Load(null, []))
        .First(each => each.Name == section && SectionBinder.Properties(each.Options).ContainsKey(name));

    private static object? Bound(Settings settings, string section, string name)
    {
        var options = Activator.CreateInstance(SectionOf(section, name).Options)!;
        SectionBinder.Set(options, settings.Values.GetSection(section));
        return SectionBinder.Properties(options.GetType())[name].GetValue(options);
    }

    // The name and the value are the same in both languages; what is said of them is not.
    private static bool IsNamed(Settings settings, string section, string name)
    {
        var faults = SettingsCheck.Faults(settings);
        Assert.All(faults, fault => Assert.True(
            fault.Vietnamese != fault.English && SpokenLanguage.IsVietnamese(fault.Vietnamese), $"only in English: {fault.English}"));
        return faults.Any(fault => fault.English.Contains($"{section}:{name}", StringComparison.Ordinal));
    }

    private static bool Means(object? bound, string value) => bound switch
    {
        bool flag => bool.TryParse(value, out var read) && read == flag,
        TimeOnly time => TimeOnly.TryParse(value, CultureInfo.InvariantCulture, out var read) && read == time,
        DateOnly day => DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, default, out var read) && read == day,
        null => value.Trim().Length == 0,
        int number => int.TryParse(value, CultureInfo.InvariantCulture, out var read) ? read == number : value == "0x10" && number == 16,
        double number => double.TryParse(value, CultureInfo.InvariantCulture, out var read) && read.Equals(number),
        _ => false,
    };

    private Settings With(params (string Key, string Value)[] values) => new(
        new ConfigurationBuilder()
            .AddInMemoryCollection(values.Select(each => new KeyValuePair<string, string?>(each.Key, each.Value)))
            .Build(),
        _folder);
}
