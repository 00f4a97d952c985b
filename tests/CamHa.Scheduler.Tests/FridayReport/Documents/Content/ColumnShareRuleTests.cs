using CamHa.Scheduler.FridayReport.Documents.Content;

namespace CamHa.Scheduler.Tests.FridayReport.Documents.Content;

public sealed class ColumnShareRuleTests
{
    [Fact]
    public void A_column_is_as_wide_as_its_texts_ask_for()
    {
        var shares = ColumnShareRule.Decide(
        [
            ["TT", "1", "2"],
            ["Nhiệm vụ", new('x', 5), string.Join(' ', Enumerable.Repeat("lắp đặt điện", 12))],
            ["Tiến độ", "", ""],
        ]);
        Assert.Equal(100, shares.Sum());
        Assert.True(shares[1] > 4 * shares[2] && shares[2] > shares[0]);
    }

    [Fact]
    public void Lines_a_text_has_of_itself_and_a_longer_side_of_the_page_make_no_column_wider()
    {
        string[] works = ["Nhiệm vụ", string.Join(' ', Enumerable.Repeat("lắp đặt điện", 6))];
        var inLines = ColumnShareRule.Decide([works, ["Thời hạn", "08/6/2022\nquá hạn 7 ngày\ncần xử lý"]]);
        var inOne = ColumnShareRule.Decide([works, ["Thời hạn", "08/6/2022 quá hạn 7 ngày, cần xử lý"]]);
        Assert.True(inLines[1] < inOne[1]);
        string[] dates = ["Thời hạn", "08/6/2022", "30/12/2022"];
        Assert.True(ColumnShareRule.Decide([works, dates], isLandscape: true)[1] < ColumnShareRule.Decide([works, dates])[1]);
    }

    /// <summary>By their average its column was the narrowest, a word a line.</summary>
    [Fact]
    public void One_long_text_among_empty_cells_has_room()
    {
        string[] works = ["Nhiệm vụ", .. Enumerable.Repeat("Trồng cây bóng mát dọc đường trục thôn", 20)];
        string[] progress = ["Tiến độ", .. Enumerable.Repeat("", 19), string.Join(' ', Enumerable.Repeat("đã trồng cây", 40))];
        var shares = ColumnShareRule.Decide([works, progress]);
        Assert.True(shares[1] > shares[0]);
    }

    [Theory]
    [InlineData(1, "")]
    [InlineData(8, "một-từ-rất-dài-không-có-dấu-cách-nào-ở-trong")]
    [InlineData(12, "x")]
    public void Shares_add_up_to_the_whole_and_none_is_nothing(int columns, string text)
    {
        var shares = ColumnShareRule.Decide([.. Enumerable.Repeat(new[] { "Cột", text }, columns)]);
        Assert.Equal(100, shares.Sum());
        Assert.All(shares, share => Assert.True(share >= 3));
    }
}
