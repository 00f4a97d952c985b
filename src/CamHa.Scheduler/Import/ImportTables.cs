namespace CamHa.Scheduler.Import;

/// <summary>The tables of a source while one import reads them.</summary>
internal abstract class ImportTables : IDisposable
{
    /// <summary>Whether what has not happened yet is in it on purpose, because the clock will be set on to it.</summary>
    public bool HoldsFuture { get; init; }

    /// <summary>False where the source as a whole could not be read, which is reported already.</summary>
    public bool IsReadable { get; init; } = true;

    /// <summary>The codes of the assignments that it speaks of, there or missing; null for all.</summary>
    public virtual IReadOnlySet<string>? AssignmentsOf => null;

    public abstract bool Has(string file);

    /// <summary>The table of a file. What cannot be read is reported; the rows that can be read are still returned.</summary>
    /// <returns>Null where there is no such table.</returns>
    public abstract ImportTable? Read(TableShape shape);

    /// <summary>A fault of a table as a whole, or of one that is not there.</summary>
    public abstract ImportError At(string file, string column, string message);

    /// <summary>The hash of all that an import may read, in lower-case hexadecimal.</summary>
    public abstract string Sha256();

    public virtual void Dispose()
    {
    }
}
