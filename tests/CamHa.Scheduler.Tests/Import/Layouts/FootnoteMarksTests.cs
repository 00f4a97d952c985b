using CamHa.Scheduler.Import.Layouts;

namespace CamHa.Scheduler.Tests.Import.Layouts;

public sealed class FootnoteMarksTests
{
    [Theory]
    [InlineData("Hoàn thành vườn mẫu (*)")]
    [InlineData("Hoàn thành vườn mẫu(**)")]
    [InlineData("Hoàn thành vườn mẫu*")]
    [InlineData("Hoàn thành vườn mẫu ¹")]
    [InlineData("Hoàn thành vườn mẫu¹²")]
    [InlineData("Hoàn thành vườn mẫu (²)")]
    [InlineData("Hoàn thành vườn mẫu¹, ²")]
    [InlineData("Hoàn thành vườn mẫu [1]")]
    [InlineData("Hoàn thành vườn mẫu [12][*]")]
    [InlineData("Hoàn thành vườn mẫu†")]
    public void A_mark_at_the_end_is_no_part_of_a_text(string text) =>
        Assert.Equal("Hoàn thành vườn mẫu", FootnoteMarks.Without(text));

    [Theory]
    [InlineData("Xã đạt tiêu chí số 17²", "Xã đạt tiêu chí số 17")]
    [InlineData("Xây nhà văn hóa 200 m²¹", "Xây nhà văn hóa 200 m²¹")]
    [InlineData("Xây nhà văn hóa 200 m² [1]", "Xây nhà văn hóa 200 m²")]
    [InlineData("Nộp hồ sơ (*).", "Nộp hồ sơ.")]
    public void What_the_mark_stands_behind_stays(string text, string without) => Assert.Equal(without, FootnoteMarks.Without(text));

    [Theory]
    [InlineData("Họp dân (2)")]
    [InlineData("Họp dân lần (2) (lần 3)")]
    [InlineData("Trồng cây [đợt 1]")]
    [InlineData("Nhà văn hóa 200m²")]
    [InlineData("Chỉnh trang 1 km²")]
    [InlineData("Đào đắp 500 m³")]
    [InlineData("Quy mô 10⁵")]
    [InlineData("Đường 5*7 m")]
    [InlineData("BPT-*")]
    [InlineData("*")]
    public void What_belongs_to_a_text_is_no_mark(string text) => Assert.Equal(text, FootnoteMarks.Without(text));
}
