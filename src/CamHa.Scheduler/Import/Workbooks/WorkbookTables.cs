using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Import.Workbooks;

/// <summary>The sheets of a workbook that hold a plan's tables, by the names of the files that would hold the same.</summary>
internal sealed class WorkbookTables : ImportTables
{
    private static readonly string SheetNames = string.Join(", ", PlanSheets.All.Select(sheet => sheet.Name));
    private readonly SheetReader _reader;
    private readonly FaultList _faults;
    private readonly FaultList _warnings;
    private readonly Dictionary<string, Sheet> _sheets = new(StringComparer.OrdinalIgnoreCase);

    public WorkbookTables(SheetReader reader, string workbook, FaultList faults, FaultList warnings)
    {
        (_reader, _faults, _warnings) = (reader, faults, warnings);
        foreach (var sheet in reader.Sheets)
        {
            if (PlanSheets.All.FirstOrDefault(each => each.IsNamed(sheet.Name)) is { } plan)
                Take(sheet, plan);
        }

        foreach (var sheet in reader.Sheets.Where(sheet => !sheet.IsEmpty && !PlanSheets.All.Any(each => each.IsNamed(sheet.Name))))
            Refuse(sheet);
        if (faults.IsEmpty && _sheets.Count == 0)
            faults.Add(new(workbook, 0, "", WorkbookWords.NothingHere(SheetNames)) { Cell = "" });
        IsReadable = _sheets.Count > 0;
    }

    public override bool Has(string file) => _sheets.ContainsKey(file);

    public override ImportTable? Read(TableShape shape) =>
        _sheets.TryGetValue(shape.File, out var sheet) ? new SheetTable(_reader, sheet, shape, _faults, _warnings).Read() : null;

    public override ImportError At(string file, string column, string message) => TablePlace.OfSheet(
        file, _sheets.TryGetValue(file, out var sheet) ? sheet.Name : TableNames.OfSheets.Table(file), new Dictionary<string, int>())
        .At(0, column, message);

    public override string Sha256() => _reader.Sha256;

    public override void Dispose()
    {
        _reader.Dispose();
        base.Dispose();
    }

    private void Take(Sheet sheet, PlanSheet plan)
    {
        if (_sheets.TryGetValue(plan.File, out var other))
            _faults.Add(Fault(sheet, WorkbookWords.TwoSheets(other.Name)));
        else if (sheet.IsEmpty)
            _warnings.Add(Fault(sheet, WorkbookWords.EmptySheet));
        else
            _sheets[plan.File] = sheet;
        if (sheet is { IsHidden: true, IsEmpty: false })
            _warnings.Add(Fault(sheet, WorkbookWords.HiddenSheet));
    }

    // “Đơn vị (2)” beside “Đơn vị” is a copy; without it, it is what was meant.
    private void Refuse(Sheet sheet)
    {
        var name = FoldKey.Of(sheet.Name);
        var stem = name.Contains('(', StringComparison.Ordinal) ? name[..name.IndexOf('(', StringComparison.Ordinal)].TrimEnd() : name;
        if (FoldKey.Nearest(stem, PlanSheets.All.Select(each => each.Name)) is { } near
            && PlanSheets.All.First(each => each.Name == near) is var plan && !_sheets.ContainsKey(plan.File))
            _faults.Add(Fault(sheet, WorkbookWords.RenameTo(near)));
        else if (name == FoldKey.Of(PlanSheets.Record))
            _warnings.Add(Fault(sheet, WorkbookWords.OnlyToSee));
        else if (!sheet.IsVeryHidden)
            _warnings.Add(Fault(sheet, WorkbookWords.NotRead(SheetNames)));
    }

    private static ImportError Fault(Sheet sheet, string message) => new(sheet.Name, 0, "", message) { Cell = "" };
}
