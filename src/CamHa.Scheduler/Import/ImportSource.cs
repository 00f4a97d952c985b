using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Import;

/// <summary>The files of one import, by name, such as <c>units.csv</c>.</summary>
public sealed class ImportSource
{
    private readonly Func<string, Stream?> _open;

    private ImportSource(string description, Func<string, Stream?> open)
    {
        Description = description;
        _open = open;
    }

    /// <summary>The real plan of 2022 with its calendar and a sample week, embedded in the program.</summary>
    public static ImportSource Demo { get; } = new(
        "the plan of 2022", name => Resource.TryOpen("demo/" + name));

    public string Description { get; }

    public static ImportSource Folder(string path) => new(path, name =>
    {
        var file = Path.Combine(path, name);
        return System.IO.File.Exists(file) ? System.IO.File.OpenRead(file) : null;
    });

    /// <summary>The file's content; null where there is no such file.</summary>
    public byte[]? Read(string name)
    {
        using var stream = _open(name);
        if (stream is null)
            return null;
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }
}
