using System.Text.RegularExpressions;
using CamHa.Scheduler.Inbox.Cutting;
using CamHa.Scheduler.Inbox.Reading;

namespace CamHa.Scheduler.Inbox.Sorting;

/// <summary>What kind of mail came. What no person wrote never counts as an answer, whatever stands in it.</summary>
internal static partial class MailKindRule
{
    public static Sorted Sort(IncomingMail mail)
    {
        if ((FeedbackRule.Read(mail) ?? BounceRule.Read(mail) ?? AutomaticRule.Read(mail)) is { } sorted)
            return sorted;
        if (IsOfList(mail))
            return new(MailKind.Foreign, [], new("Thư của một danh sách gửi chung.", "A mailing list's."));
        return mail.AnswersTo.Count > 0 || Prefix().IsMatch(Folded.Of(mail.Subject))
            ? new(MailKind.Answer, [], new("Trả lời một thư.", "It answers a mail."))
            : new(MailKind.Foreign, [], new("Không trả lời thư nào.", "It answers no mail."));
    }

    /// <summary>Whether a list has sent it, to which nobody answers by himself.</summary>
    public static bool IsOfList(IncomingMail mail) =>
        mail.Headers.Has("List-Id") || mail.Headers.Has("List-Unsubscribe") || mail.Headers.Has("List-Post");

    [GeneratedRegex(@"^\s*(?:re|aw|sv|tra loi|ve viec|tl|fw|fwd|chuyen tiep)\s*(?:\[\d+\])?:")]
    private static partial Regex Prefix();
}
