using CamHa.Scheduler.Inbox.Cutting;
using CamHa.Scheduler.Inbox.Reading;

namespace CamHa.Scheduler.Tests.Inbox.Cutting;

public sealed class SentDifferenceRuleTests
{
    private const string Sent = """
        Kính gửi: Thôn Tiến Thắng

        Đề nghị đơn vị trả lời thư này với bốn ý:
        1. Kết quả trong tuần
        2. Khó khăn, vướng mắc
        3. Đề xuất, kiến nghị
        4. Nhiệm vụ tuần tới

        Nếu đơn vị vừa gửi báo cáo, xin bỏ qua thư này.

        Trân trọng.
        """;

    [Theory]
    [InlineData("1. Kết quả trong tuần: trồng 200 m")] // behind the label
    [InlineData("1. Kết quả trong tuần\n> trồng 200 m")] // below it, as if it were quoted
    [InlineData("1. Kết quả trong tuần\ntrồng 200 m")]
    public void What_is_typed_into_our_lines_is_found_with_its_label(string line)
    {
        var text = Quoted(Sent.Replace("1. Kết quả trong tuần", line, StringComparison.Ordinal));
        Assert.Contains("trồng 200 m", Apply(text).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Khó khăn", Apply(text).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_untouched_template_is_nothing_however_a_program_breaks_its_lines()
    {
        var wrapped = Sent.Replace("vừa gửi báo cáo, xin", "vừa gửi\nbáo cáo, xin", StringComparison.Ordinal);
        Assert.Equal("", Apply(Quoted(Sent)).Text);
        Assert.Equal("", Apply(Quoted(wrapped)).Text);
        Assert.Equal("", Apply(wrapped.Replace("Kết quả trong tuần", "*Kết quả trong tuần*", StringComparison.Ordinal)).Text);
        Assert.Equal("", Apply(wrapped).Text);
    }

    [Fact]
    public void What_stands_below_an_unmarked_quotation_is_found()
    {
        var text = $"-----Original Message-----\n{Sent}\n\nTuần này không phát sinh.";
        Assert.Equal("Tuần này không phát sinh.", Apply(text).Text);
    }

    [Fact]
    public void Another_mail_that_is_quoted_too_is_no_answer()
    {
        var text = $"Xong.\n\n-----Original Message-----\n{Sent[..Sent.IndexOf("4.", StringComparison.Ordinal)]}\n\n"
            + "-----Original Message-----\nFrom: C\nT04 xong";
        Assert.Equal("Xong.", Apply(text).Text);
    }

    private static string Quoted(string text) =>
        "Vào 15 thg 6, 2022, A <a@b.vn> đã viết:\n"
        + string.Join('\n', text.Split('\n').Select(line => line.StartsWith('>') ? line : $"> {line}"));

    private static CutText Apply(string text)
    {
        var lines = PlainLines.Of(text);
        return SentDifferenceRule.Apply(lines, CutRule.Cut(lines), Sent);
    }
}
