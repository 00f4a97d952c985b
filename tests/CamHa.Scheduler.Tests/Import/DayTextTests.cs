using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Import;
using CamHa.Scheduler.Tests.Infrastructure;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Tests.Import;

public sealed class DayTextTests
{
    private static readonly CampaignClock Clock =
        new(new SettableClock(new(2026, 6, 10, 3, 0, 0, TimeSpan.Zero)), CampaignClock.FindZone("Asia/Ho_Chi_Minh"));

    [Theory]
    [InlineData("30/06/2026")]
    [InlineData("30/6/2026")]
    [InlineData("2026-06-30")]
    [InlineData("30-06-2026")]
    [InlineData("30.6.2026")]
    [InlineData("30/06/2026 00:00:00")] // a cell that Excel shows with its time
    [InlineData("2026-06-30 0:00")]
    [InlineData("ngày 30 tháng 6 năm 2026")] // as documents write it
    [InlineData("Thứ Ba, ngày 30/6/2026.")]
    [InlineData("30 - 6 - 2026")]
    [InlineData("30 tháng 06/2026")]
    public void A_day_is_read_as_people_write_it(string value)
    {
        Assert.True(Vietnamese.TryReadDay(value, out var day));
        Assert.Equal(new(2026, 6, 30), day);
    }

    [Theory]
    [InlineData("12/2025", "chỉ có tháng", "31/12/2025")]
    [InlineData("tháng 2/2028", "chỉ có tháng", "29/02/2028")]
    [InlineData("T6/2026", "chỉ có tháng", "30/06/2026")]
    [InlineData("Tháng 6", "chỉ có tháng", "ngày cuối cùng có cả năm, như 30/06/2026")]
    [InlineData("Quý II", "chỉ có quý", "ngày cuối cùng có cả năm, như 30/06/2026")]
    [InlineData("Quý IV/2026", "chỉ có quý", "31/12/2026")]
    [InlineData("quý 3 năm 2026", "chỉ có quý", "30/09/2026")]
    [InlineData("Năm 2026", "chỉ có năm", "31/12/2026")]
    [InlineData("Thường xuyên", "không có ngày hạn", "ngày kết thúc kế hoạch, và ghi “thường xuyên” vào cột note")]
    [InlineData("46022", "là ngày đã bị Excel đổi thành số", "31/12/2025")]
    [InlineData("12/31/2026", "có tháng đứng trước ngày", "31/12/2026")]
    [InlineData("30/06/26", "thiếu hai chữ số của năm", "30/06/2026")]
    [InlineData("trước 30/6", "thiếu năm", "cả năm, như 30/6/2026")]
    [InlineData("ngày 30 tháng 6", "thiếu năm", "cả năm, như 30/6/2026")]
    public void What_is_no_day_is_answered_with_what_to_write(string value, string what, string instead)
    {
        Assert.False(Vietnamese.TryReadDay(value, out _));
        Assert.Equal((what, instead), DayText.Instead(value));
    }

    [Theory]
    [InlineData("31/6/2026")]
    [InlineData("sau Tết")]
    [InlineData("123")]
    [InlineData("")]
    public void What_seems_nothing_is_left_to_the_reader(string value)
    {
        Assert.False(Vietnamese.TryReadDay(value, out _));
        Assert.Null(DayText.Instead(value));
    }

    [Theory]
    [InlineData("31/02/2026", "“31/02/2026”: tháng 2 không có ngày 31.")]
    [InlineData("2026-6-31", "“2026-6-31”: tháng 6 không có ngày 31.")]
    [InlineData("ngày 30 tháng 2 năm 2026", "“ngày 30 tháng 2 năm 2026”: tháng 2 không có ngày 30.")]
    public void A_day_that_its_month_has_not_is_said_so(string value, string words) => Assert.Equal((null, words), DayText.Read(value));

    [Theory]
    [InlineData("17/06/2026 15:30")]
    [InlineData("17/6/2026 15h30")]
    [InlineData("15h30 ngày 17/6/2026")]
    [InlineData("15:30, 17-6-2026")]
    [InlineData("15 giờ 30 phút ngày 17 tháng 6 năm 2026")]
    [InlineData("ngày 17 tháng 6 năm 2026 lúc 15h30")]
    public void A_time_is_read_as_people_write_it(string value) =>
        Assert.Equal(Clock.Instant(new(2026, 6, 17, 15, 30, 0)), MomentText.Read(value, Clock)!.Value.At);

    [Fact]
    public void A_time_of_a_day_that_its_month_has_not_is_said_so()
    {
        Assert.Null(MomentText.Read("31/02/2026 10:00", Clock));
        Assert.Equal("“31/02/2026 10:00”: tháng 2 không có ngày 31.", DayText.NoTime("31/02/2026 10:00"));
        Assert.StartsWith("“hôm qua” không phải là thời điểm", DayText.NoTime("hôm qua"), StringComparison.Ordinal);
    }

    // Today is in the week 24 of 2026; without its year a week is the nearest.
    [Theory]
    [InlineData("2026-W24", "2026-W24")]
    [InlineData("2026-w24", "2026-W24")]
    [InlineData("Tuần 24", "2026-W24")]
    [InlineData("Tuần 52", "2025-W52")]
    [InlineData("tuần 48/2026", "2026-W48")]
    [InlineData("48/2026", "2026-W48")]
    [InlineData("Tuần thứ 48 năm 2026", "2026-W48")]
    [InlineData("5-2026", "2026-W05")]
    [InlineData("24", null)]
    [InlineData("tuần 53/2025", null)]
    [InlineData("2026-24", null)]
    [InlineData("", null)]
    public void A_week_is_read_as_people_write_it(string value, string? week)
    {
        var read = WeekText.Read(value, Clock);
        Assert.Equal(week, read.Week?.ToString());
        Assert.Equal(week is null, read.Fault.Length > 0);
    }
}
