using System.Text.RegularExpressions;
using CamHa.Scheduler.Inbox.Reading;
using CamHa.Scheduler.Mail;

namespace CamHa.Scheduler.Inbox.Sorting;

/// <summary>Whether a provider reports that a reader called a mail spam (RFC 5965, and Hotmail's form before it).</summary>
internal static partial class FeedbackRule
{
    private static readonly string[] Fields = ["Original-Rcpt-To", "Removal-Recipient", "Final-Recipient"];

    /// <returns>Null where it is none.</returns>
    public static Sorted? Read(IncomingMail mail)
    {
        var isHotmails = mail.Returned is not null
            && mail.Subject.StartsWith("complaint about message from", StringComparison.OrdinalIgnoreCase);
        var isDeclared = mail.Headers["Content-Type"].Contains("feedback-report", StringComparison.OrdinalIgnoreCase);
        if (mail.FeedbackReport is null && !isHotmails && !isDeclared)
            return null;
        var named = Fields.SelectMany(field => Field(field).Matches(mail.FeedbackReport ?? "").Select(match => match.Groups[1].Value))
            .Append(mail.Returned?["X-HmXmrOriginalRecipient"] ?? "")
            .Append(mail.Returned?["To"] ?? "");
        var address = named.Select(value => Address().Match(value).Value)
            .FirstOrDefault(value => value.Length > 0 && !Redacted().IsMatch(value)) ?? "";
        return new(
            MailKind.Feedback,
            [new(address, FailureClass.Feedback, false, null, "")],
            new("Nhà cung cấp báo thư bị người nhận đánh dấu là thư rác.", "A feedback report: a reader called a mail spam."))
        {
            About = mail.Returned?["Message-ID"].Trim(' ', '<', '>') ?? "",
        };
    }

    private static Regex Field(string name) => new(
        $@"^{name}:[ \t]*(.+)$", RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking);

    [GeneratedRegex(@"[A-Za-z0-9._%+=/'-]+@[A-Za-z0-9][A-Za-z0-9.-]*[A-Za-z0-9]")]
    private static partial Regex Address();

    [GeneratedRegex("^(?:redacted|undisclosed)", RegexOptions.IgnoreCase)]
    private static partial Regex Redacted();
}
