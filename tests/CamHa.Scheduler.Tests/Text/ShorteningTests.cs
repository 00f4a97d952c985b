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
}
