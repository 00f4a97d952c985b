using System.IO.Compression;
using System.Text;
using CamHa.Scheduler.Import;
using CamHa.Scheduler.Import.Workbooks;
using static CamHa.Scheduler.Tests.Import.Workbooks.WorkbookBuilder;

namespace CamHa.Scheduler.Tests.Import.Workbooks;

/// <summary>Workbooks that are broken, hostile, or none: each has its answer, and nothing of it comes in.</summary>
public sealed class WorkbookGuardTests : IDisposable
{
    private const string Sheet = "xl/worksheets/sheet1.xml";
    private readonly string _folder = Directory.CreateTempSubdirectory("camha-").FullName;

    private static byte[] Good { get; } = new WorkbookBuilder()
        .Sheet("Miễn báo cáo", ["Đơn vị", "Tuần"], ["DTN", "2022-W40"], ["HND", "2022-W40"]).ToBytes();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_good_workbook_passes()
    {
        Assert.Equal(3, Assert.Single(WorkbookGuard.Check(Good).Sheets).LastRow);
        Assert.Equal((2, 0, ""), Read(Good));
    }

    [Theory]
    [InlineData("", "tệp rỗng")]
    [InlineData("<html><table><tr><td>x</td></tr></table></html>", "là trang web hoặc XML")]
    [InlineData("\uFEFF<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>", "là trang web hoặc XML")]
    [InlineData("MIME-Version: 1.0\r\nContent-Type: multipart/related", "là trang web hoặc XML")]
    [InlineData("code,name\nZ1,Một\n", "là văn bản, như CSV")]
    [InlineData("%PDF-1.7", "đây không phải là tệp Excel")]
    [InlineData("PK\u0003\u0004xyz", "tệp bị hỏng hoặc chưa chép xong")]
    public void A_file_that_is_no_workbook_is_called_what_it_is(string content, string answer) =>
        Refused(answer, Encoding.UTF8.GetBytes(content));

    [Theory]
    [InlineData("content.xml", "tệp .ods (OpenDocument) không được đọc; trong LibreOffice chọn Tệp, Lưu thành")]
    [InlineData("word/document.xml", "đây là tệp Word")]
    [InlineData("xl/workbook.bin", "tệp .xlsb (nhị phân) không được đọc")]
    [InlineData("x", "đây không phải là tệp Excel")]
    public void Another_programs_package_is_called_what_it_is(string part, string answer) => Refused(answer, Zip((part, "<x/>")));

