using System.Security.Cryptography;

namespace CamHa.Scheduler.Import;

/// <summary>The CSV files of one import, by name, such as <c>units.csv</c>, in capitals or not.</summary>
public sealed class CsvFiles : ImportSource
{
    private readonly Func<string, Stream?> _open;

    internal CsvFiles(string description, IReadOnlyList<string> fileNames, Func<string, Stream?> open)
    {
        Description = description;
        FileNames = fileNames;
        _open = open;
    }

    public override string Description { get; }

    public override TableNames Names => TableNames.OfFiles;

    /// <summary>All files that are there, also those that no import reads.</summary>
    public IReadOnlyList<string> FileNames { get; }

    /// <summary>Whether what has not happened yet is in it on purpose, because the clock will be set on to it.</summary>
    internal bool HoldsFuture { get; init; }

    public bool Has(string name) => Named(name) is not null;

    /// <summary>The file's content; null where there is no such file.</summary>
    public byte[]? Read(string name)
    {
        using var stream = Named(name) is { } there ? _open(there) : null;
        if (stream is null)
            return null;
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }

    internal override ImportTables Open(IReadOnlyList<string> files, FaultList faults, FaultList warnings)
    {
        NearNames.Check(this, files, faults, warnings);
        return new Tables(this, files, faults, warnings) { HoldsFuture = HoldsFuture };
    }

    private string? Named(string name) => FileNames.Contains(name)
        ? name
        : FileNames.FirstOrDefault(each => each.Equals(name, StringComparison.OrdinalIgnoreCase));

    private sealed class Tables(CsvFiles source, IReadOnlyList<string> files, FaultList faults, FaultList warnings) : ImportTables
    {
        public override bool Has(string file) => source.Has(file);

        public override ImportTable? Read(TableShape shape) =>
            source.Read(shape.File) is { } bytes ? CsvTable.Of(bytes, shape, faults, warnings) : null;

        public override ImportError At(string file, string column, string message) => new(file, 0, column, message);

        public override string Sha256()
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (var name in files)
                hash.AppendData(SHA256.HashData(source.Read(name) ?? []));
            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
    }
}
