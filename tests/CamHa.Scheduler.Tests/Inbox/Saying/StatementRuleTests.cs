using CamHa.Scheduler.Inbox.Cutting;
using CamHa.Scheduler.Inbox.Saying;

namespace CamHa.Scheduler.Tests.Inbox.Saying;

public sealed class StatementRuleTests
{
    private static readonly DateOnly Written = new(2022, 6, 15);

    [Theory]
    [InlineData("T04 xong")]
    [InlineData("t04 xong")]
    [InlineData("T4 xong rồi")] // as people shorten it
    [InlineData("T04: xong")]
    [InlineData("Xong T04.")]
    [InlineData("[NTM-T04-7K3F] xong")]
    [InlineData("Đã hoàn thành T04 ngày 14/6/2022")]
    [InlineData("Đơn vị đã hoàn thành phần việc của đơn vị ở T04")]
    [InlineData("T04 đã sửa chữa xong")] // no “chưa”
    [InlineData("T04 đã hoàn thành, không còn vướng mắc")]
    [InlineData("Không vướng gì, T04 xong rồi")]
    [InlineData("T04 hoàn thành 126/126 hộ")]
    [InlineData("Nhiệm vụ số 4 đã xong")]
    [InlineData("T04 done")]
    [InlineData("T04 xong!!!")]
    [InlineData("Thôn Tiến Thắng đã hoàn thành T04")]
    [InlineData("Tổ 3 đã xong T04")]
    [InlineData("Dạ thưa anh, thôn em làm xong T04 rồi ạ")]
    [InlineData("T04 xong từ hôm qua")]
    [InlineData("Hôm nay thôn đã làm xong T04")]
    [InlineData("T04 đã xong, đề nghị xã nghiệm thu")]
    [InlineData("Xin báo cáo T04 đã xong")]
    [InlineData("Đến nay đơn vị đã hoàn thành T04")]
    [InlineData("T04 has been completed.")]
    [InlineData("Kính gửi Ban chỉ đạo, đơn vị đã hoàn thành nhiệm vụ T04")]
    [InlineData("T04 126/126 hộ đã xong")]
    [InlineData("T04 vừa mới xong")]
    [InlineData("T04 đã xong vào ngày 14/6/2022")]
    public void What_is_done_is_found(string text) =>
        Assert.Contains(Read(text, "T04", "T05"), each => each is { What: StatementKind.Done, Assignment: "T04" });

    [Theory]
    [InlineData("T04 chưa xong")]
    [InlineData("T04 chưa hoàn thành được")]
    [InlineData("T04 sắp xong")]
    [InlineData("T04 gần như đã xong")]
    [InlineData("T04 không hoàn thành được")]
    [InlineData("T04 khó hoàn thành")]
    [InlineData("T04 bao giờ xong?")]
    [InlineData("T04 xong chưa")]
    [InlineData("T04 đã hoàn thành chưa ạ")]
    [InlineData("T04 sẽ xong trong tuần tới")]
    [InlineData("T04 mai xong")]
    [InlineData("T04 xong ngày mai")]
    [InlineData("T04 hoàn thành ngày 30/6")] // a day to come
    [InlineData("Phấn đấu hoàn thành T04 trước ngày 20/6")]
    [InlineData("T04 đã xong phần móng")]
    [InlineData("T04 mới xong bước 1")]
    [InlineData("T04 đã xong một nửa")]
    [InlineData("T04 cơ bản hoàn thành")]
    [InlineData("T04 hoàn thành 80%")]
    [InlineData("T04 hoàn thành 118/126 hộ")]
    [InlineData("T04 hoàn thành 3 vườn")] // of how many, nobody says
    [InlineData("T04 khi nào xong em báo")]
    [InlineData("Nếu xong T04 thì làm tiếp")]
    [InlineData("Đề nghị xã hướng dẫn hoàn thành T04")]
    [InlineData("Chờ T04 xong")]
    [InlineData("Thôn khác đã xong T04")]
    [InlineData("Kế hoạch hoàn thành T04")]
    [InlineData("T04 đã xong. À nhầm, T04 chưa xong")] // a contradiction
    [InlineData("Tưởng T04 xong rồi")]
    public void What_is_not_said_to_be_done_is_not_taken_as_done(string text)
    {
        Assert.DoesNotContain(Read(text, "T04", "T05"), each => each.What == StatementKind.Done);
        Assert.DoesNotContain(Read(Folded.Of(text), "T04", "T05"), each => each.What == StatementKind.Done);
    }

