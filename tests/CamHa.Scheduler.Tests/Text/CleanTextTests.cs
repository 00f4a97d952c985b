using System.Text;
using CamHa.Scheduler.Text;
using FsCheck.Xunit;

namespace CamHa.Scheduler.Tests.Text;

public sealed class CleanTextTests
{
    [Theory]
    [InlineData("a\uFFFEb\uFFFFc", "abc")] // what no normalisation takes: it ended the import
    [InlineData("a\u0001\u007F\u0085b\r\nc\rd\te", "ab\nc\nd\te")]
    [InlineData("Tie\u0302\u0301n", "Tiến")]
    public void What_cannot_be_kept_is_left_out_and_the_rest_stays(string text, string clean) => Assert.Equal(clean, CleanText.Of(text));

    [Theory]
    [InlineData("\u202Egnp.exe\u202C Đoàn xã", "gnp.exe Đoàn xã")] // turned the address beside it
    [InlineData("\u2067Thôn\u2069\u200F\u061C 1", "Thôn 1")]
    public void A_header_line_keeps_its_direction(string text, string line) => Assert.Equal(line, CleanText.HeaderLine(text));

    [Property(MaxTest = 500)]
    public void Clean_text_is_composed_and_stays_as_it_is(string? text)
    {
        var clean = CleanText.Of(text);
        Assert.True(clean.IsNormalized(NormalizationForm.FormC));
        Assert.Equal(clean, CleanText.Of(clean));
    }
}
