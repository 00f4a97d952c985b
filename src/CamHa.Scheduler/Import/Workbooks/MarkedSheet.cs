using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using CamHa.Scheduler.FridayReport.Documents.OpenXml;

namespace CamHa.Scheduler.Import.Workbooks;

/// <summary>
/// The XML of a sheet in which cells are made red. A rule of the sheet does it, so that each cell keeps its own format, and what was
/// marked before is found and taken away.
/// </summary>
internal sealed class MarkedSheet
{
    // Always true, and nobody else's.
    private const string Always = "\"camha\"=\"camha\"";
    private const string Rules = "conditionalFormatting";
    private const string Box = "legacyDrawing";

    // Of a box below its cell.
    private const int RowsOfBox = 200;

    // In the order in which they stand in a sheet, from the rules on.
    private static readonly string[] BehindBoxes =
    [
        "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst", "AlternateContent",
    ];

    private static readonly string[] BehindRules =
    [
        Rules, "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks", "colBreaks",
        "customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing", Box, .. BehindBoxes,
    ];

    private readonly List<(int From, int To, int Width)> _widths = [];
    private readonly Dictionary<int, int> _heights = [];
    private readonly List<(int Line, int Column, int ToLine, int ToColumn)> _merges = [];
    private int _width = 64;
    private int _height = 20;

    /// <summary>By what the sheet names the part with the boxes of its notes; null for none.</summary>
    public string? BoxesId { get; private set; }

    /// <summary>Whether it was marked before.</summary>
    public bool IsMarked { get; private set; }

