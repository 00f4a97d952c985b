using CamHa.Scheduler.Mail;

namespace CamHa.Scheduler.Deadlines;

/// <summary>The buttons by which a unit answers about one assignment. What they write is what the inbox understands.</summary>
internal static class DigestButtons
{
    /// <summary>So many assignments have buttons, the most urgent; more would be a wall. The others are answered in words.</summary>
    public const int MostLines = 5;

    /// <param name="address">Where the answer goes.</param>
    /// <param name="code">The assignment's.</param>
    public static IReadOnlyList<AnswerButton> Of(string address, string code) =>
    [
        .. new[]
        {
            AnswerButton.Of("Xong", address, $"{code} xong", $"{code} xong"),
            AnswerButton.Of("Đang làm", address, $"{code} đang làm", $"{code} đang làm"),
            AnswerButton.Of(
                "Vướng / xin lùi hạn",
                address,
                $"{code} vướng mắc, xin lùi hạn",
                $"{code} vướng mắc, xin lùi hạn đến ngày: ",
                "Lý do: "),
        }.Where(button => button.Works),
    ];
}
