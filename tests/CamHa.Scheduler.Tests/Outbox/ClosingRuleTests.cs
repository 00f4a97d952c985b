using CamHa.Scheduler.Outbox;

namespace CamHa.Scheduler.Tests.Outbox;

public sealed class ClosingRuleTests
{
    [Fact]
    public void One_word_of_a_server_closes_and_one_mail_that_came_back_does_not()
    {
        Assert.True(ClosingRule.Closes([Of(1, FailureWay.Smtp)]));
        Assert.False(ClosingRule.Closes([Of(1, FailureWay.Mail)]));
        Assert.True(ClosingRule.Closes([Of(1, FailureWay.Mail), Of(2, FailureWay.Mail)]));
    }

    [Fact]
    public void Two_reports_of_one_mail_are_one_and_a_report_that_names_none_of_ours_is_nothing()
    {
        Assert.False(ClosingRule.Closes([Of(1, FailureWay.Mail), Of(1, FailureWay.Mail)]));
        Assert.False(ClosingRule.Closes([Of(1, FailureWay.Claim), Of(2, FailureWay.Claim), Of(3, FailureWay.Mail)]));
    }

    private static DeliveryFailure Of(long mail, FailureWay way) => new() { OutboxMessageId = mail, Way = way, IsHard = true };
}