    [Theory]
    [InlineData("EncryptedPackage", "tệp có mật khẩu")]
    [InlineData("WordDocument", "đây là tệp Word")]
    [InlineData("nothing", "tệp bị hỏng")]
    [InlineData("Workbook", "tệp bị hỏng")] // it goes to the reader, which finds nothing
    public void A_file_of_the_old_kind_is_called_what_it_holds(string stream, string answer) =>
        Refused(answer, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[1016], .. Encoding.Unicode.GetBytes(stream + '\0')]);

    [Fact]
    public void A_file_that_was_not_copied_to_its_end_is_damaged()
    {
        for (var length = 4; length < Good.Length; length += Good.Length / 20)
            Refused("tệp bị hỏng hoặc chưa chép xong", Good[..length]);
    }

    [Theory]
    [InlineData("<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>")]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;\">]>")]
    public void Entities_are_not_resolved(string declaration)
    {
        foreach (var part in new[] { Sheet, "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml", "docProps/app.xml" })
            Refused("tệp có khai báo (DTD)", Change(Good, part, _ => $"{declaration}<x>&a;</x>"));
    }

    [Fact]
    public void A_part_that_unpacks_to_ten_gigabytes_is_left_when_it_is_too_much()
    {
        var bomb = new MemoryStream();
        bomb.Write(Good);
        using (var zip = new ZipArchive(bomb, ZipArchiveMode.Update, leaveOpen: true))
        {
            zip.GetEntry(Sheet)!.Delete();
            using var part = zip.CreateEntry(Sheet, CompressionLevel.Fastest).Open();
            part.Write("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>"u8);
            var rows = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<row r=\"1\"/>", 100_000)));
            for (var i = 0; i < 400; i++)
                part.Write(rows);
        }

        Refused("nội dung tệp bung ra quá lớn", bomb.ToArray());
    }

    [Fact]
    public void A_cell_of_a_thousand_megabytes_is_not_built()
    {
        var text = new string('x', 1_100_000);
        Refused("có ô dài hơn một triệu ký tự", Change(Good, Sheet, xml => xml.Replace("DTN", text, StringComparison.Ordinal)));
        // In pieces, each of which is short.
        Refused(
            "có ô dài hơn một triệu ký tự",
            Change(Good, Sheet, xml => xml.Replace(
                "DTN", string.Concat(Enumerable.Repeat("<![CDATA[" + text[..50_000] + "]]><!-- -->", 21)), StringComparison.Ordinal)));
        Refused(
            "có ô dài hơn một triệu ký tự",
            Change(Good, "xl/sharedStrings.xml", _ => "<sst><si>" + string.Concat(Enumerable.Repeat($"<r><t>{text[..50_000]}</t></r>", 21))
                + "</si></sst>"));
    }

    [Theory]
    [InlineData("<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>", "Miễn báo cáo!XFD1048576: có ô nằm quá xa bảng")]
    [InlineData("<row r=\"1048577\"/>", "PLAN.xlsx: tệp bị hỏng")]
    [InlineData("<row r=\"-5\"/>", "PLAN.xlsx: tệp bị hỏng")]
    [InlineData("<row r=\"9\"><c r=\"ZZZ9\"><v>1</v></c></row>", "PLAN.xlsx: tệp bị hỏng")]
    [InlineData("<row r=\"9\"><c r=\"99999\"><v>1</v></c></row>", "PLAN.xlsx: tệp bị hỏng")]
    public void A_cell_that_lies_too_far_away_is_named(string row, string answer) =>
        Refused(answer, Change(Good, Sheet, xml => Insert(xml, row)));

    [Fact]
    public void Names_and_levels_without_end_are_not_kept()
    {
        Refused("tệp bị hỏng", Change(Good, "xl/styles.xml", _ => string.Concat(Enumerable.Repeat("<a>", 200))));
        Refused("tệp bị hỏng", Change(Good, Sheet, xml => Insert(xml, string.Concat(Enumerable.Repeat("<a>", 200)))));
        Refused("tệp bị hỏng", Change(Good, Sheet, xml => Insert(xml, string.Concat(Enumerable.Range(0, 30_000).Select(i => $"<a{i}/>")))));
    }

    [Fact]
    public void Formatting_without_values_is_passed_over()
    {
        var rows = string.Concat(Enumerable.Range(4, 100_000).Select(row => $"<row r=\"{row}\" s=\"0\" customFormat=\"1\"/>"));
        rows += "<row r=\"1048576\"><c r=\"A1048576\" s=\"0\"/></row>";
        Assert.Equal((2, 0, ""), Read(Change(Good, Sheet, xml => Insert(xml, rows))));
        var wide = string.Concat(Enumerable.Range(0, 16_384).Select(column => $"<c r=\"{CellName.Of(4, column)}\" s=\"0\"/>"));
        Assert.Equal((2, 0, ""), Read(Change(Good, Sheet, xml => Insert(xml, $"<row r=\"4\">{wide}</row>"))));
    }

    [Fact]
    public void Sixteen_thousand_columns_are_counted_and_not_all_named()
    {
        File.WriteAllBytes(Path.Combine(_folder, "PLAN.xlsx"), new WorkbookBuilder().Sheet(
            "Miễn báo cáo",
            ["Đơn vị", "Tuần", .. Enumerable.Range(2, CellName.LastColumn - 2).Select(column => $"Cột {column}")],
            ["DTN", "2022-W40"]).ToBytes());
        var (faults, warnings) = (new FaultList(), new FaultList());
        using var tables = new WorkbookFile(Path.Combine(_folder, "PLAN.xlsx")).Open(ImportReader.Files, faults, warnings);
        Assert.Single(tables.Read(TableShape.Of("exemptions.csv", "unit week"))!.Rows);
        Assert.True(faults.IsEmpty);
        Assert.EndsWith("Cột 10, Cột 11, ….", Assert.Single(warnings.ToList()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Macros_are_not_run_and_links_are_not_followed()
    {
        var book = Change(Good, "xl/vbaProject.bin", _ => "Sub Auto_Open()");
        book = Change(
            book, "xl/externalLinks/externalLink1.xml", _ => "<externalLink><externalBook r=\"http://127.0.0.1:1/x\"/></externalLink>");
        File.WriteAllBytes(Path.Combine(_folder, "PLAN.xlsm"), book);
        var (faults, warnings) = (new FaultList(), new FaultList());
        using var tables = new WorkbookFile(Path.Combine(_folder, "PLAN.xlsm")).Open(ImportReader.Files, faults, warnings);
        Assert.True(tables.IsReadable);
        Assert.Equal("PLAN.xlsm: tệp có macro; macro không được chạy.", Assert.Single(warnings.ToList()).ToString());
    }

    /// <summary>Its reader walked sixty-five thousand rows of as many columns, for what was not there.</summary>
    [Theory]
    [InlineData(4, 0xFFFF, "")]
    [InlineData(6, 0x4DD2, "")]
    [InlineData(10, 0xFFFF, "PLAN.xls: tệp bị hỏng")]
    public void A_sheet_of_the_old_format_is_read_as_far_as_it_has_values_whatever_size_it_says(int field, ushort size, string answer)
    {
        var book = PlanWorkbook.OldWithErrors();
        ReadOnlySpan<byte> dimensions = [0x00, 0x02, 0x0E, 0x00];
        var at = book.AsSpan().IndexOf(dimensions) + dimensions.Length + field;
        (book[at], book[at + 1]) = ((byte)size, (byte)(size >> 8));
        var path = Path.Combine(_folder, "PLAN.xls");
        File.WriteAllBytes(path, book);
        var (rows, _, all) = WorkbookMutation.Read(path);
        Assert.Equal(answer.Length == 0 ? 6 : 0, rows);
        Assert.Contains(answer, all, StringComparison.Ordinal);
    }

    [Fact]
    public void A_workbook_that_another_program_holds_is_said_to_be_held()
    {
        var path = Path.Combine(_folder, "PLAN.xlsx");
        File.WriteAllBytes(path, Good);
        using (new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
            Assert.Contains("PLAN.xlsx: chương trình khác đang giữ tệp này", Open(path), StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(_folder, "~$PLAN.xlsx"), "");
        Assert.Contains("tệp đang mở trong Excel; những gì chưa lưu", Open(path), StringComparison.Ordinal);
        File.WriteAllBytes(path, new byte[WorkbookGuard.LargestFile * 1_000_000 + 1]);
        Assert.Contains("tệp lớn hơn 50 MB", Open(path), StringComparison.Ordinal);
    }

    /// <summary>Whatever a byte becomes, there is an answer. Benchmarks run it a hundred thousand times.</summary>
    [Fact]
    public void A_workbook_with_wrong_bytes_is_read_or_refused()
    {
        var mutation = new WorkbookMutation(seed: 19, PlanWorkbook.OldWithErrors());
        for (var round = 0; round < 400; round++)
        {
            var (workbook, extension) = mutation.Next();
            WorkbookMutation.Import(workbook, Path.Combine(_folder, $"PLAN{extension}"));
        }
    }

    private static string Insert(string xml, string rows)
    {
        rows = rows.Replace("<", "<x:", StringComparison.Ordinal).Replace("<x:/", "</x:", StringComparison.Ordinal);
        return xml.Replace("</x:sheetData>", rows + "</x:sheetData>", StringComparison.Ordinal);
    }

    private static byte[] Zip(params (string Name, string Content)[] parts)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name).Open());
                writer.Write(content);
            }
        }

        return memory.ToArray();
    }

    private void Refused(string answer, byte[] workbook)
    {
        var (rows, faults, all) = Read(workbook);
        Assert.Equal((0, 1), (rows, faults));
        Assert.Contains(answer, all, StringComparison.Ordinal);
    }

    private static string Open(string path)
    {
        var (faults, warnings) = (new FaultList(), new FaultList());
        using var tables = new WorkbookFile(path).Open(ImportReader.Files, faults, warnings);
        return string.Join('\n', faults.ToList().Concat(warnings.ToList()));
    }

    private (int Rows, int Faults, string Answer) Read(byte[] workbook)
    {
        var path = Path.Combine(_folder, "PLAN.xlsx");
        File.WriteAllBytes(path, workbook);
        return WorkbookMutation.Read(path);
    }
}
