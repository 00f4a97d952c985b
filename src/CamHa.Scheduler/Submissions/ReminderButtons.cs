using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Submissions;

/// <summary>The buttons by which a unit submits its week. What they write is what the inbox understands.</summary>
internal static class ReminderButtons
{
    /// <summary>
    /// Opens what the unit planned for this week, in square brackets before its results. It stays a plan: nobody is taken to have done
    /// it by sending what we have written.
    /// </summary>
    public const string Planned = "kế hoạch đã gửi";

    // In steps of that many letters a plan is shortened until the link works.
    private const int Step = 10;

    /// <param name="address">Where the answer goes.</param>
    /// <param name="week">The week's name, such as "tuần 24/2022".</param>
    /// <param name="plan">What the unit planned for it, the week before; empty where it did not say.</param>
    public static IReadOnlyList<AnswerButton> Of(string address, string week, string plan) =>
    [
        Report(address, week, CleanText.OneLine(plan).Replace('[', '(').Replace(']', ')')),
        AnswerButton.Of("Không phát sinh", address, $"Báo cáo {week}: không phát sinh", "Không phát sinh"),
    ];

    private static AnswerButton Report(string address, string week, string plan)
    {
        for (var length = Math.Min(plan.Length, AnswerButton.LongestLink); ; length -= Step)
        {
            var note = length > 0 ? $"[{Planned}: {plan.Abbreviated(length)}] " : "";
            var button = AnswerButton.Of(
                "Nộp báo cáo tuần",
                address,
                $"Báo cáo {week}",
                $"1. Kết quả trong tuần: {note}",
                "2. Khó khăn, vướng mắc: ",
                "3. Đề xuất, kiến nghị: ",
                "4. Nhiệm vụ tuần tới: ");
            if (button.Works || length <= 0)
                return button;
        }
    }
}
