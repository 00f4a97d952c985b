using CamHa.Scheduler.Inbox.Cutting;
using CamHa.Scheduler.Inbox.Saying;

namespace CamHa.Scheduler.Tests.Inbox.Saying;

public sealed class PointsRuleTests
{
    [Theory]
    [InlineData("1. Kết quả trong tuần: trồng 200 m\n2. Khó khăn, vướng mắc: không\n3. Đề xuất, kiến nghị: cấp cây\n4. Nhiệm vụ "
        + "tuần tới: dọn rác")]
    [InlineData("Kết quả: trồng 200 m\nKhó khăn: không\nĐề xuất: cấp cây\nTuần tới: dọn rác")]
    [InlineData("- Kết quả trong tuần\ntrồng 200 m\n- Khó khăn\nkhông\n- Kiến nghị\ncấp cây\n- Kế hoạch tuần tới\ndọn rác")]
    [InlineData("1. Kết quả: trồng 200 m; 2. Khó khăn: không; 3. Đề xuất: cấp cây; 4. Tuần tới: dọn rác")] // in one line
    [InlineData("KQ: trồng 200 m. KK: không. ĐX: cấp cây. Tuần tới: dọn rác.")]
    [InlineData("1. trồng 200 m\n2. không\n3. cấp cây\n4. dọn rác")]
    [InlineData("1) trồng 200 m 2) không 3) cấp cây 4) dọn rác")]
    [InlineData("trồng 200 m\nkhông\ncấp cây\ndọn rác")] // in their order
    [InlineData("Kính gửi Ban Chỉ đạo!\n\n1/ trồng 200 m\n2/ không\n3/ cấp cây\n4/ dọn rác\n\nTrân trọng.")]
    public void The_four_points_are_told_apart(string text)
    {
        foreach (var typed in new[] { text, Folded.Of(text) })
        {
            var points = PointsRule.Read(typed, isWeekly: true, hasFiles: false);
            Assert.NotNull(points);
            Assert.Equal(
                ("trong 200 m", "khong", "cap cay", "don rac", false),
                (Of(points.Results), Of(points.Difficulties), Of(points.Proposals), Of(points.NextWeek), points.IsUnsorted));
        }

        static string Of(string text) => Folded.Of(text).TrimEnd('.');
    }

    [Fact]
    public void A_figure_at_the_end_of_a_sentence_opens_no_point()
    {
        var points = PointsRule.Read(
            "1. Làm 23/60 bể của đợt 1. 2. thiếu ống nhựa; 6 hộ tổ 2. 3. cho làm bể chung. 4. làm tiếp.", isWeekly: true, hasFiles: false);
        Assert.Equal(
            ("Làm 23/60 bể của đợt 1.", "thiếu ống nhựa; 6 hộ tổ 2.", "cho làm bể chung.", "làm tiếp."),
            (points!.Results, points.Difficulties, points.Proposals, points.NextWeek));
    }

    [Theory]
    [InlineData("Đính chính: số hộ phân loại rác lũy kế là 502 hộ (không phải 512). Nội dung khác giữ nguyên.")]
    [InlineData("Tuần này thôn vận động 4 hộ sửa nhà, trồng 310 m hàng rào, đổ 120 m bê tông rãnh thoát nước; nhân dân góp 46 ngày công, "
        + "thu gom 1,8 tấn rác. Danh sách các hộ thôn sẽ gửi sau.")]
    public void A_report_may_speak_of_what_is_not_or_follows_later(string text) =>
        Assert.Equal(text, PointsRule.Read(text, isWeekly: true, hasFiles: false)!.Results);

    [Theory]
    [InlineData("Không phát sinh")]
    [InlineData("Tuần này không phát sinh gì ạ.")]
    [InlineData("Kính gửi BCĐ\nTuần 24 đơn vị không có gì mới.\nTrân trọng")]
    [InlineData("khong phat sinh")]
    [InlineData("Dạ, thôn báo cáo: không có nội dung gì phát sinh")]
    public void Nothing_to_report_is_a_full_answer(string text) =>
        Assert.True(PointsRule.Read(text, isWeekly: true, hasFiles: false) is { IsNothing: true, Results: "" });

    [Theory]
    [InlineData("Trong tuần thôn đã trồng 200 m hàng rào và dọn hai đoạn đường, dân rất hưởng ứng.")]
    [InlineData("Không phát sinh vướng mắc, đã trồng 200 m.")]
    public void What_cannot_be_told_apart_is_taken_whole(string text)
    {
        var points = PointsRule.Read(text, isWeekly: true, hasFiles: false);
        Assert.Equal((text, true), (points?.Results, points?.IsUnsorted));
        Assert.Null(PointsRule.Read(text, isWeekly: false, hasFiles: false));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Đã nhận, cảm ơn.")]
    [InlineData("Vâng ạ")]
    [InlineData("OK")]
    [InlineData("Chiều nay đơn vị gửi ạ")]
    [InlineData("Đơn vị sẽ nộp báo cáo vào sáng mai")]
    [InlineData("Báo cáo theo mẫu nào ạ?")]
    [InlineData("Xin nộp muộn một ngày")]
    [InlineData("Gửi nhầm địa chỉ rồi")]
    [InlineData("Hủy")]
    [InlineData("Test")]
    [InlineData("1")]
    [InlineData("Vâng, nhờ xã hỗ trợ thêm")]
    [InlineData("Thôn chưa có báo cáo")]
    [InlineData("Chưa làm báo cáo được vì bận gặt")]
    [InlineData("Đã nộp báo cáo rồi")]
    [InlineData("Thôn nộp bản giấy rồi")]
    [InlineData("Đang tổng hợp")]
    [InlineData("Đang làm")]
    [InlineData("Đợi em chút")]
    [InlineData("Tôi nghỉ việc rồi, liên hệ anh Nam")]
    [InlineData("Anh gọi lại cho em số 0912345678")]
    [InlineData("Mình nhận được rồi, để mình xem")]
    [InlineData("Đã chuyển cho kế toán làm")]
    [InlineData("Cho em xin mẫu báo cáo")]
    [InlineData("Tuần tới em báo cáo gộp")]
    [InlineData("Chúc anh cuối tuần vui vẻ")]
    [InlineData("Không mở được mẫu")]
    [InlineData("Sao nhắc hoài vậy")]
    [InlineData("1. Kết quả trong tuần\n2. Khó khăn, vướng mắc\n3. Đề xuất, kiến nghị\n4. Nhiệm vụ tuần tới")] // nothing filled in
    public void What_is_no_report_is_none(string text) => Assert.Null(PointsRule.Read(text, isWeekly: true, hasFiles: false));

    [Theory]
    [InlineData("[NTM] V/v nhắc nộp báo cáo tuần 24/2022 (hạn 16h00, 17/6)", "2022-W24")]
    [InlineData("báo cáo tuần 23–24/2022", "2022-W24")]
    [InlineData("bao cao tuan 24", "2022-W24")]
    [InlineData("tuần 60/2022", null)]
    [InlineData("200 m", null)]
    public void The_week_is_read(string text, string? week) => Assert.Equal(week, WeekInTextRule.Find(text, new(2022, 6, 15)));
}
