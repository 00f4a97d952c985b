using System.Text.Json;

namespace CamHa.Scheduler.Configuration;

/// <summary>
/// Settings that are made on the page. An installed service may not write its own settings, which commands of an administrator trust;
/// these lie among its data, and of what stands there only the keys below count: no path, no address to listen at, no program.
/// </summary>
internal static class PageSettings
{
    public const string FileName = "cai-dat-tren-trang.json";

    private static readonly HashSet<string> Taken = new(StringComparer.OrdinalIgnoreCase)
    {
        "Smtp:Host", "Smtp:Port", "Smtp:Security", "Smtp:User", "Smtp:Password", "Smtp:PasswordProtected", "Smtp:PasswordExpiresOn",
        "Mail:Transport", "Mail:From", "Mail:FromName",
        "Report:Layout", "Report:SuperiorOrgan", "Report:IssuingOrgan", "Report:NumberSuffix", "Report:SignsFor", "Report:SignerTitle",
        "Report:SignerName", "Report:SentTo",
        "Alerts:To",
        "Inbox:Source", "Inbox:Host", "Inbox:Port", "Inbox:Security", "Inbox:User", "Inbox:Password", "Inbox:PasswordProtected",
    };

    /// <summary>Where they lie, beside these settings, or among an installed service's data.</summary>
    /// <param name="file">The configuration file, there or not.</param>
    public static string FileOf(string file) => Path.Combine(
        Places.OfThisSystem.IsConfig(file) ? Places.OfThisSystem.DataFolder : Path.GetDirectoryName(Path.GetFullPath(file))!, FileName);

    /// <summary>What stands there and counts.</summary>
    /// <exception cref="InvalidDataException">It is not JSON.</exception>
    public static IReadOnlyDictionary<string, string?> Read(string file)
    {
        if (!File.Exists(file))
            return new Dictionary<string, string?>();
        var read = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        try
        {
            var values = JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllBytes(file)) ?? [];
            foreach (var (key, value) in values.Where(each => Taken.Contains(each.Key)))
                read[key] = value;
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{file}: {e.Message}", e);
        }
        catch (UnauthorizedAccessException)
        {
            // Not this user's to read; who runs the service reads it.
            return read;
        }

        // A secret is given in one way: what was given in another before is not meant any more.
        foreach (var setting in new[] { "Smtp:Password", "Inbox:Password" })
        {
            if (Secret.Ways.Any(way => read.ContainsKey(setting + way)))
            {
                foreach (var way in Secret.Ways)
                    read.TryAdd(setting + way, "");
            }
        }

        return read;
    }

    /// <summary>Adds to what stands there.</summary>
    /// <param name="file">Where.</param>
    /// <param name="settings">By their keys.</param>
    public static string Text(string file, IEnumerable<KeyValuePair<string, string>> settings)
    {
        var all = Read(file).Where(each => each.Value is { Length: > 0 } || !Secret.Ways.Any(way => way.Length > 0 && each.Key.EndsWith(
            $"Password{way}", StringComparison.OrdinalIgnoreCase)))
            .ToDictionary(each => each.Key, each => each.Value ?? "", StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in settings)
        {
            if (!Taken.Contains(key))
                throw new ArgumentException($"{key} is not set on the page.", nameof(settings));
            all[key] = value;
        }

        return JsonSerializer.Serialize(all.OrderBy(each => each.Key, StringComparer.Ordinal).ToDictionary());
    }
}
