using CamHa.Scheduler.Import.Layouts;

namespace CamHa.Scheduler.Tests.Import.Layouts;

public sealed class DueTextRuleTests
{
    [Theory]
    [InlineData("30/6", "30/06/2022")]
    [InlineData("trước 30/6/2022", "30/06/2022")]
    [InlineData("Trước ngày 30/6", "30/06/2022")]
    [InlineData("30/6/2022", "30/06/2022")]
    [InlineData("30-6-22", "30/06/2022")]
    [InlineData("30.06.2022", "30/06/2022")]
    [InlineData("2022-06-30", "30/06/2022")]
    [InlineData("30/06/2022 07:30", "30/06/2022")]
    [InlineData("Ngày 30 tháng 6 năm 2022", "30/06/2022")]
    [InlineData("Hoàn thành trước 30/6", "30/06/2022")]
    [InlineData("Xong trước ngày 05/9.", "05/09/2022")]
    [InlineData("Tháng 6", "30/06/2022")]
    [InlineData("T6/2022", "30/06/2022")]
    [InlineData("6/2022", "30/06/2022")]
    [InlineData("hết tháng 6", "30/06/2022")]
    [InlineData("cuối tháng Tư", "30/04/2022")]
    [InlineData("Quý II", "30/06/2022")]
    [InlineData("quý 3/2022", "30/09/2022")]
    [InlineData("Hết Quý I năm 2022", "31/03/2022")]
    // The campaign ends a day before the quarter does.
    [InlineData("Quý IV", "30/12/2022")]
    [InlineData("Tháng 12", "30/12/2022")]
    [InlineData("6 tháng đầu năm", "30/06/2022")]
    [InlineData("6 tháng cuối năm 2022", "30/12/2022")]
    [InlineData("Cuối năm", "30/12/2022")]
    [InlineData("Trong năm 2022", "30/12/2022")]
    [InlineData("01/6 - 30/6", "30/06/2022")]
    [InlineData("01/6/2022 – 30/6/2022", "30/06/2022")]
    [InlineData("15-30/6", "30/06/2022")]
    [InlineData("Từ ngày 01/3 đến ngày 30/6", "30/06/2022")]
    [InlineData("Tháng 5, 6", "30/06/2022")]
    [InlineData("Tháng 4-6/2022", "30/06/2022")]
    [InlineData("Quý I, II", "30/06/2022")]
    [InlineData("quý II - III", "30/09/2022")]
    [InlineData("9 tháng", "30/09/2022")]
    [InlineData("sáng 12/6", "12/06/2022")]
    [InlineData("12/6/2022 8h00", "12/06/2022")]
    [InlineData("8h00 ngày 12/6/2022", "12/06/2022")]
    public void A_text_of_time_means_its_last_day(string text, string day)
    {
        var reading = Decide(text);
        Assert.Equal(day, $"{reading?.Day:dd/MM/yyyy}");
        Assert.True(reading!.IsSure);
        Assert.Empty(reading.Note);
    }

    [Theory]
    [InlineData("Thường xuyên", "thường xuyên")]
    [InlineData("Cả năm", "thường xuyên (Cả năm)")]
    [InlineData("Hằng tuần", "thường xuyên (Hằng tuần)")]
    [InlineData("Liên tục", "thường xuyên (Liên tục)")]
    [InlineData("hàng tháng, báo cáo ngày 25", "thường xuyên (hàng tháng, báo cáo ngày 25)")]
    public void What_has_no_end_ends_with_the_campaign_and_is_noted(string text, string note)
    {
        var reading = Decide(text)!;
        Assert.Equal((new DateOnly(2022, 12, 30), note, true), (reading.Day, reading.Note, reading.IsSure));
    }

    [Theory]
    [InlineData("đầu tháng 6", "10/06/2022")]
    [InlineData("trước tháng 6", "31/05/2022")]
    [InlineData("31/6", "30/06/2022")]
    [InlineData("6/30/2022", "30/06/2022")]
    [InlineData("30/6; 30/9", "30/09/2022")]
    [InlineData("15/01", "15/01/2022")]
    [InlineData("tuần 2 tháng 6", "14/06/2022")]
    public void What_may_mean_something_else_is_proposed_and_not_taken(string text, string day)
    {
        var reading = Decide(text);
        Assert.Equal(day, $"{reading?.Day:dd/MM/yyyy}");
        Assert.False(reading!.IsSure);
    }

    [Theory]
    [InlineData("31/12")]
    [InlineData("31/12/2022")]
    [InlineData("15/12/2021")]
    [InlineData("Quý I/2023")]
    public void A_day_outside_the_campaign_is_not_shown_as_sure_and_refused_later(string text)
    {
        var reading = Decide(text)!;
        Assert.Equal((false, false), (reading.IsSure, reading.IsOffered));
        Assert.Equal("ngoài thời gian của kế hoạch, 16/02/2022 - 30/12/2022", $"{reading.How}");
    }

    [Theory]
    [InlineData("khi có kinh phí")]
    [InlineData("Tuần 4")]
    [InlineData("Thứ 7 hằng tuần")]
    [InlineData("theo kế hoạch của huyện")]
    [InlineData("")]
    [InlineData("6")]
    [InlineData("Nghị quyết 15, tháng 6")]
    [InlineData("99/99/9999")]
    [InlineData("45/6")]
    public void What_is_no_time_is_not_understood(string text) => Assert.Null(Decide(text));

    [Theory]
    // Of two years' days of that name, the one that lies within.
    [InlineData("15/3", "15/03/2023", true)]
    [InlineData("Tháng 11", "30/11/2022", true)]
    [InlineData("Quý I", "31/03/2023", true)]
    // Both lie within.
    [InlineData("15/10", "15/10/2022", false)]
    [InlineData("Tháng 10", "31/10/2022", false)]
    public void A_campaign_over_two_years_takes_the_day_that_lies_within(string text, string day, bool isSure)
    {
        var reading = DueTextRule.Decide(text, new(2022, 10, 1), new(2023, 10, 31))!;
        Assert.Equal((day, isSure), ($"{reading.Day:dd/MM/yyyy}", reading.IsSure));
    }

    private static DueReading? Decide(string text) => DueTextRule.Decide(text, new(2022, 2, 16), new(2022, 12, 30));
}
