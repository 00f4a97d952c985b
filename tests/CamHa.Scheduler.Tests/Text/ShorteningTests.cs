using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Tests.Text;

public sealed class ShorteningTests
{
    [Theory]
    [InlineData("tuần", 4, "tuần")]
    [InlineData("tuần 24", 5, "tuần ")]
    [InlineData("ab\U0001F600c", 3, "ab")] // half of a surrogate pair is no text
    [InlineData("ab\U0001F600c", 4, "ab\U0001F600")]
    public void A_text_is_cut_to_its_column(string text, int longest, string cut) => Assert.Equal(cut, text.Truncated(longest));

    [Theory]
    [InlineData("tuần", 4, "tuần")]
    [InlineData("tuần 24", 6, "tuần 2…")]
    [InlineData("tuần 24", 5, "tuần…")]
    public void A_reader_sees_that_something_is_missing(
        string text,
        int longest,
        string cut) => Assert.Equal(cut, text.Abbreviated(longest));

    [Theory]
    [InlineData(1, "1")]
    [InlineData(6, "1; 2; 3; 4; 5; 6")]
    [InlineData(7, "1; 2; 3; 4; 5 và 2 đơn vị khác")]
    [InlineData(300, "1; 2; 3; 4; 5 và 295 đơn vị khác")]
    public void A_mail_names_a_few_units_and_counts_the_rest(int units, string said) =>
        Assert.Equal(said, Enumerable.Range(1, units).Select(unit => $"{unit}").ToList().UnitsInBrief("; "));
}
