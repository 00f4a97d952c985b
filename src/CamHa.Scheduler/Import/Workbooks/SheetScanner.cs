using System.Xml;

namespace CamHa.Scheduler.Import.Workbooks;

/// <summary>
/// Goes through the XML of a sheet as it streams by: how far it reaches, what in it cannot be read. A reader would walk from the
/// first cell to the last, through whatever lies between.
/// </summary>
/// <param name="reader">Stands on the sheet's root.</param>
/// <param name="name">The sheet.</param>
internal sealed class SheetScanner(XmlReader reader, string name)
{
    // Rows times columns: what a reader clears in a second.
    private const long MostPlaces = 1_000_000_000;
    private const int MostMerges = 100_000;
    private readonly SheetScan _sheet = new();
    private int _line;
    private int _column = -1;
    private int _widest;
    private int _cellsOfRow;
    private int _merges;
    private (int Line, int Column) _rightmost;

    private string? _type;
    private bool _hasFormula;
    private bool _hasValue;
    private int _length;
    private string _error = "";

    /// <summary>Reads to the end of the document.</summary>
    public SheetScan Read()
    {
        var (isInCell, isInValue) = (false, false);
        while (reader.Read())
        {
            if (reader.Depth > WorkbookGuard.Deepest)
                throw new RefusedWorkbookException(WorkbookWords.Damaged);
            if (reader.NodeType == XmlNodeType.Element)
            {
                switch (reader.LocalName)
                {
                    case "row":
                        BeginRow();
                        break;
                    case "c":
                        isInCell = !reader.IsEmptyElement;
                        BeginCell();
                        break;
                    case "f" when isInCell:
                        _hasFormula = true;
                        break;
                    case "v" when isInCell:
                        _hasValue |= _type is "str";
                        isInValue = !reader.IsEmptyElement;
                        break;
                    case "t" when isInCell:
                        isInValue = !reader.IsEmptyElement;
                        break;
                    case "mergeCell" when ++_merges > MostMerges:
                        throw new RefusedWorkbookException(WorkbookWords.Damaged);
                }
            }
            else if (reader.NodeType == XmlNodeType.EndElement)
            {
                isInValue &= reader.LocalName is not ("v" or "t");
                if (isInCell && reader.LocalName == "c")
                {
                    isInCell = false;
                    EndCell();
                }
            }
            else if (isInCell)
            {
                AddText(isInValue);
            }
        }

        return (long)_sheet.LastRow * (_widest + 1) <= MostPlaces ? _sheet : throw Refused(WorkbookWords.FarCell, _rightmost);
    }

    private RefusedWorkbookException Refused(string why, (int Line, int Column) at) =>
        new(why) { Sheet = name, Line = at.Line, Cell = CellName.Of(at.Line, at.Column) };

    private void BeginRow()
    {
        var line = reader.GetAttribute("r") is not { } row ? _line + 1 : int.TryParse(row, out var number) ? number : 0;
        if (line is < 1 or > CellName.LastRow)
            throw new RefusedWorkbookException(WorkbookWords.Damaged);
        if (line != _line)
            _cellsOfRow = 0;
        (_line, _column) = (line, -1);
    }

    private void BeginCell()
    {
        (_type, _hasFormula, _hasValue, _length, _error) = (reader.GetAttribute("t"), false, false, 0, "");
        if (reader.GetAttribute("r") is not { } cell)
            _column++;
        else if (CellName.Parse(cell) is var (_, column))
            _column = column;
        else
            throw new RefusedWorkbookException(WorkbookWords.Damaged);
        if (_column >= CellName.LastColumn || ++_cellsOfRow > CellName.LastColumn)
            throw new RefusedWorkbookException(WorkbookWords.Damaged);
        if (_column <= _widest)
            return;
        _widest = _column;
        _rightmost = (_line, _column);
    }

    private void AddText(bool isInValue)
    {
        if (reader.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace))
            return;
        _length += reader.Value.Length;
        if (_length > WorkbookGuard.LongestText)
            throw Refused(WorkbookWords.LongCell, (_line, _column));
        _hasValue |= isInValue;
        if (_type == "e" && isInValue)
            _error = reader.Value;
        else if (_type == "b" && isInValue && reader.Value == "true")
            _sheet.AddTrue(_line, _column);
    }

    private void EndCell()
    {
        if (!_hasValue && !_hasFormula)
            return;
        _sheet.LastRow = Math.Max(_sheet.LastRow, _line);
        if (!_hasValue)
            _sheet.AddUnreadable(_line, _column, "");
        else if (_type == "e")
            _sheet.AddUnreadable(_line, _column, _error);
    }
}
