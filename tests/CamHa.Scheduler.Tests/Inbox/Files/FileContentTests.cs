using System.Text;
using CamHa.Scheduler.Inbox.Files;
using CamHa.Scheduler.Submissions;

namespace CamHa.Scheduler.Tests.Inbox.Files;

public sealed class FileContentTests
{
    public static TheoryData<string, byte[], string, bool> Contents => new()
    {
        { "a.docx", SampleFiles.Docx("Kết quả"), ".docx", true },
        { "anh.jpg", SampleFiles.Docx("Kết quả"), ".docx", true }, // whatever it is called
        { "a.xlsx", SampleFiles.Zip(("[Content_Types].xml", "<a/>"), ("xl/workbook.xml", "<a/>")), ".xlsx", true },
        { "a.odt", SampleFiles.Zip(("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "<a/>")), ".odt", true },
        { "a.docx", SampleFiles.Zip(("virus.exe", "MZ")), ".zip", false },
        { "a.docx", [.. "PK\u0003\u0004"u8, .. new byte[60]], ".bin", false }, // cut off
        { "baocao.pdf", SampleFiles.Pdf, ".pdf", true },
        { "baocao.pdf", SampleFiles.Program, ".bin", false },
        { "IMG_1.HEIC", [0, 0, 0, 24, .. "ftypheic"u8, 0, 0, 0, 0], ".heic", true },
        { "IMG_1.jpg", SampleFiles.Photo, ".jpg", true },
        { "phim.mp4", [0, 0, 0, 24, .. "ftypisom"u8, 0, 0, 0, 0], ".mp4", false },
        { "a.doc", [0xD0, 0xCF, 0x11, 0xE0, .. Encoding.Unicode.GetBytes("WordDocument\0")], ".doc", true },
        { "a.xls", [0xD0, 0xCF, 0x11, 0xE0, .. Encoding.Unicode.GetBytes("Workbook\0")], ".xls", true },
        { "ghi-chu.txt", Encoding.UTF8.GetBytes("BMI: đã làm xong"), ".txt", false },
        { "rong.pdf", [], ".bin", false },
        { "thu.eml", "From: a@b.vn\r\n\r\n%PDF-"u8.ToArray(), ".txt", false },
    };

    [Theory]
    [MemberData(nameof(Contents))]
    public void What_a_file_is_says_its_content(string name, byte[] bytes, string ending, bool isReport)
    {
        var kind = FileContent.KindOf(bytes, name);
        Assert.Equal((ending, isReport), (kind.Ending, kind.IsReport));
    }

    [Theory]
    [InlineData("../../etc/cron.d/baocao.pdf", "baocao.pdf")]
    [InlineData("C:\\Windows\\System32\\bao cao.pdf", "bao cao.pdf")]
    [InlineData("baocao.pdf.exe", "baocao_pdf.pdf")] // it is a PDF, and is called one
    [InlineData("Báo cáo tuần 24 (thôn Xuân Hạ).PDF", "Báo cáo tuần 24 (thôn Xuân Hạ).pdf")]
    [InlineData("BC tuần 13.6-19.6", "BC tuần 13_6-19_6.pdf")]
    [InlineData("anh\u202Efdp.exe", "anh fdp.pdf")] // letters that are shown in another order
    [InlineData("con.pdf", "tep-3.pdf")]
    [InlineData("....", "tep-3.pdf")]
    [InlineData("", "tep-3.pdf")]
    [InlineData("a\"b<c>|d?*.pdf", "a b c d.pdf")]
    public void A_name_has_no_path_and_one_ending_which_is_that_of_the_content(string name, string clean)
    {
        Assert.Equal(clean, FileNameRule.Of(name, FileKind.Of("application/pdf"), 3));
        Assert.Equal("tep.bin", FileNameRule.Of("tep.pdf", FileKind.Of("application/x-msdownload"), 3));
        Assert.InRange(FileNameRule.Of(new string('ạ', 900) + ".pdf", FileKind.Of("application/pdf"), 3).Length, 5, 130);
    }

    [Fact]
    public void As_many_and_as_large_files_are_taken_as_the_limits_say_and_the_same_one_once()
    {
        var files = new[] { ("a", 40), ("a", 40), ("b", 50), ("c", 30), ("d", 5), ("e", 5) }
            .Select((each, at) => new ReceivedFile { Number = at + 1, Sha256 = each.Item1, SizeBytes = each.Item2 }).ToList();
        Assert.Equal(
            [null, null, FileFault.TooLarge, null, FileFault.TooMany],
            FileLimitRule.Decide(files, new(3, 100, 1000), new Dictionary<string, long>()).Select(file => file.Fault));
        // What was sent before is there already.
        Assert.Equal(
            [null, FileFault.WeekIsFull, FileFault.WeekIsFull, null, null],
            FileLimitRule.Decide(files, new(9, 1000, 200), new Dictionary<string, long> { ["a"] = 40, ["z"] = 150 })
                .Select(file => file.Fault));
    }
}
