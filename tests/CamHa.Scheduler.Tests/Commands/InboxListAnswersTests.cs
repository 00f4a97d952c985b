using CamHa.Scheduler.Commands;
using CamHa.Scheduler.Inbox;
using CamHa.Scheduler.Inbox.Deciding;

namespace CamHa.Scheduler.Tests.Commands;

public sealed class InboxListAnswersTests
{
    private static readonly ListedMail Mail = new() { Id = 6, SizeBytes = 60, Unit = "BPT-TT", GestureId = 22 };

    // Whoever had taken it back was told that it was in the plan.
    [Fact]
    public void A_mail_whose_change_was_taken_back_is_said_to_be_so_with_the_way_to_apply_it_again()
    {
        Assert.Null(InboxListAnswers.Next(Mail with { State = InboxState.Applied }));
        Assert.Equal(
            "ghi lại: camha inbox apply 6 --unit BPT-TT",
            InboxListAnswers.Next(Mail with { State = InboxState.Applied, UndoneById = 24 }));
    }

    // The way that was shown could only be refused.
    [Fact]
    public void A_strangers_mail_is_shown_with_the_unit_that_it_takes_to_apply_it() => Assert.Contains(
        "camha inbox apply 6 --unit BPT-TT",
        InboxListAnswers.Next(Mail with
        {
            State = InboxState.Triage,
            GestureId = null,
            SenderLevel = SenderLevel.Stranger,
        }),
        StringComparison.Ordinal);
}