    /// <param name="stream">The sheet.</param>
    /// <param name="lines">The lines with faults, whose heights are kept.</param>
    public static MarkedSheet Look(Stream stream, IEnumerable<int> lines)
    {
        var (sheet, kept) = (new MarkedSheet(), lines.SelectMany(line => Enumerable.Range(line, RowsOfBox)).ToHashSet());
        using var reader = Reader(stream);
        var line = 0;
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element)
                continue;
            switch (reader.LocalName)
            {
                case "sheetFormatPr":
                    sheet._width = Pixels("defaultColWidth", 7, 5) ?? sheet._width;
                    sheet._height = Pixels("defaultRowHeight", 4 / 3.0, 0) ?? sheet._height;
                    break;
                case "col":
                    sheet._widths.Add((
                        Number("min") - 1, Number("max") - 1, IsHidden() ? 0 : Pixels("width", 7, 5) ?? sheet._width));
                    break;
                case "row":
                    line = Number("r") is > 0 and var own ? own : line + 1;
                    if (kept.Contains(line) && (IsHidden() ? 0 : Pixels("ht", 4 / 3.0, 0)) is { } height)
                        sheet._heights[line - 1] = height;
                    break;
                case "mergeCell" when reader.GetAttribute("ref")?.Split(':') is [var from, var to]
                    && CellName.Parse(from) is var (firstLine, firstColumn) && CellName.Parse(to) is var (lastLine, lastColumn):
                    sheet._merges.Add((firstLine, firstColumn, lastLine, lastColumn));
                    break;
                case Box:
                    sheet.BoxesId = reader.GetAttribute("id", OfficePackage.Office);
                    break;
                case Rules:
                    using (var rules = reader.ReadSubtree())
                    {
                        sheet.IsMarked |= XElement.Load(rules).Elements().Any(IsOurs);
                    }

                    break;
            }
        }

        return sheet;

        int Number(string attribute) =>
            int.TryParse(reader.GetAttribute(attribute), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

        bool IsHidden() => reader.GetAttribute("hidden") is "1" or "true";

        int? Pixels(string attribute, double factor, int padding) => double.TryParse(
            reader.GetAttribute(attribute), NumberStyles.Float, CultureInfo.InvariantCulture, out var size) && size is >= 0 and < 10_000
            ? (int)(size * factor) + padding
            : null;
    }

    /// <summary>Copies a sheet.</summary>
    /// <param name="from">The sheet as it was.</param>
    /// <param name="to">The sheet with its red cells.</param>
    /// <param name="cells">By their names; empty for a sheet that has no faults any more.</param>
    /// <param name="format">The number of the format that makes them red.</param>
    /// <param name="boxesId">By what it names the part with the boxes of its notes, where it does not name one already.</param>
    public static void Copy(Stream from, Stream to, IReadOnlyCollection<string> cells, int format, string? boxesId)
    {
        using var reader = Reader(from);
        using var writer = XmlWriter.Create(to, new()
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            NewLineHandling = NewLineHandling.Entitize,
        });
        reader.MoveToContent();
        XNamespace main = reader.NamespaceURI;
        writer.WriteStartDocument(standalone: true);
        writer.WriteStartElement(reader.Prefix, reader.LocalName, reader.NamespaceURI);
        writer.WriteAttributes(reader, defattr: false);
        var (areRulesDue, areBoxesDue) = (cells.Count > 0, boxesId is not null);
        for (var isOn = !reader.IsEmptyElement && reader.Read(); isOn && reader.NodeType is not XmlNodeType.EndElement; isOn = !reader.EOF)
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                WriteDue(BehindRules.Contains(reader.LocalName), BehindBoxes.Contains(reader.LocalName));
                if (reader.LocalName == Rules)
                {
                    WithoutOurs((XElement)XNode.ReadFrom(reader))?.WriteTo(writer);
                    continue;
                }
            }

            writer.WriteNode(reader, defattr: false);
        }

        WriteDue(areRules: true, areBoxes: true);
        writer.WriteEndElement();

        void WriteDue(bool areRules, bool areBoxes)
        {
            if (areRules && areRulesDue)
                Rule(main, cells, format).WriteTo(writer);
            areRulesDue &= !areRules;
            if (areBoxes && areBoxesDue)
            {
                writer.WriteStartElement(writer.LookupPrefix(main.NamespaceName), Box, main.NamespaceName);
                writer.WriteAttributeString("r", "id", OfficePackage.Office, boxesId);
                writer.WriteEndElement();
            }

            areBoxesDue &= !areBoxes;
        }
    }

    /// <summary>The cell that is seen where cells are merged.</summary>
    public (int Line, int Column) Seen(int line, int column) => _merges.Find(merge =>
        line >= merge.Line && line <= merge.ToLine && column >= merge.Column && column <= merge.ToColumn) is { Line: > 0 } merge
        ? (merge.Line, merge.Column)
        : (line, column);

    /// <param name="column">From 0.</param>
    /// <returns>In pixels.</returns>
    public int Width(int column)
    {
        foreach (var (from, to, width) in _widths)
        {
            if (column >= from && column <= to)
                return width;
        }

        return _width;
    }

    /// <param name="row">From 0.</param>
    /// <returns>In pixels.</returns>
    public int Height(int row) => _heights.GetValueOrDefault(row, _height);

    private static XmlReader Reader(Stream stream) => XmlReader.Create(stream, PackageParts.Settings);

    private static XElement Rule(XNamespace main, IEnumerable<string> cells, int format) => new(
        main + Rules,
        new XAttribute("sqref", string.Join(' ', cells)),
        new XElement(
            main + "cfRule",
            new XAttribute("type", "expression"),
            new XAttribute("dxfId", format),
            new XAttribute("priority", 1),
            new XElement(main + "formula", Always)));

    private static bool IsOurs(XElement rule) =>
        rule.Elements().Any(each => each.Name.LocalName == "formula" && each.Value.Replace(" ", "", StringComparison.Ordinal) == Always);

    private static XElement? WithoutOurs(XElement rules)
    {
        rules.Elements().Where(IsOurs).Remove();
        return rules.Elements().Any(each => each.Name.LocalName == "cfRule") ? rules : null;
    }
}
