using System.Globalization;
using System.Text;
using CamHa.Scheduler.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace CamHa.Scheduler.Import;

/// <summary>One CSV file: UTF-8, a header line, separated by comma, semicolon or tab.</summary>
internal sealed class CsvTable
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private const string SaveAsUtf8 = "In Excel: File, Save As, \"CSV UTF-8 (Comma delimited)\".";

    private const string UnclosedQuote =
        "a quotation mark is not closed, or stands in the middle of a value; write it twice inside quotation marks.";

    private CsvTable(string file, IReadOnlyList<CsvRow> rows)
    {
        File = file;
        Rows = rows;
    }

    public string File { get; }

    public IReadOnlyList<CsvRow> Rows { get; }

    /// <summary>Reads a file. Malformed lines are reported as faults; the rows that can be read are still returned.</summary>
    /// <returns>Null where there is no such file.</returns>
    public static CsvTable? Read(ImportSource source, TableShape shape, FaultList faults)
    {
        if (source.Read(shape.File) is not { } bytes)
            return null;
        if (Decode(bytes, shape.File, faults) is not { } text)
            return new(shape.File, []);
        return new(shape.File, Parse(text, shape, faults));
    }

    private static string? Decode(byte[] bytes, string file, FaultList faults)
    {
        if (bytes.Length == 0)
        {
            faults.Add(file, 0, "", "the file is empty; a header line is needed. To leave everything as it is, remove the file.");
            return null;
        }

        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] || bytes.AsSpan(0, Math.Min(bytes.Length, 1000)).Contains((byte)0))
        {
            faults.Add(file, 0, "", $"the file is UTF-16, not UTF-8. {SaveAsUtf8}");
            return null;
        }

        try
        {
            return StrictUtf8.GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException e)
        {
            var line = 1 + bytes.AsSpan(0, Math.Clamp(e.Index, 0, bytes.Length)).Count((byte)'\n');
            faults.Add(file, line, "", $"the file is not UTF-8 (perhaps Windows-1258). {SaveAsUtf8}");
            return null;
        }
    }

    private static List<CsvRow> Parse(string text, TableShape shape, FaultList faults)
    {
        var rows = new List<CsvRow>();
        var badLine = 0;
        using var parser = new CsvParser(new StringReader(text), new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = Delimiter(text),
            BadDataFound = bad => badLine = bad.Context.Parser!.RawRow,
            TrimOptions = TrimOptions.Trim,
        });
        if (!parser.Read() || Header(parser.Record!, shape, faults) is not { } header)
            return rows;

        var line = parser.RawRow + 1;
        while (parser.Read())
        {
            var fields = parser.Record!;
            if (badLine > 0)
                faults.Add(shape.File, line, "", UnclosedQuote);
            else if (fields.Length > header.Count && fields.Skip(header.Count).Any(field => field.Length > 0))
                faults.Add(shape.File, line, "", TooManyValues(fields.Length, header.Count));
            else if (fields.Any(field => field.Length > 0))
                rows.Add(new(shape.File, line, header, fields, faults));
            badLine = 0;
            line = parser.RawRow + 1;
        }

        return rows;
    }

    private static string TooManyValues(int values, int columns) =>
        $"the line has {values} values for {columns} columns; put a value with a separator in it into quotation marks.";

    // Excel separates by semicolons where the comma is the decimal sign, as in Vietnamese.
    private static string Delimiter(string text)
    {
        var header = text.AsSpan(0, Math.Max(0, text.IndexOf('\n', StringComparison.Ordinal)) is var end and > 0 ? end : text.Length);
        return header.Contains(';') && !header.Contains(',') ? ";" : header.Contains('\t') && !header.Contains(',') ? "\t" : ",";
    }

    private static Dictionary<string, int>? Header(string[] names, TableShape shape, FaultList faults)
    {
        var header = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var isGood = true;
        for (var i = 0; i < names.Length; i++)
        {
            var name = names[i].Trim();
            if (!shape.Columns.ContainsKey(name))
            {
                var nearest = FoldKey.Nearest(name, shape.Columns.Keys);
                faults.Add(shape.File, 1, name, nearest is null
                    ? $"there is no such column; the columns are {string.Join(", ", shape.Columns.Keys)}."
                    : $"there is no such column; did you mean {nearest}?");
                isGood = false;
            }
            else if (!header.TryAdd(name, i))
            {
                faults.Add(shape.File, 1, name, "the column is there twice; keep one.");
                isGood = false;
            }
        }

        foreach (var (name, _) in shape.Columns.Where(column => column.Value && !header.ContainsKey(column.Key)))
        {
            faults.Add(shape.File, 1, name, "the column is missing; add it.");
            isGood = false;
        }

        return isGood ? header : null;
    }
}

/// <summary>A file's name and its columns; true for a required column.</summary>
internal sealed record TableShape(string File, IReadOnlyDictionary<string, bool> Columns)
{
    /// <param name="file">The file's name.</param>
    /// <param name="columns">Names separated by blanks; the column may be missing where its name ends in <c>?</c>.</param>
    public static TableShape Of(string file, string columns) => new(
        file,
        columns.Split(' ').ToDictionary(name => name.TrimEnd('?'), name => !name.EndsWith('?'), StringComparer.OrdinalIgnoreCase));
}