    /// <summary>Nearly done, done by others, a part of it done, a promise: what the words besides "xong" say is not known to fit.</summary>
    [Theory]
    [InlineData("coi như xong")]
    [InlineData("tạm xong")]
    [InlineData("Hình như T04 đã xong")]
    [InlineData("Nghe nói T04 xong rồi")]
    [InlineData("Em nghĩ là xong rồi")]
    [InlineData("Ai bảo T04 xong")]
    [InlineData("Sao lại ghi T04 xong")]
    [InlineData("Rút lại: T04 xong")]
    [InlineData("Hủy báo T04 xong")]
    [InlineData("Hệ thống báo T04 xong nhưng thôn vẫn làm")]
    [InlineData("Thôn bên đã xong")]
    [InlineData("Thôn bạn đã xong")]
    [InlineData("Họp xong")]
    [InlineData("T04 đã họp dân xong")]
    [InlineData("T04 đã khảo sát xong")]
    [InlineData("Đọc xong rồi")]
    [InlineData("Xong em báo anh nhé")]
    [InlineData("Làm xong em báo cáo")]
    [InlineData("Xong ngay")]
    [InlineData("Thứ sáu xong")]
    [InlineData("Chiều nay xong")]
    [InlineData("Tháng 7 xong")]
    [InlineData("10 ngày nữa xong")]
    [InlineData("Cuối tháng này xong")]
    [InlineData("T04 đã xong, trừ phần hồ sơ")]
    [InlineData("Tất cả xong, trừ T04")]
    [InlineData("Đã xong, chỉ còn hồ sơ")]
    [InlineData("T04 xong, thiếu ảnh")]
    [InlineData("Xong nhưng chưa nghiệm thu")]
    [InlineData("T04 đã xong, còn hồ sơ")]
    [InlineData("Đã xong. Còn 5 hộ nữa.")]
    [InlineData("T04 đã xong\nCòn 5 hộ chưa làm")]
    [InlineData("T04 đã xong đường, cống để tuần sau")]
    [InlineData("T04 đã xong tổ 3")]
    [InlineData("T04 đã hoàn thành dự toán")]
    [InlineData("T04 đã xong thôn Tiến Thắng")]
    [InlineData("Đã hoàn thành đa số")]
    [InlineData("T04 isn't done")]
    [InlineData("T04 half done")]
    [InlineData("T04 ch xong")]
    [InlineData("Đã xong việc nhận thư")]
    [InlineData("xong rồi thì tốt")]
    [InlineData("đã xong 50%")]
    [InlineData("Đề nghị xác nhận T04 xong hay chưa")]
    [InlineData("T04, T05 xong trừ phần hồ sơ")]
    public void Words_that_only_have_done_in_them_were_taken_as_done(string text)
    {
        Assert.DoesNotContain(Read(text, "T04"), each => each.What == StatementKind.Done);
        Assert.DoesNotContain(Read(Folded.Of(text), "T04"), each => each.What == StatementKind.Done);
        Assert.NotEmpty(Read(text, "T04"));
    }

    [Fact]
    public void A_doubt_about_one_assignment_is_told_beside_what_is_sure_of_another() => Assert.Equal(
        ["T04 Unsure", "T05 Done", "T07 Unsure"],
        Read("T04 tạm xong. T05 xong. T07 nộp ở đâu ạ?", "T04", "T05", "T07").Select(each => $"{each.Assignment} {each.What}"));

    [Fact]
    public void Each_code_has_what_is_said_of_it()
    {
        Assert.Equal(
            ["T04 Done", "T05 Done", "T07 NotDone"],
            Read("T04, T05 đã xong, T07 chưa xong", "T04", "T05", "T07").Select(each => $"{each.Assignment} {each.What}"));
        Assert.Equal(
            ["T04 Done", "T05 NotDone"], Read("Đã xong T04, chưa xong T05", "T04", "T05").Select(each => $"{each.Assignment} {each.What}"));
        Assert.Equal(
            ["T04 Done", "T05 Progress"],
            Read("T04:\n- đã xong\n\nT05: được 80%", "T04", "T05").Select(each => $"{each.Assignment} {each.What}"));
    }

    // A plan of several tables has numbers of several kinds, and what was said of another was taken for the one that was asked about.
    [Fact]
    public void A_code_of_the_plan_that_the_mail_did_not_ask_about_is_still_that_one()
    {
        var context = new AnswerContext { Codes = ["II.2"], Others = ["II.2", "I.5", "T05", "NTM-01"] };
        foreach (var code in context.Others)
            Assert.Equal(code, Assert.Single(StatementRule.Read($"{code} xong rồi ạ", context)).Assignment);
        Assert.Equal("II.2", Assert.Single(StatementRule.Read("Xong rồi ạ", context)).Assignment);
    }

