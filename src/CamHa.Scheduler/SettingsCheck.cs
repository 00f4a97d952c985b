using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.Configuration;

namespace CamHa.Scheduler;

/// <summary>Finds every fault of a configuration at once, before anything is started with it.</summary>
public static class SettingsCheck
{
    // The platform's own sections.
    private static readonly string[] Foreign = ["Logging"];

    /// <exception cref="SettingsException">There are faults; all of them are named.</exception>
    public static void ThrowIfInvalid(Settings settings)
    {
        if (Faults(settings) is { Count: > 0 } faults)
            throw new SettingsException(faults);
    }

    public static IReadOnlyList<Bilingual> Faults(Settings settings)
    {
        var sections = SchedulerHost.Sections(settings);
        var faults = UnknownNames(settings.Values, sections).ToList();
        var bound = sections.ConvertAll(section => (Section: section, Options: Activator.CreateInstance(section.Options)!));
        foreach (var (section, options) in bound)
            faults.AddRange(SectionBinder.Bind(options, settings.Values.GetSection(section.Name)));
        foreach (var (_, options) in bound)
        {
            if (options is not ISectionOptions own)
                continue;
            own.Locate(settings);
            faults.AddRange(own.Faults(settings));
        }

        return faults;
    }

    private static IEnumerable<Bilingual> UnknownNames(IConfiguration values, List<BoundSection> sections)
    {
        var known = sections
            .GroupBy(section => section.Name, section => SectionBinder.Properties(section.Options).Keys, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(shared => shared.Key, shared => shared.SelectMany(names => names).ToList(), StringComparer.OrdinalIgnoreCase);
        foreach (var section in values.GetChildren().Where(section => !Foreign.Contains(section.Key, StringComparer.OrdinalIgnoreCase)))
        {
            if (!known.TryGetValue(section.Key, out var names))
            {
                yield return Unknown(section, known.Keys, new("phần", "section"));
                continue;
            }

            if (section.Value is { Length: > 0 })
            {
                var all = string.Join(", ", names);
                yield return new(
                    $"{section.Key}: đây là một phần chứ không phải một giá trị; hãy ghi các mục của nó vào bên trong: {all}.",
                    $"{section.Key}: this is a section and not one value; write its settings within it: {all}.");
            }

            foreach (var value in section.GetChildren().Where(value => !names.Contains(value.Key, StringComparer.OrdinalIgnoreCase)))
                yield return Unknown(value, names, new("mục", "setting"));
        }
    }

    private static Bilingual Unknown(IConfigurationSection value, IEnumerable<string> known, Bilingual what)
    {
        var names = known.Order(StringComparer.Ordinal).ToList();
        var nearest = FoldKey.Nearest(value.Key, names);
        var all = string.Join(", ", names);
        return new(
            $"{value.Path}: không có {what.Vietnamese} nào tên như vậy; {(nearest is null ? $"chỉ có {all}." : $"có phải là {nearest}?")}",
            $"{value.Path}: there is no such {what.English}; {(nearest is null ? $"there are {all}." : $"did you mean {nearest}?")}");
    }
}
