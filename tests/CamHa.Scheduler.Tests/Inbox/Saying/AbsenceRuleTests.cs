using CamHa.Scheduler.Inbox.Saying;

namespace CamHa.Scheduler.Tests.Inbox.Saying;

/// <summary>Until when somebody is away.</summary>
public sealed class AbsenceRuleTests
{
    private static readonly DateOnly Received = new(2022, 6, 17);

    [Theory]
    [InlineData("Tôi vắng đến 20/6.", 20)]
    [InlineData("Tôi đi công tác từ 13/6 đến hết ngày 20/6/2022, việc gấp xin gọi 0912345678", 20)]
    [InlineData("Tôi nghỉ phép tới thứ hai, ngày 20 tháng 6", 20)]
    [InlineData("Toi nghi den het thang 6", 30)]
    [InlineData("Tôi nghỉ phép, trở lại làm việc ngày 21/6/2022", 20)]
    [InlineData("I am out of the office until June 20, 2022.", 20)]
    [InlineData("On leave from 13 June to 20th of June", 20)]
    [InlineData("I will return to the office on Tuesday, 21 June 2022", 20)]
    [InlineData("I am away and back on 21/6", 20)]
    public void The_last_day_is_read(string text, int day) => Assert.Equal(new(2022, 6, day), AbsenceRule.Read(text, Received));

    [Theory]
    [InlineData("Tôi vắng mặt vài hôm, sẽ trả lời sau.")]
    [InlineData("Thư của anh đã đến. Báo cáo số 12/BC-UBND xin gửi sau.")]
    [InlineData("I will answer to all mails next week.")]
    public void Where_none_is_named_there_is_none(string text) => Assert.Null(AbsenceRule.Read(text, Received));
}
