using System.IO.Compression;
using System.Text.RegularExpressions;
using CamHa.Scheduler.Import;
using CamHa.Scheduler.Import.Workbooks;
using CamHa.Scheduler.Tests.FridayReport.Documents;
using DocumentFormat.OpenXml.Packaging;
using X = DocumentFormat.OpenXml.Spreadsheet;

namespace CamHa.Scheduler.Tests.Import.Workbooks;

/// <summary>The faults of an import, in the workbook itself.</summary>
public sealed partial class FaultMarksTests
{
    private static readonly byte[] Plan = new WorkbookBuilder()
        .Shown(
            "Nhiệm vụ",
            new() { Merges = ["C3:C4"] },
            ["Mã nhiệm vụ", "Nội dung", "Chủ trì"],
            [WorkbookBuilder.With(7, "000"), "Trồng |cây", "DTN"],
            ["T2", "a\r\nb", "HND"],
            ["T3"])
        .Sheet("Đơn vị", ["Mã đơn vị", "Tên đơn vị"], ["DTN", "Đoàn"])
        .ToBytes();

    [Fact]
    public void Faults_stand_as_notes_at_red_cells_and_all_else_stays_as_it_is()
    {
        var marked = Mark(Plan, At("Nhiệm vụ", "B2", "sai một"), At("Nhiệm vụ", "B2", "sai hai"), At("Nhiệm vụ", "A3", "mã <sai>"));
        using (var workbook = new Workbook(marked))
            Assert.Empty(workbook.Faults());
        Assert.Equal(["B2: sai một\nsai hai", "A3: mã <sai>"], Notes(marked, "Nhiệm vụ"));
        Assert.Equal(["B2 A3"], Red(marked, "Nhiệm vụ"));
        Assert.Empty(Notes(marked, "Đơn vị"));
        var (before, after) = (Parts(Plan), Parts(marked));
        Assert.Equal(Rows(before[SheetOf(before, 0)]), Rows(after[SheetOf(after, 0)]));
        Assert.Equal(
            ((string[])["[Content_Types].xml", "xl/styles.xml", SheetOf(before, 0)]).Order(StringComparer.Ordinal),
            before.Keys.Where(part => after[part] != before[part]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_next_round_takes_the_marks_of_the_last_away_and_keeps_the_notes_of_others()
    {
        var own = Commented(Plan, ("A3", "của tôi"), ("B3", "cũng của tôi"));
        var first = Mark(own, At("Nhiệm vụ", "A3", "lỗi cũ"), At("Nhiệm vụ", "B2", "lỗi cũ"), At("Đơn vị", "A2", "lỗi cũ"));
        Assert.Equal(["A3: của tôi\n\n[camha import]\nlỗi cũ", "B3: cũng của tôi", "B2: lỗi cũ"], Notes(first, "Nhiệm vụ", isWhole: true));
        var second = Mark(first, At("Nhiệm vụ", "C2", "lỗi mới"), At("Nhiệm vụ", "B3", "lỗi mới"));
        using (var workbook = new Workbook(second))
            Assert.Empty(workbook.Faults());
        Assert.Equal(
            ["A3: của tôi", "B3: cũng của tôi\n\n[camha import]\nlỗi mới", "C2: lỗi mới"], Notes(second, "Nhiệm vụ", isWhole: true));
        Assert.Equal(["C2 B3"], Red(second, "Nhiệm vụ"));
        Assert.Empty(Notes(second, "Đơn vị"));
        Assert.Empty(Red(second, "Đơn vị"));
        // A box for each note, and none without.
        Assert.Equal(["1,2", "2,0", "2,1"], Boxes(second, "Nhiệm vụ"));
        Assert.Empty(Boxes(second, "Đơn vị"));
        Assert.Single(Regex.Matches(Parts(second)["xl/styles.xml"], "<(x:)?dxf>"));
    }

    [Fact]
    public void A_fault_without_a_cell_of_its_own_stands_at_the_first_of_its_row_its_sheet_or_the_workbook()
    {
        var marked = Mark(
            Plan,
            At("Đơn vị", "3", "cả dòng"),
            At("Đơn vị", "", "cả trang"),
            At("Đầu mối", "", "thiếu trang"),
            new("Nhiệm vụ!C2", 2, "", "bảng tự kẻ") { Cell = "" },
            new("", 0, "", "và 3 lỗi nữa"));
        Assert.Equal(["A3: cả dòng", "A1: cả trang"], Notes(marked, "Đơn vị"));
        Assert.Equal(["A1: Đầu mối: thiếu trang\nvà 3 lỗi nữa", "C2: bảng tự kẻ"], Notes(marked, "Nhiệm vụ"));
    }

    /// <summary>A note on a covered cell is not seen, nor is one beside a conversation.</summary>
    [Fact]
    public void A_fault_that_its_cell_cannot_show_stands_beside_it_and_names_the_cell()
    {
        var part = SheetOf(Parts(Plan), 0);
        var threads = WorkbookBuilder.Change(Plan, "xl/threadedComments/threadedComment1.xml", _ =>
            "<ThreadedComments xmlns=\"http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments\">"
            + "<threadedComment ref=\"A2\"><text>đang bàn</text></threadedComment></ThreadedComments>");
        threads = WorkbookBuilder.Change(threads, part.Replace("worksheets/", "worksheets/_rels/", StringComparison.Ordinal) + ".rels", _ =>
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"t\" "
            + "Type=\"http://schemas.microsoft.com/office/2017/10/relationships/threadedComment\" "
            + "Target=\"../threadedComments/threadedComment1.xml\"/></Relationships>");
        var marked = Mark(threads, At("Nhiệm vụ", "C4", "gộp"), At("Nhiệm vụ", "A2", "mã"));
        var texts = Parts(marked).Single(each => each.Key.Contains("camhaNotes", StringComparison.Ordinal)).Value;
        Assert.Contains("ref=\"C3\"", texts, StringComparison.Ordinal);
        Assert.Contains("Nhiệm vụ!C4: gộp", texts, StringComparison.Ordinal);
        Assert.Contains("ref=\"B2\"", texts, StringComparison.Ordinal);
        Assert.Contains("Nhiệm vụ!A2: mã", texts, StringComparison.Ordinal);
        Assert.Contains("sqref=\"C3 A2\"", Parts(marked)[part], StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_that_no_address_can_be_made_of_is_kept_as_it_is()
    {
        var part = SheetOf(Parts(Plan), 1).Replace("worksheets/", "worksheets/_rels/", StringComparison.Ordinal) + ".rels";
        const string Link = "<Relationship Id=\"h\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink\" "
            + "Target=\"mailto:a@@ b,c@d\" TargetMode=\"External\"/>";
        var linked = WorkbookBuilder.Change(Plan, part, _ =>
            $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{Link}</Relationships>");
        Assert.Contains("mailto:a@@ b,c@d", Parts(Mark(linked, At("Đơn vị", "A2", "mã")))[part], StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_workbook_of_the_new_kind_is_refused_with_the_remedy()
    {
        var refused = Assert.Throws<RefusedWorkbookException>(() => Mark(PlanWorkbook.OldWithErrors(), At("a", "A1", "b")));
        Assert.StartsWith("chỉ ghi lỗi được vào tệp .xlsx và .xlsm. Mở tệp bằng Excel", refused.Message, StringComparison.Ordinal);
        var damaged = WorkbookBuilder.Change(Plan, "xl/styles.xml", xml => xml[..^20]);
        Assert.Throws<RefusedWorkbookException>(() => Mark(damaged, At("Nhiệm vụ", "A1", "b")));
    }

    private static ImportError At(string sheet, string cell, string message) => new(sheet, 1, "", message) { Cell = cell };

    private static byte[] Mark(byte[] workbook, params ImportError[] faults)
    {
        using var memory = new MemoryStream();
        FaultMarks.Write(workbook, faults, memory);
        return memory.ToArray();
    }

    // As Excel writes them: without runs, and a part for the boxes.
    private static byte[] Commented(byte[] workbook, params (string Cell, string Text)[] notes)
    {
        using var memory = new MemoryStream();
        memory.Write(workbook);
        using (var document = SpreadsheetDocument.Open(memory, true))
        {
            var sheet = SheetPart(document, "Nhiệm vụ");
            var comments = sheet.AddNewPart<WorksheetCommentsPart>();
            comments.Comments = new(
                new X.Authors(new X.Author("Chị Hoa")),
                new X.CommentList(notes.Select(note => new X.Comment(new X.CommentText(new X.Text(note.Text)))
                {
                    Reference = note.Cell,
                    AuthorId = 0,
                })));
            var boxes = sheet.AddNewPart<VmlDrawingPart>();
            using (var writer = new StreamWriter(boxes.GetStream(FileMode.Create)))
            {
                writer.Write("<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><br>");
                foreach (var (at, note) in notes.Index())
                {
                    var (line, column) = CellName.Parse(note.Cell)!.Value;
                    writer.Write(
                        $"<v:shape id=\"_x0000_s{1025 + at}\"><x:ClientData ObjectType=\"Note\"><x:Anchor>1, 2, 3, 4, 5, 6, 7, 8</x:Anchor>"
                        + $"<x:Row>{line - 1}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>");
                }

                writer.Write("</xml>");
            }

            sheet.Worksheet.Append(new X.LegacyDrawing { Id = sheet.GetIdOfPart(boxes) });
        }

        return memory.ToArray();
    }

    private static WorksheetPart SheetPart(SpreadsheetDocument document, string sheet) => (WorksheetPart)document.WorkbookPart!.GetPartById(
        document.WorkbookPart.Workbook.Sheets!.Elements<X.Sheet>().Single(each => each.Name == sheet).Id!);

    private static List<string> Notes(byte[] workbook, string sheet, bool isWhole = false)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(workbook), false);
        var comments = SheetPart(document, sheet).WorksheetCommentsPart?.Comments.CommentList!.Elements<X.Comment>() ?? [];
        return [.. comments.Select(comment => $"{comment.Reference}: {Text(comment.InnerText)}")];

        string Text(string text) => !isWhole || text.StartsWith("[camha import]\n", StringComparison.Ordinal)
            ? text.Replace("[camha import]\n", "", StringComparison.Ordinal)
            : text;
    }

    private static List<string> Red(byte[] workbook, string sheet)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(workbook), false);
        var formats = document.WorkbookPart!.WorkbookStylesPart!.Stylesheet.DifferentialFormats!.Elements<X.DifferentialFormat>().ToList();
        var rules = SheetPart(document, sheet).Worksheet.Elements<X.ConditionalFormatting>().ToList();
        Assert.All(rules, rule =>
        {
            var format = formats[(int)rule.GetFirstChild<X.ConditionalFormattingRule>()!.FormatId!.Value];
            Assert.Equal("FFFF8080", format.Fill!.PatternFill!.BackgroundColor!.Rgb);
        });
        return [.. rules.Select(rule => rule.SequenceOfReferences!.InnerText ?? "")];
    }

    private static List<string> Boxes(byte[] workbook, string sheet)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(workbook), false);
        var part = SheetPart(document, sheet);
        var id = part.Worksheet.GetFirstChild<X.LegacyDrawing>()?.Id;
        if (id is null)
            return [];
        using var reader = new StreamReader(part.GetPartById(id!).GetStream());
        return [.. Place().Matches(reader.ReadToEnd()).Select(box => $"{box.Groups[1]},{box.Groups[2]}").Order(StringComparer.Ordinal)];
    }

    private static Dictionary<string, string> Parts(byte[] workbook)
    {
        using var zip = new ZipArchive(new MemoryStream(workbook));
        return zip.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using var reader = new StreamReader(entry.Open());
            return reader.ReadToEnd();
        });
    }

    private static string SheetOf(Dictionary<string, string> parts, int at) => parts.Keys
        .Where(part => part.StartsWith("xl/worksheets/sheet", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)
        .ElementAt(at);

    private static string Rows(string sheet) => Regex.Match(sheet, "<(x:)?sheetData>.*</(x:)?sheetData>", RegexOptions.Singleline).Value;

    [GeneratedRegex(@"<x:Row>(\d+)</x:Row>\s*<x:Column>(\d+)</x:Column>")]
    private static partial Regex Place();
}
