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
    [InlineData("T04 lùi hạn từ 20/6 đến 15/7", "2022-07-15")] // the due date that it has was taken
    [InlineData("T04 xin lùi từ ngày 20/6 sang ngày 15/7", "2022-07-15")]
    [InlineData("T04 dời hạn 20/6 thành 15/7", "2022-07-15")]
    [InlineData("T04 xin lùi hạn 20/6 -> 15/7", "2022-07-15")]
    [InlineData("T04 xin gia hạn (hạn cũ 20/6) tới 15/7", "2022-07-15")]
    [InlineData("T04 xin lùi hạn từ 20/6", null)]
    [InlineData("T04 xin lùi hạn 15/7", "2022-07-15")]
    [InlineData("T04 xin lùi thời hạn từ ngày 20 tháng 6 sang ngày 15 tháng 7", "2022-07-15")]
    [InlineData("Xin phép lùi hạn T04 tới hết ngày 15/7/2022", "2022-07-15")]
    [InlineData("T04 do mưa từ 10/6 đến 14/6, xin lùi hạn đến 15/7", "2022-07-15")]
    [InlineData("T04 chuyển hạn sang 15/7", "2022-07-15")]
    [InlineData("T04 khó kịp 20/6, đề nghị cho lùi đến thứ sáu 15/7", "2022-07-15")]
    [InlineData("T04 hạn 20/6 xin lùi sang 15/7", "2022-07-15")]
    [InlineData("T04 xin lùi hạn đến ngày mười lăm", null)]
    [InlineData("T04 xin lùi hạn đến tháng 7", null)] // of which day, nobody says
    [InlineData("T04 gia hạn 15/7", "2022-07-15")]
    [InlineData("T04 xin lùi hạn (hạn 20/6) 15/7", "2022-07-15")]
    [InlineData("T04 xin lùi hạn đến 15/7 vì từ 20/6 mưa", "2022-07-15")]
    [InlineData("T04 lùi sang ngày 5/7", "2022-07-05")]
    [InlineData("T04 xin kéo dài đến hết tháng 7", "2022-07-31")]
    [InlineData("T04 đề nghị hoãn đến 5/7", "2022-07-05")]
    [InlineData("T04 xin lùi hạn đến hết tháng này", "2022-06-30")]
    [InlineData("T04 xin lùi hạn đến cuối tháng sau", "2022-07-31")]
    [InlineData("T04 xin lùi hạn đến ngày 15 tháng sau", "2022-07-15")]
    [InlineData("T04 xin lùi hạn đến ngày 15", null)] // of which month, nobody says
    [InlineData("T04 xin gia hạn thêm 10 ngày từ 20/6", "2022-06-30")]
    [InlineData("T04 chưa có vốn xin lùi hạn đến 15/7", "2022-07-15")] // that there is no money denies nothing
    [InlineData("T04 thời tiết xấu xin lùi hạn đến 15/7", "2022-07-15")]
    [InlineData("T04 đã làm được 80% xin lùi hạn đến 15/7", "2022-07-15")]
    [InlineData("Đề nghị xã cho T04 lùi hạn đến 15/7", "2022-07-15")]
    [InlineData("Mong được gia hạn T04 đến 15/7", "2022-07-15")]
    [InlineData("T04 vướng mặt bằng rồi, xin lùi hạn đến 15/7", "2022-07-15")]
    public void More_time_is_asked_for(string text, string? day)
    {
        var said = Assert.Single(Read(text, "T04"), each => each.What == StatementKind.Extension);
        Assert.Equal(day, said.Day is { } asked ? $"{asked:yyyy-MM-dd}" : null);
    }

    [Fact]
    public void A_day_without_a_year_is_the_next_ones_at_the_end_of_a_year() =>
        Assert.Equal(new DateOnly(2023, 1, 15), DayInTextRule.Find("đến 15/1", new(2022, 12, 20)));

    [Theory]
    [InlineData("T04 xin thêm 10 ngày", "2022-06-27")]
    [InlineData("T04 xin gia hạn thêm 10 ngày", "2022-06-27")]
    [InlineData("T04 lùi 1 tuần", "2022-06-24")]
    [InlineData("T04 xin lùi hạn một tuần", "2022-06-24")]
    [InlineData("T04 xin lùi lại 2 tuần", "2022-07-01")]
    [InlineData("Xin gia hạn T04 khoảng 10 ngày", "2022-06-27")]
    [InlineData("T04 xin 10 ngày nữa", "2022-06-27")]
    [InlineData("T04 xin kéo dài 1 tháng", "2022-07-17")]
    [InlineData("T04 extension of 2 weeks", "2022-07-01")]
    [InlineData("T04 xin thêm cho em 10 ngày nữa", "2022-06-27")]
    [InlineData("T04 xin lùi thêm khoảng 2 tuần nữa", "2022-07-01")]
    [InlineData("T04 xin hoãn 5 ngày", "2022-06-22")]
    [InlineData("T04 cho em thêm 3 ngày", "2022-06-20")]
    [InlineData("T04 xin lùi hạn vì mưa 10 ngày", null)] // it rained that long
    [InlineData("T04 xin lùi hạn đến ngày 15 tháng sau nữa", null)]
    [InlineData("T04 xin gia hạn hai mươi mốt ngày", null)]
    [InlineData("T04 xin gia hạn thêm 10 ngày làm việc", null)] // days off are not known here
    [InlineData("T04 xin gia hạn ba mươi ngày", null)] // and not ten
    [InlineData("T04 xin gia hạn mười hai ngày", null)]
    public void More_days_are_asked_for(string text, string? until)
    {
        foreach (var written in new[] { text, Folded.Of(text) })
        {
            var said = Assert.Single(Read(written, "T04"), each => each.What == StatementKind.Extension);
            Assert.Equal(until, ExtensionRule.Until(said, new(2022, 6, 17)) is { } day ? $"{day:yyyy-MM-dd}" : null);
        }
    }

    [Theory]
    [InlineData("T04 không xin lùi hạn")]
    [InlineData("T04 không cần gia hạn")]
    [InlineData("T04 chưa xin lùi hạn")]
    [InlineData("T04 đang đợi ngày nghiệm thu")]
    public void No_more_time_is_asked_for(string text) =>
        Assert.DoesNotContain(Read(text, "T04"), each => each.What == StatementKind.Extension);

    [Theory]
    [InlineData("xã cho T04 lùi hạn đến 15/7 rồi")]
    [InlineData("Xã đã cho T04 lùi hạn đến 15/7")]
    [InlineData("T04 đã được lùi hạn đến 15/7")]
    [InlineData("T04 đã được xã gia hạn đến 15/7")]
    [InlineData("T04 được gia hạn đến 15/7")]
    [InlineData("Xã đã đồng ý cho T04 lùi hạn đến 15/7")]
    [InlineData("T04 đã xin lùi hạn đến 15/7")]
    [InlineData("T04 em xin lùi hạn đến 15/7 rồi ạ")]
    [InlineData("Rút lại đề nghị lùi hạn T04")]
    [InlineData("T04 được lùi hạn chưa?")]
    [InlineData("Chủ tịch xã đã duyệt cho T04 lùi hạn đến 15/7")]
    [InlineData("T04 xã gia hạn đến 15/7 rồi mà")]
    [InlineData("T04 vừa xin lùi hạn đến 15/7")]
    public void That_more_time_has_been_granted_or_asked_for_asks_for_none_and_a_person_reads_it(string text)
    {
        foreach (var written in new[] { text, Folded.Of(text) })
            Assert.Equal(["T04 Unsure"], Read(written, "T04").Select(each => $"{each.Assignment} {each.What}"));
    }

    [Theory]
    [InlineData("T04 đã được lùi hạn đến 15/7, hiện đạt 80%", "T04 Progress")]
    [InlineData("T04 chưa xong, xã cho lùi hạn rồi", "T04 NotDone")]
    public void What_is_said_beside_it_is_read(string text, string said) =>
        Assert.Equal([said], Read(text, "T04").Select(each => $"{each.Assignment} {each.What}"));

    [Theory]
    [InlineData("T04 xin lùi hạn đến 31/2", "31/2")]
    [InlineData("T04 xin lùi hạn từ 20/6 đến ngày 31/6", "31/6")]
    [InlineData("T04 xin gia hạn đến 29/2/2023", "29/2/2023")]
    [InlineData("T04 xin lùi hạn đến 32/7", "32/7")]
    [InlineData("T04 xin lùi hạn đến 15/13", "15/13")]
    [InlineData("T04 xin gia hạn đến ngày 31 tháng 9", "31 tháng 9")]
    [InlineData("T04 xin lùi hạn 31/6", "31/6")]
    [InlineData("T04 xin lùi hạn đến 31/2, muộn nhất 3/3", "31/2")]
    [InlineData("T04 xin lùi hạn, mới được 25/30 hộ", null)] // a share
    [InlineData("T04 xin lùi hạn đến khi xong 25/30 hộ", null)]
    [InlineData("T04 xin lùi hạn đến 29/2/2024", null)]
    public void A_day_that_no_calendar_has_is_named(string text, string? day) =>
        Assert.Equal(day, Assert.Single(Read(text, "T04"), each => each.What == StatementKind.Extension).Impossible);

    [Fact]
    public void What_is_done_by_a_day_that_no_calendar_has_may_be_a_plan() =>
        Assert.DoesNotContain(Read("T04 hoàn thành ngày 31/6", "T04"), each => each.What == StatementKind.Done);

    [Theory]
    [InlineData("T04 giảm 20%")]
    [InlineData("T04 còn thiếu 20%")]
    [InlineData("T04 còn khoảng 20%")]
    [InlineData("T04 còn lại 20%")]
    [InlineData("T04 thiếu hơn 20%")]
    [InlineData("T04 tăng thêm 20%")]
    [InlineData("T04 vượt 20%")]
    [InlineData("T04 chậm 20% so với kế hoạch")]
    [InlineData("T04 20% chưa làm")]
    [InlineData("T04 còn 8/126 hộ")]
    [InlineData("T04 còn thiếu 8/126 hộ")]
    [InlineData("T04 8/126 hộ chưa làm")]
    [InlineData("T04 số hộ nghèo giảm còn 2%")]
    [InlineData("T04 đang thiếu 20% kinh phí")]
    [InlineData("T04 kinh phí tăng 15%")]
    [InlineData("T04 mới dưới 20%")]
    [InlineData("T04 hụt 5%")]
    public void What_is_left_or_changed_is_no_progress_and_is_noted_in_its_words(string text)
    {
        foreach (var written in new[] { text, Folded.Of(text) })
        {
            var said = Assert.Single(Read(written, "T04"));
            Assert.Null(said.Number);
            Assert.DoesNotContain(said.What, new[] { StatementKind.Progress, StatementKind.Done });
        }
    }

    [Theory]
    [InlineData("T04 đạt 80%, còn thiếu 20%", 80)]
    [InlineData("T04 còn thiếu 20%, đạt 80%", 80)]
    [InlineData("T04 tăng từ 60% lên 80%", 80)]
    [InlineData("T04 được 80% chưa xong", 80)]
    [InlineData("T04 được hơn 80%", 80)]
    [InlineData("T04 đã làm được khoảng 80% còn 20% tuần sau làm", 80)]
    [InlineData("T04 tiến độ 80%, giảm 5% so với kế hoạch", 80)]
    [InlineData("T04: 80%", 80)]
    [InlineData("T04 đến nay 80%", 80)]
    [InlineData("T04 còn 8 hộ, được 118/126 hộ", 118)]
    public void What_is_reached_is_found_beside_what_is_left(string text, int number) =>
        Assert.Equal(number, Assert.Single(Read(text, "T04"), each => each.What == StatementKind.Progress).Number);

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
