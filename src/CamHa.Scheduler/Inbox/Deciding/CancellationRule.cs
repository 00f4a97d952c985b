using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Inbox.Deciding;

/// <summary>Whether an answer to an acknowledgement takes back what it acknowledges: the one word "hủy".</summary>
internal static class CancellationRule
{
    private static readonly char[] Around = [' ', '\n', '.', '!', '"', '“', '”'];

    /// <param name="text">What is new in the mail.</param>
    public static bool IsOne(string text) => FoldKey.Of(text.Trim(Around)) == "huy";
}
