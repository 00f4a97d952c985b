using System.IO.Compression;
using System.Text;
using CamHa.Scheduler.Import.Layouts;
using CamHa.Scheduler.Tests.Import.Workbooks;
using DocumentFormat.OpenXml.Wordprocessing;

namespace CamHa.Scheduler.Tests.Import.Layouts;

/// <summary>Documents as they should not be: each has its word, and none is read for ever.</summary>
public sealed class WordTablesTests
{
    private const string Body = "word/document.xml";

    [Fact]
    public void A_table_in_a_cell_is_no_part_of_the_table_around_it()
    {
        var inner = DrawnPlans.Table(DrawnPlans.Row("trong", "nữa"));
        for (var i = 0; i < 8; i++)
            inner = new Table(new TableRow(new TableCell(inner, DrawnPlans.Words("giữa"))));
        var cell = new TableCell(DrawnPlans.Words("ngoài"), inner, DrawnPlans.Words(""));
        var inside = new List<(string Where, string Text)>();
        var grid = Assert.Single(WordTables.Read(DrawnPlans.Document(new Table(new TableRow(cell, DrawnPlans.Cell("30/6")))), inside));
        // It is not dropped without a word.
        Assert.Equal("Bảng 1, dòng 1, cột 1", Assert.Single(inside).Where);
        Assert.Contains("trong nữa", inside[0].Text, StringComparison.Ordinal);
        Assert.Equal(["ngoài", "30/6"], Assert.Single(grid.Rows).Cells.Select(each => each.Text));
    }

    [Fact]
    public void Ten_thousand_rows_are_read_row_by_row()
    {
        var document = DrawnPlans.Document(DrawnPlans.Table(
            [.. Enumerable.Range(1, 10_000).Select(i => DrawnPlans.Row($"{i}", $"Việc {i}", "UBND", "30/6"))]));
        Assert.Equal("Việc 10000", Assert.Single(WordTables.Read(document)).Rows[^1][1].Text);
    }

    [Fact]
    public void A_document_that_unpacks_to_ten_gigabytes_is_left_when_it_is_too_much()
    {
        using var memory = new MemoryStream();
        memory.Write(DrawnPlans.Word);
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Update, leaveOpen: true))
        {
            zip.GetEntry(Body)!.Delete();
            using var part = zip.CreateEntry(Body, CompressionLevel.Fastest).Open();
            part.Write("<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>"u8);
            var rows = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<w:p></w:p>", 100_000)));
            for (var i = 0; i < 400; i++)
                part.Write(rows);
        }

        Refused("tệp Word bị hỏng|nội dung tệp bung ra quá lớn", memory.ToArray());
    }

    [Fact]
    public void Entities_elements_without_end_passwords_and_old_documents_have_their_word()
    {
        Refused("tệp có khai báo \\(DTD\\) mà tệp Word không có", Change(_ => "<!DOCTYPE x [<!ENTITY a \"b\">]><x>&a;</x>"));
        Refused("tệp Word bị hỏng", Change(xml => xml[..(xml.Length / 2)]));
        Refused("tệp Word bị hỏng", Change(xml => xml.Replace(
            "<w:body>", "<w:body>" + string.Concat(Enumerable.Repeat("<w:tbl><w:tr><w:tc>", 2000)), StringComparison.Ordinal)));
        Refused("đây không phải là tệp Word", new WorkbookBuilder().Sheet("a", ["b"]).ToBytes());
        Refused("đây không phải là tệp Word", "xin chào"u8.ToArray());
        Refused("tệp rỗng", []);
        Refused("tệp Word kiểu cũ", [0xD0, 0xCF, 0x11, 0xE0, .. Encoding.Unicode.GetBytes("WordDocument\0")]);
        Refused(
            "tệp có mật khẩu nên không đọc được; mở bằng Word",
            [0xD0, 0xCF, 0x11, 0xE0, .. Encoding.Unicode.GetBytes("EncryptedPackage\0")]);
    }

    [Fact]
    public void Macros_are_not_run_and_it_is_said()
    {
        var file = LayoutFile.Of("khung.docm", WorkbookBuilder.Change(DrawnPlans.Word, "word/vbaProject.bin", _ => "x"));
        Assert.Contains("khung.docm: tệp có macro; macro không được chạy.", file.Warnings.Select(warning => $"{warning}"));
        Assert.Equal(DrawnPlans.OfWord, DrawnPlans.Lines(LayoutReader.Read(file.Grids, LayoutReaderTests.Plan, LayoutMap.Nothing)!));
    }

    [Fact]
    public void Documents_with_wrong_bytes_are_read_or_refused_and_never_crash()
    {
        var random = new Random(20220215);
        var (read, refused) = (0, 0);
        for (var i = 0; i < 300; i++)
        {
            var bytes = random.Next(4) == 0 ? Bytes(random) : Change(xml => Mutated(xml, random));
            try
            {
                var grids = LayoutFile.Of("a.docx", bytes).Grids;
                if (LayoutReader.Read(grids, LayoutReaderTests.Plan, LayoutMap.Nothing) is { } reading)
                    Assert.NotEmpty(LayoutMapFile.Write(reading.Guess, LayoutMap.Nothing));
                read++;
            }
            catch (RefusedDocumentException e)
            {
                Assert.NotEmpty(e.Message);
                refused++;
            }
        }

        Assert.True(read > 20 && refused > 20, $"{read} read, {refused} refused");
    }

    private static byte[] Bytes(Random random)
    {
        byte[] bytes = [.. DrawnPlans.Word];
        for (var times = random.Next(1, 6); times > 0; times--)
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        return bytes;
    }

    private static string Mutated(string xml, Random random)
    {
        string[] tokens = [" ", "1", "-1", "99999999999", "restart", "II.", "30/6", "\t", "<w:tc/>", "<w:tr/>", "</w:tr>", "<w:p/>", "\""];
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            // Mostly where a text or a value stands, so that not all of it is no XML any more.
            var at = random.Next(3) == 0
                ? random.Next(xml.Length)
                : xml.IndexOf(random.Next(2) == 0 ? "\"" : ">", random.Next(xml.Length), StringComparison.Ordinal);
            at = at < 0 ? 0 : Math.Min(at + 1, xml.Length - 1);
            xml = random.Next(2) == 0
                ? xml.Insert(at, tokens[random.Next(tokens.Length)])
                : xml.Remove(at, Math.Min(random.Next(1, 4), xml.Length - at));
        }

        return xml;
    }

    private static byte[] Change(Func<string, string> change) => WorkbookBuilder.Change(DrawnPlans.Word, Body, change);

    private static void Refused(string pattern, byte[] bytes) =>
        Assert.Matches(pattern, Assert.Throws<RefusedDocumentException>(() => WordTables.Read(bytes)).Message);
}
