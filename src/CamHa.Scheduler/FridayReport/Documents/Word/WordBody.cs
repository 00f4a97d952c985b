using System.Globalization;
using CamHa.Scheduler.FridayReport.Documents.Content;
using CamHa.Scheduler.FridayReport.Documents.OpenXml;
using CamHa.Scheduler.FridayReport.Snapshot;
using CamHa.Scheduler.Text;
using DocumentFormat.OpenXml;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace CamHa.Scheduler.FridayReport.Documents.Word;

/// <summary>
/// Writes the text block by block and row by row, so that a year of long texts is never in memory as a tree. Apart from bold
/// and italic all formatting comes from styles.
/// </summary>
internal sealed class WordBody(OpenXmlWriter writer, ReportDocument document, WordStyles styles, Queue<WordPicture> pictures)
{
    private readonly Letterhead _letterhead = document.Letterhead;

    public void Write()
    {
        writer.WriteStartElement(new W.Document());
        writer.WriteStartElement(new W.Body());
        WriteLetterhead();
        Write(Paragraph("Title", "BÁO CÁO"));
        foreach (var line in document.Subject)
            Write(Paragraph("Subtitle", line));
        Write(Paragraph("SubjectRule"));
        WriteBlocks(document.Body, "Heading", isLandscape: false, isSigned: true);
        WriteSignature();
        EndSection(isFirst: true, isLandscape: false, isLast: document.Annexes.Count == 0);
        for (var at = 0; at < document.Annexes.Count; at++)
        {
            var annex = document.Annexes[at];
            Write(Paragraph("AnnexTitle", string.Create(CultureInfo.InvariantCulture, $"Phụ lục {at + 1}\n{annex.Title}")));
            WriteBlocks(annex.Blocks, "AnnexHeading", annex.IsLandscape);
            EndSection(isFirst: false, annex.IsLandscape, isLast: at == document.Annexes.Count - 1);
        }

        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private void WriteLetterhead()
    {
        var isParty = _letterhead.Layout == LetterheadLayout.Party;
        List<W.Paragraph> organ = [];
        if (_letterhead.SuperiorOrgan.Length > 0)
            organ.Add(Paragraph("SuperiorOrgan", _letterhead.SuperiorOrgan));
        organ.Add(Paragraph("Organ", Compounds.Joined(_letterhead.IssuingOrgan)));
        organ.Add(isParty ? Paragraph("OrganStar", "*") : Paragraph("OrganRule"));
        W.Paragraph[] motto = isParty
            ? [Paragraph("Nation", "ĐẢNG CỘNG SẢN VIỆT NAM"), Paragraph("MottoRule")]
            :
            [
                Paragraph("Nation", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
                Paragraph("Motto", "Độc lập - Tự do - Hạnh phúc"),
                Paragraph("MottoRule"),
            ];
        // Non-breaking spaces, which justification does not shrink: the clerk writes the number over them.
        var blanks = new string('\u00A0', 7);
        var number = document.Number.Length > 0 ? $" {document.Number}" : blanks;
        number = isParty ? $"Số{number}-" : $"Số:{number}/";
        WriteTwoColumns(
            styles.OrganWidth,
            (organ, motto),
            (
                [Paragraph("Number", number + _letterhead.NumberSuffix), Paragraph("Draft", ReportDocument.Draft)],
                [Paragraph("PlaceAndDate", document.PlaceAndDate)]));
    }

    private void WriteSignature()
    {
        WriteTwoColumns(
            WordPage.TextWidth(false) / 2,
            (
                [
                    Paragraph("RecipientsTitle", "Nơi nhận:"),
                    .. document.SentTo.Select(line => Paragraph("Recipient", line)),
                ],
                [
                    Paragraph("SignsFor", _letterhead.SignsFor),
                    Paragraph("SignerTitle", _letterhead.SignerTitle),
                    Paragraph("SignerName", _letterhead.SignerName),
                ]));
    }

    private void WriteTwoColumns(int leftWidth, params (IEnumerable<W.Paragraph> Left, IEnumerable<W.Paragraph> Right)[] rows)
    {
        int[] widths = [leftWidth, WordPage.TextWidth(false) - leftWidth];
        StartTable("TableNormal", widths, caption: null);
        foreach (var (left, right) in rows)
        {
            writer.WriteElement(new W.TableRow(
                new W.TableRowProperties(new W.CantSplit()),
                TableCell(widths[0], left),
                TableCell(widths[1], right)));
        }

        writer.WriteEndElement();
    }

    private void WriteBlocks(IReadOnlyList<Block> blocks, string headings, bool isLandscape, bool isSigned = false)
    {
        foreach (var block in blocks)
        {
            var isLast = isSigned && block == blocks[^1];
            switch (block)
            {
                case Heading heading:
                    Write(Paragraph(headings + (heading.Level == 1 ? "1" : "2"), heading.Text));
                    break;
                case Paragraph paragraph:
                    Write(Paragraph(isLast ? "BodyTextEnd" : "BodyText", paragraph));
                    break;
                case DashList list:
                    foreach (var item in list.Items)
                        Write(Paragraph(isLast && item == list.Items[^1] ? "ListBulletEnd" : "ListBullet", item));
                    break;
                case DataTable { Columns.Count: > 0 } table:
                    WriteTable(table, isLandscape);
                    break;
                case ChartBlock:
                    Write(Paragraph("Chart", new W.Run(pictures.Dequeue().Drawing(isLandscape))));
                    break;
            }
        }
    }

    private void WriteTable(DataTable table, bool isLandscape)
    {
        var widths = Widths(table.Columns, WordPage.TextWidth(isLandscape));
        StartTable("DataTable", widths, table.Caption);
        var header = new W.TableRow(new W.TableRowProperties(new W.CantSplit(), new W.TableHeader()));
        header.Append(table.Columns.Select((column, at) => TableCell(widths[at], [Paragraph("TableHeader", column.Header)])));
        writer.WriteElement(header);
        foreach (var cells in table.Rows)
        {
            var row = new W.TableRow();
            if (cells.Index().All(cell => RowPiecesRule.IsShort(cell.Item.Text, table.Columns[cell.Index].Share, isLandscape)))
                row.Append(new W.TableRowProperties(new W.CantSplit()));
            row.Append(cells.Select((cell, at) => TableCell(widths[at], [CellText(cell, table.Columns[at].Alignment)])));
            writer.WriteElement(row);
        }

        writer.WriteEndElement();
        // Without a paragraph between them Word takes two tables for one.
        Write(Paragraph("TableEnd"));
    }

    private void StartTable(string style, int[] widths, string? caption)
    {
        writer.WriteStartElement(new W.Table());
        writer.WriteElement(new W.TableProperties
        {
            TableStyle = new() { Val = style },
            TableWidth = new() { Width = Number(widths.Sum()), Type = W.TableWidthUnitValues.Dxa },
            // Otherwise Word measures every cell, and one long word takes the width of all other columns.
            TableLayout = new() { Type = W.TableLayoutValues.Fixed },
            TableLook = new()
            {
                Val = "0620",
                FirstRow = true,
                LastRow = false,
                FirstColumn = false,
                LastColumn = false,
                NoHorizontalBand = true,
                NoVerticalBand = true,
            },
            TableCaption = caption is null ? null : new() { Val = XmlText.Safe(caption) },
        });
        writer.WriteElement(new W.TableGrid(widths.Select(width => new W.GridColumn { Width = Number(width) })));
    }

    private void EndSection(bool isFirst, bool isLandscape, bool isLast)
    {
        var section = WordPage.Section(isFirst, isLandscape);
        Write(isLast ? Paragraph("SectionEnd") : Paragraph("SectionEnd", section));
        if (isLast)
            writer.WriteElement(section);
    }

    private void Write(W.Paragraph paragraph) => writer.WriteElement(paragraph);

    private static int[] Widths(IReadOnlyList<Column> columns, int width)
    {
        var shares = Math.Max(1, columns.Sum(column => column.Share));
        int[] widths = [.. columns.Select(column => width * column.Share / shares)];
        widths[^1] += width - widths.Sum();
        return widths;
    }

    private static W.TableCell TableCell(int width, IEnumerable<W.Paragraph> paragraphs)
    {
        var cellWidth = new W.TableCellWidth { Width = Number(width), Type = W.TableWidthUnitValues.Dxa };
        var cell = new W.TableCell(new W.TableCellProperties(cellWidth));
        cell.Append(paragraphs);
        return cell;
    }

    private static W.Paragraph CellText(Cell cell, CellAlignment alignment)
    {
        var run = new W.Run();
        if (cell.Tone != CellTone.Plain)
            run.Append(new W.RunProperties(new W.RunStyle { Val = $"Tone{cell.Tone}" }));
        run.Append(WordText.Of(cell.Text));
        return Paragraph(alignment == CellAlignment.Left ? "TableText" : $"TableText{alignment}", run);
    }

    private static W.Paragraph Paragraph(string style, Paragraph paragraph) => Paragraph(style, [.. paragraph.Runs.Select(TextRun)]);

    private static W.Paragraph Paragraph(string style, string text) => Paragraph(style, new W.Run(WordText.Of(text)));

    private static W.Paragraph Paragraph(string style, W.SectionProperties section) =>
        new(new W.ParagraphProperties(new W.ParagraphStyleId { Val = style }, section));

    private static W.Paragraph Paragraph(string style, params OpenXmlElement[] content)
    {
        var paragraph = new W.Paragraph(new W.ParagraphProperties(new W.ParagraphStyleId { Val = style }));
        paragraph.Append(content);
        return paragraph;
    }

    private static W.Run TextRun(Run run)
    {
        var text = new W.Run();
        if (run.IsBold || run.IsItalic)
        {
            text.RunProperties = new();
            if (run.IsBold)
                (text.RunProperties.Bold, text.RunProperties.BoldComplexScript) = (new(), new());
            if (run.IsItalic)
                (text.RunProperties.Italic, text.RunProperties.ItalicComplexScript) = (new(), new());
        }

        text.Append(WordText.Of(run.Text));
        return text;
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
