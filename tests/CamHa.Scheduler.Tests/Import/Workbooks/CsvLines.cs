using System.Globalization;
using CsvHelper;

namespace CamHa.Scheduler.Tests.Import.Workbooks;

internal static class CsvLines
{
    /// <summary>A file's lines as their fields.</summary>
    public static IReadOnlyList<string[]> Of(string text)
    {
        var lines = new List<string[]>();
        using var parser = new CsvParser(new StringReader(text), CultureInfo.InvariantCulture);
        while (parser.Read())
            lines.Add(parser.Record!);
        return lines;
    }
}