    [Fact]
    public void Without_a_code_the_one_that_was_asked_about_is_meant_and_of_several_none()
    {
        Assert.Equal("T04", Assert.Single(Read("Xong rồi ạ", "T04")).Assignment);
        Assert.Null(Assert.Single(Read("Xong rồi ạ", "T04", "T05")).Assignment);
    }

    [Theory]
    [InlineData("T04 đạt 80%", 80, null, "%")]
    [InlineData("T04 làm được 118/126 hộ", 118, 126.0, "hộ")]
    [InlineData("T04: 1.387/2.500 m", 1387, 2500.0, "m")]
    [InlineData("T04 khoảng 62,5 %", 62.5, null, "%")]
    public void How_far_it_is_is_read(string text, double number, double? of, string unit)
    {
        var said = Assert.Single(Read(text, "T04"));
        Assert.Equal(
            (StatementKind.Progress, (decimal?)number, (decimal?)of, unit), (said.What, said.Number, said.Of, said.Unit));
    }

    [Theory]
    [InlineData("Xin lùi hạn T04 đến 15/7", "2022-07-15")]
    [InlineData("T04: đề nghị gia hạn đến ngày 5 tháng 7 năm 2022", "2022-07-05")]
    [InlineData("T04 xin gia hạn đến hết tháng 7", "2022-07-31")]
    [InlineData("xin lui han T04 den 15-7-2022", "2022-07-15")]
    [InlineData("T04 xin lùi hạn", null)]
    public void More_time_is_asked_for(string text, string? day)
    {
        var said = Assert.Single(Read(text, "T04"), each => each.What == StatementKind.Extension);
        Assert.Equal(day, said.Day is { } asked ? $"{asked:yyyy-MM-dd}" : null);
    }

    [Fact]
    public void A_day_without_a_year_is_the_next_ones_at_the_end_of_a_year() =>
        Assert.Equal(new DateOnly(2023, 1, 15), DayInTextRule.Find("đến 15/1", new(2022, 12, 20)));

    [Fact]
    public void More_days_are_asked_for()
    {
        var said = Assert.Single(Read("T04 xin thêm 10 ngày", "T04"));
        Assert.Equal((StatementKind.Extension, 10m, "ngày"), (said.What, said.Number, said.Unit));
    }

    [Theory]
    [InlineData("T04 không xin lùi hạn")]
    [InlineData("T04 không cần gia hạn")]
    public void No_more_time_is_asked_for(string text) =>
        Assert.DoesNotContain(Read(text, "T04"), each => each.What == StatementKind.Extension);

    [Theory]
    [InlineData("T04 vướng: chưa có kinh phí", true)]
    [InlineData("T04 còn vướng mặt bằng", true)]
    [InlineData("T04 không vướng gì", false)]
    [InlineData("T04 hết vướng mắc", false)]
    public void What_is_in_the_way_is_found(string text, bool isThere) =>
        Assert.Equal(isThere, Read(text, "T04").Any(each => each.What == StatementKind.Obstacle));

    [Fact]
    public void Numbers_of_documents_and_roads_are_no_codes()
    {
        Assert.Empty(AssignmentCodes.In("Theo QĐ51, CV465 và QL15, ngày T12/2022, a4b@x.vn, http://x.vn/t04", []));
        Assert.Equal(["NV-12", "T04"], AssignmentCodes.In("NV-12 và (t04)", []).Select(each => each.Code));
        Assert.Empty(AssignmentCodes.In("A01 xong", ["T04"]));
    }

    [Theory]
    [InlineData("T000123 xong", "T000123")]
    [InlineData("(ntm.2022.15) xong.", "NTM.2022.15")]
    [InlineData("Đã xong rồi nha", null)]
    [InlineData("NTM.2022.151 xong, xem http://x.vn/T000123/a", null)]
    public void A_known_code_of_any_form_is_found_where_it_stands_alone(string text, string? code)
    {
        var found = AssignmentCodes.In(text, ["T000123", "NTM.2022.15", "NHA"]);
        Assert.Equal(code is null ? [] : [code], found.Select(each => each.Code));
    }

    private static IReadOnlyList<Statement> Read(string text, params string[] codes) =>
        StatementRule.Read(text, new() { Codes = codes, Day = Written });
}
