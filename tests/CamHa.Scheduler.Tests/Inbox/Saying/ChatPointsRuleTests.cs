using CamHa.Scheduler.Inbox.Saying;

namespace CamHa.Scheduler.Tests.Inbox.Saying;

public sealed class ChatPointsRuleTests
{
    private const string Chat = """
        Chị ơi em gửi báo cáo tuần nha 😀🙏
        Thôn em tuần này: tuần sau dự kiến trồng tiếp 200m hàng rào 🌳
        - Khó khăn: thiếu xi măng, máy xúc chưa về 😭
        ✅ Đã làm được 300 m hàng rào xanh, 6 hộ chỉnh trang vườn
        👉 đề nghị xã hỗ trợ 5 tấn xi măng
        Em cảm ơn ạ ❤️
        """;

    [Fact]
    public void A_message_without_headings_and_in_another_order_is_told_apart_by_what_its_lines_begin_with()
    {
        var points = Read(Chat)!;
        Assert.Contains("300 m hàng rào xanh", points.Results, StringComparison.Ordinal);
        Assert.Equal("thiếu xi măng, máy xúc chưa về 😭", points.Difficulties);
        Assert.Equal("đề nghị xã hỗ trợ 5 tấn xi măng", points.Proposals);
        Assert.Contains("tuần sau dự kiến trồng tiếp 200m", points.NextWeek, StringComparison.Ordinal);
        Assert.DoesNotContain("cảm ơn", points.Proposals, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1. Kết quả: trồng 300 m\n2. Khó khăn: thiếu xi măng\n3. Kiến nghị: không\n4. Tuần tới: trồng dặm")]
    [InlineData("Trồng được 300 m hàng rào, vận động 6 hộ.")]
    [InlineData("Đã làm 300 m.\nĐã dọn 2 km đường.")]
    public void What_a_mail_is_understood_to_say_stays_where_lines_tell_no_more(string text) =>
        Assert.Equal(PointsRule.Read(text, isWeekly: true, hasFiles: false), Read(text));

    [Theory]
    [InlineData("Tuần này thôn em không có gì phát sinh ạ 🙏")]
    [InlineData("Không phát sinh ạ ❤️")]
    [InlineData("Tuần này không phát sinh gì mới nhé 👍👍")]
    public void A_picture_behind_nothing_to_report_changes_nothing(string text) => Assert.True(Read(text)!.IsNothing);

    private static WeeklyPoints? Read(string text) => ChatPointsRule.Read(text, PointsRule.Read(text, isWeekly: true, hasFiles: false));
}
