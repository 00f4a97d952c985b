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

    [Theory]
    [InlineData("Không phát sinh")]
    [InlineData("T04 xin lùi hạn đến 15/7")]
    [InlineData("T04 xin lùi hạn đến 15/8")] // Nearly as it stands there.
    [InlineData("T04 xong\nT04 80%")]
    [InlineData("Xong")]
    public void Who_types_what_our_mail_says_may_be_typed_has_typed_it(string typed)
    {
        var sent = Sent + "\nGõ ngay trong thư, ví dụ: “T04 xong”, “T04 80%”, “T04 xin lùi hạn đến 15/7”, “không phát sinh”. Xin cảm ơn.\n"
            + "Xong Đang làm Vướng / xin lùi hạn";
        Assert.Equal(typed, Apply($"{typed}\n\n{Quoted(sent)}", sent).Text);
        Assert.Equal("", Apply(Quoted(sent), sent).Text);
    }

    /// <summary>A button's words are no answer, although one that is typed may have just these.</summary>
    [Fact]
    public void A_row_of_buttons_that_a_program_breaks_into_lines_is_nobodys_answer()
    {
        const string Row = "Xong Đang làm Vướng / xin lùi hạn";
        var sent = Sent.Replace("Trân trọng.", $"{Row}\n\nTrân trọng.", StringComparison.Ordinal);
        Assert.Equal("", Apply(sent.Replace(Row, "Xong\n\nĐang làm\n\nVướng / xin lùi hạn", StringComparison.Ordinal), sent).Text);
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

    private static CutText Apply(string text, string sent = Sent)
    {
        var lines = PlainLines.Of(text);
        return SentDifferenceRule.Apply(lines, CutRule.Cut(lines), sent);
    }
}
