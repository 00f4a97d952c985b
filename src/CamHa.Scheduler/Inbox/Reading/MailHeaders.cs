namespace CamHa.Scheduler.Inbox.Reading;

/// <summary>The headers of a mail by name, decoded, on one line each.</summary>
internal sealed class MailHeaders(IEnumerable<(string Name, string Value)> headers)
{
    private readonly ILookup<string, string> _values =
        headers.ToLookup(each => each.Name, each => each.Value, StringComparer.OrdinalIgnoreCase);

    public static MailHeaders None { get; } = new([]);

    /// <summary>The first of that name; empty where there is none.</summary>
    public string this[string name] => _values[name].FirstOrDefault() ?? "";

    public IEnumerable<string> All(string name) => _values[name];

    public bool Has(string name) => _values.Contains(name);
}
