using CamHa.Scheduler.Import;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Tests.Import;

public sealed class DayTextTests
{
    [Theory]
    [InlineData("30/06/2026")]
    [InlineData("30/6/2026")]
    [InlineData("2026-06-30")]
    [InlineData("30-06-2026")]
    [InlineData("30.6.2026")]
    [InlineData("30/06/2026 00:00:00")] // a cell that Excel shows with its time
    [InlineData("2026-06-30 0:00")]
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
}
