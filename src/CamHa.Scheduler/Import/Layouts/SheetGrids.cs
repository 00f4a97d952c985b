using System.Globalization;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Import.Workbooks;

namespace CamHa.Scheduler.Import.Layouts;

/// <summary>The sheets of a workbook as grids.</summary>
internal static class SheetGrids
{
    private const int MostColumns = 200;
    private const int MostCells = 1_000_000;
    private const int Named = 10;

    /// <summary>
    /// Whether a sheet is one of ours. Whoever calls a sheet “Kế hoạch” or “Nhiệm vụ” may mean a table of their own: it has no codes.
    /// </summary>
    public static bool HasOurs(SheetReader reader) => reader.Sheets.Where(sheet => !sheet.IsEmpty).Any(sheet =>
        PlanSheets.All.FirstOrDefault(plan => plan.IsNamed(sheet.Name)) is { } plan
        && !(plan.File is "campaign.csv" or "assignments.csv" && IsForeign(reader, sheet)));

    /// <summary>Whether a sheet of this name can be no table of somebody's own.</summary>
    public static bool IsOnlyOurs(string name) =>
        PlanSheets.All.Any(plan => plan.IsNamed(name) && plan.File is not ("campaign.csv" or "assignments.csv"));

    /// <exception cref="RefusedWorkbookException">It cannot be read, and why.</exception>
    public static IReadOnlyList<Grid> Read(SheetReader reader, List<ImportError> warnings)
    {
        var grids = new List<Grid>();
        var cells = 0;
        foreach (var sheet in reader.Sheets.Where(sheet => sheet is { IsEmpty: false, IsVeryHidden: false }))
        {
            if (sheet.IsHidden)
                warnings.Add(Warning(sheet, WorkbookWords.HiddenSheet));
            var (rows, hidden) = (new List<GridRow>(), new List<int>());
            var merged = new MergedCells(sheet);
            var width = Math.Min(sheet.Width, MostColumns);
            foreach (var row in reader.Rows(sheet))
            {
                merged.Enter(row);
                var read = Row(sheet, row, merged, width);
                // Rows of nothing but a format are not kept; that they are there is.
                if (read.IsBlank && rows is [.., { IsBlank: true }])
                    continue;
                rows.Add(read);
                if (row.IsHidden && !read.IsBlank)
                    hidden.Add(row.Line);
                cells += read.Cells.Count;
                if (cells > MostCells)
                    throw new RefusedWorkbookException(LayoutWords.TooManyCells(MostCells));
            }

            if (hidden.Count > 0)
            {
                var lines = string.Join(", ", hidden.Take(Named).Select(line => line.ToString(CultureInfo.InvariantCulture)))
                    + (hidden.Count > Named ? ", …" : "");
                warnings.Add(Warning(sheet, WorkbookWords.HiddenRows(hidden.Count, lines)));
            }

            grids.Add(new(GridPlace.Sheet(sheet.Name), rows));
        }

        return grids;
    }

    private static bool IsForeign(SheetReader reader, Sheet sheet)
    {
        var merged = new MergedCells(sheet);
        var rows = new List<GridRow>();
        foreach (var row in reader.Rows(sheet).Take(HeaderRule.Within))
        {
            merged.Enter(row);
            rows.Add(Row(sheet, row, merged, Math.Min(sheet.Width, MostColumns)));
        }

        return HeaderRule.Decide(new(GridPlace.Sheet(sheet.Name), rows)) is { } header
            && !header.Headings.Any(heading => HeadingRule.Folded(heading) is "ma nhiem vu" or "ma ke hoach" or "code");
    }

    private static GridRow Row(Sheet sheet, SheetRow row, MergedCells merged, int width)
    {
        var cells = new List<GridCell>(width);
        for (var column = 0; column < width; column++)
        {
            var text = sheet.Scan?.Unreadable(row.Line, column) is { Length: > 0 } error ? error : row[column];
            cells.Add(string.IsNullOrWhiteSpace(text) && merged.Above(row.Line, column) is { Length: > 0 } above
                ? new(above, IsCarried: true)
                : new(text));
        }

        while (cells is [.., { Text: "" }])
            cells.RemoveAt(cells.Count - 1);
        return new(row.Line, cells);
    }

    private static ImportError Warning(Sheet sheet, string message) => new(sheet.Name, 0, "", message) { Cell = "" };
}
