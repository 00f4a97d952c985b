using CamHa.Scheduler.FridayReport.Documents;

namespace CamHa.Scheduler.Tests.FridayReport.Documents;

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
