using CamHa.Scheduler.Inbox.Files;

namespace CamHa.Scheduler.Tests.Inbox.Files;

public sealed class WordPointsTests
{
    [Theory]
    [InlineData("I. Kết quả thực hiện trong tuần", "II. Khó khăn, vướng mắc", "III. Đề xuất, kiến nghị", "IV. Nhiệm vụ tuần tới")]
    [InlineData("1. KẾT QUẢ", "2. KHÓ KHĂN, VƯỚNG MẮC", "3. ĐỀ XUẤT, KIẾN NGHỊ", "4. NHIỆM VỤ TUẦN TỚI")]
    [InlineData("Kết quả:", "Khó khăn:", "Kiến nghị:", "Tuần tới:")]
    public void A_document_whose_headings_are_the_four_points_is_read(string results, string difficulties, string proposals, string next)
    {
        var points = WordPoints.Read(SampleFiles.Docx(
            "ỦY BAN NHÂN DÂN XÃ CẨM HÀ", "BÁO CÁO", "Tuần 24 năm 2022", results, "Trồng 200 m hàng rào xanh.", "Làm 2 km đường.",
            difficulties, "Mưa kéo dài.", proposals, "Không.", next, "Làm tiếp xóm Đông.", "Nơi nhận: như trên", "TRƯỞNG THÔN"));
        Assert.NotNull(points);
        Assert.Equal("Trồng 200 m hàng rào xanh.\nLàm 2 km đường.", points.Results);
        Assert.Equal(("Mưa kéo dài.", "Không.", "Làm tiếp xóm Đông."), (points.Difficulties, points.Proposals, points.NextWeek));
    }

    [Fact]
    public void Another_document_a_bomb_and_what_is_none_are_not_read()
    {
        Assert.Null(WordPoints.Read(SampleFiles.Docx("Giấy mời họp thôn", "Kết quả: xem bảng")));
        Assert.Null(WordPoints.Read(SampleFiles.Zip(("word/document.xml", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"))));
        Assert.Null(WordPoints.Read(SampleFiles.Zip(("word/document.xml", new string(' ', 1000)))));
        Assert.Null(WordPoints.Read(SampleFiles.Pdf));
        Assert.Null(WordPoints.Read([]));
    }
}
