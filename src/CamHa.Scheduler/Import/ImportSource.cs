using System.Security.Cryptography;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Import;

/// <summary>The files of one import, by name, such as <c>units.csv</c>, in capitals or not.</summary>
public sealed class ImportSource
{
    private const string DemoFolder = "demo/";
    private readonly Func<string, Stream?> _open;

    private ImportSource(string description, IReadOnlyList<string> names, Func<string, Stream?> open)
    {
        Description = description;
        Names = names;
        _open = open;
    }

    /// <summary>The real plan of 2022 with its calendar and a sample week, embedded in the program.</summary>
    public static ImportSource Demo { get; } = new(
        "the plan of 2022",
        [.. Resource.Names(DemoFolder).Select(name => name[DemoFolder.Length..])],
        name => Resource.TryOpen(DemoFolder + name))
    { HoldsFuture = true };

    public string Description { get; }

    /// <summary>All files that are there, also those that no import reads.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Whether what has not happened yet is in it on purpose, because the clock will be set on to it.</summary>
    internal bool HoldsFuture { get; private init; }

    // By names that the folder lists, because Linux tells Units.csv from units.csv.
    public static ImportSource Folder(string path) => new(
        path,
        [.. Directory.EnumerateFiles(path).Select(file => Path.GetFileName(file))],
        name => File.OpenRead(Path.Combine(path, name)));

    /// <summary>The file's content; null where there is no such file.</summary>
    public byte[]? Read(string name)
    {
        var there = Names.Contains(name) ? name : Names.FirstOrDefault(each => each.Equals(name, StringComparison.OrdinalIgnoreCase));
        using var stream = there is null ? null : _open(there);
        if (stream is null)
            return null;
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }

    /// <summary>The hash of some files together, in lower-case hexadecimal.</summary>
    internal string Sha256(IEnumerable<string> names)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var name in names)
            hash.AppendData(SHA256.HashData(Read(name) ?? []));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
