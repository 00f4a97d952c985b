using System.Text.RegularExpressions;
using CamHa.Scheduler.Import.Layouts;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Import;

/// <summary>Files that somebody meant to be read, by names that are not quite right.</summary>
internal static partial class NearNames
{
    public static void Check(CsvFiles source, IReadOnlyList<string> files, FaultList faults, FaultList warnings)
    {
        foreach (var name in source.FileNames.Order(StringComparer.Ordinal))
        {
            // What programs put beside an open file.
            if (name.StartsWith('.') || name.StartsWith('~'))
                continue;
            var exact = files.FirstOrDefault(file => file.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (exact is not null)
            {
                if (source.FileNames.Count(other => other.Equals(name, StringComparison.OrdinalIgnoreCase)) > 1)
                    faults.Add(name, 0, "", ImportWords.NamedTwice(exact));
                continue;
            }

            if (Meant(name, files) is { } file)
            {
                var message = Workbooks().IsMatch(name) ? ImportWords.Workbook(file) : ImportWords.RenameTo(file);
                if (!source.Has(file))
                    faults.Add(name, 0, "", message);
                else
                    warnings.Add(name, 0, "", ImportWords.BesideTheRightOne(file));
            }
            else if (name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
            {
                warnings.Add(name, 0, "", ImportWords.NotRead(string.Join(", ", files)));
            }
        }
    }

    /// <summary>The file that the name is meant for; null where it is none of them.</summary>
    internal static string? Meant(string name, IReadOnlyList<string> files)
    {
        var stem = FoldKey.Of(name);
        if (!Tables().IsMatch(stem))
            return null;
        // “units.csv.txt”, “units (1).csv”, “Copy of units - Copy.csv”, “units - bản sao 2.csv”, “units_final.csv”
        stem = Tables().Replace(stem, "");
        stem = Copies().Replace(stem, " ").Trim(' ', '-', '_', '.');
        return files.FirstOrDefault(file => Stem(file) == stem)
            ?? files.FirstOrDefault(file => stem.Length >= Stem(file).Length - 2 && Distance(stem, Stem(file)));

        static string Stem(string file) => Path.GetFileNameWithoutExtension(file);

        static bool Distance(string stem, string file) => FoldKey.Nearest(stem, [file]) is not null
            && (stem.Length > 4 || file.StartsWith(stem, StringComparison.Ordinal));
    }

    /// <summary>The one of some headings that a column's seems to be; null for none.</summary>
    /// <param name="file">The file that the column is of.</param>
    /// <param name="column">The column that is missing.</param>
    /// <param name="heading">What it should be called.</param>
    /// <param name="unknown">The headings that are nobody's.</param>
    public static string? Heading(string file, string column, string heading, IReadOnlyList<string> unknown) =>
        FoldKey.Nearest(heading, unknown)
        ?? (file == "assignments.csv" ? unknown.FirstOrDefault(each => HeadingRule.Decide(each)?.Column == column) : null)
        ?? unknown.FirstOrDefault(each => Words(each).Intersect(Words(heading)).Any());

    private static IEnumerable<string> Words(string heading) =>
        FoldKey.Of(heading).Split([' ', '_', '-', '/', ','], StringSplitOptions.RemoveEmptyEntries)
            .Except(["don", "vi", "ngay", "so", "ten"]);

    [GeneratedRegex(@"(\.(csv|txt|tsv|tab|xlsx|xlsm|xls|ods))+$")]
    private static partial Regex Tables();

    [GeneratedRegex(@"\.(xlsx|xlsm|xls|ods)$", RegexOptions.IgnoreCase)]
    private static partial Regex Workbooks();

    [GeneratedRegex(@"\(\d*\)|\bcopy of\b|[ _-]+(copy|sao chep|ban sao|moi|cu|new|old|final|v?\d+)\b")]
    private static partial Regex Copies();
}
