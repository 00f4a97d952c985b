using CamHa.Scheduler.Inbox.Cutting;
using CamHa.Scheduler.Inbox.Reading;

namespace CamHa.Scheduler.Tests.Inbox.Cutting;

public sealed class CutRuleTests
{
    [Theory]
    [InlineData("Xong\n\nVào 15 thg 6, 2022, lúc 07:30, A <a@b.vn> đã viết:\n> cũ", "Xong")]
    [InlineData("Xong\n\nVao 15 thg 6, 2022, luc 07:30, A <a@b.vn> da viet:\n> cu", "Xong")] // without marks
    [InlineData("Xong\n\nOn Wed, Jun 15, 2022 at 7:30 AM A <\na@b.vn>\nwrote:\n\ncũ\ncũ hơn", "Xong")] // wrapped twice, nothing marked
    [InlineData("Xong Vào Th 4, 15 thg 6, 2022 lúc 07:30 A <a@b.vn> đã viết:\n> cũ", "Xong")] // the line break is lost
    [InlineData("Vào 15 thg 6, 2022, A <a@b.vn> đã viết:\n> một?\nCó.\n> hai?\nKhông.", "Có.\nKhông.")] // between the lines
    [InlineData("T04 xong\nVào Th 6, 17 thg 6, 2022 A <a@b.vn> đã viết:\n> cũ", "T04 xong")] // no blank line, and digits that are no date
    [InlineData("Được 80%\nOn Wed, Jun 15, 2022 A <a@b.vn> wrote:\n> cũ", "Được 80%")]
    [InlineData("> một\n> hai\nXong", "Xong")] // nobody is named
    [InlineData("A đã viết:\n> một\n\nXong", "Xong")] // Redmine, K-9
    [InlineData("Xong\n\n-------- Thư gốc --------\nTừ: A\ncũ", "Xong")]
    [InlineData("Xong\n________________________________\nFrom: A <a@b.vn>\nSent: Wednesday\nTo: B\nSubject: C\n\ncũ", "Xong")]
    [InlineData("Xong\n\n*Từ:* A [mailto:a@b.vn]\n*Ngày:* 15/6/2022\n*Tới:* B\n\ncũ", "Xong")] // what was bold has stars
    [InlineData("Chuyển Ban Chỉ đạo.\n\n---------- Forwarded message ---------\nFrom: A <a@b.vn>\nT04 xong", "Chuyển Ban Chỉ đạo.")]
    public void What_is_quoted_is_cut(string text, string expected) => Assert.Equal(expected, Cut(text).Text);

    [Theory]
    [InlineData("Kết quả tuần:\nTừ: 13/6\nĐến: 19/6\nĐã trồng 200 m.")] // no block of headers
    [InlineData("Vào ngày 15/6 thôn đã họp dân.\nĐã thống nhất.")]
    [InlineData("Các mốc:\n2022-01-15 14:30\n15.01.2022 14:30")]
    [InlineData("Đã gửi: 12 giấy mời.\nNgày: 15/6.")]
    [InlineData(">>> >>> http://xa.example.vn <<<")] // arrows around a link
    [InlineData("Gửi từ thôn 3 văn bản về xã.")] // no telephone
    [InlineData("Danh sách:\n---\nÔng A\nÔng B\n---\nHết.")] // lines that are drawn
    public void What_only_looks_like_it_stays(string text)
    {
        var cut = Cut(text);
        Assert.Equal(text, cut.Text);
        Assert.Equal("", cut.Cut);
    }

    [Theory]
    [InlineData("Xong\n\nĐược gửi từ iPhone của tôi", "Được gửi từ iPhone của tôi")]
    [InlineData("Xong\n\nSent from my Galaxy", "Sent from my Galaxy")]
    [InlineData("Xong\n\nGet Outlook for Android<https://aka.ms/x>", "Get Outlook for Android<https://aka.ms/x>")]
    [InlineData("Xong\n-- \nNguyễn Văn\nTrưởng thôn", "-- \nNguyễn Văn\nTrưởng thôn")]
    [InlineData("Xong\n--\nThôn Tiến Thắng", "--\nThôn Tiến Thắng")]
    public void A_signature_is_cut_and_kept(string text, string signature)
    {
        var cut = Cut(text);
        Assert.Equal("Xong", cut.Text);
        Assert.Equal(signature.Replace("-- \n", "--\n", StringComparison.Ordinal), cut.Cut);
    }

    [Fact]
    public void An_indented_answer_is_no_quotation()
    {
        var lines = HtmlLines.Of("<blockquote>T04 xong</blockquote>", []);
        Assert.Equal("T04 xong", CutRule.Cut(lines).Text);
    }

    [Fact]
    public void What_is_indented_below_an_answer_is_quoted()
    {
        var lines = HtmlLines.Of("<p>Xong</p><blockquote>T04 …</blockquote>", []);
        Assert.Equal("Xong", CutRule.Cut(lines).Text);
    }

    [Fact]
    public void A_text_made_to_take_for_ever_takes_no_time()
    {
        var texts = new[]
        {
            string.Concat(Enumerable.Repeat("On 1/1 ", 40_000)), string.Concat(Enumerable.Repeat("Từ: a@b\n", 40_000)),
            string.Concat(Enumerable.Repeat("> ", 200_000)), new string('-', 300_000), string.Concat(Enumerable.Repeat("--\n", 100_000)),
            string.Concat(Enumerable.Repeat("Vào lúc 1:11\n", 30_000)),
        };
        Assert.All(texts, text => Assert.NotNull(CutRule.Cut(PlainLines.Of(text)).Text));
    }

    private static CutText Cut(string text) => CutRule.Cut(PlainLines.Of(text));
}
