namespace CamHa.Scheduler.Import;

/// <summary>A file's name and its columns; true for a required column.</summary>
internal sealed record TableShape(string File, IReadOnlyDictionary<string, bool> Columns)
{
    /// <param name="file">The file's name.</param>
    /// <param name="columns">Names separated by blanks; the column may be missing where its name ends in <c>?</c>.</param>
    public static TableShape Of(string file, string columns) => new(
        file,
        columns.Split(' ').ToDictionary(name => name.TrimEnd('?'), name => !name.EndsWith('?'), StringComparer.OrdinalIgnoreCase));
}
