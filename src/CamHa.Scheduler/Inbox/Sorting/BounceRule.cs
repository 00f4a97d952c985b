using System.Text.RegularExpressions;
using CamHa.Scheduler.Inbox.Cutting;
using CamHa.Scheduler.Inbox.Reading;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Inbox.Sorting;

/// <summary>
/// Whether a mail says that another one was not delivered, and to whom: by its delivery status, by X-Failed-Recipients, then by the
/// words for people.
/// </summary>
internal static partial class BounceRule
{
    // Each costs a reading of the text; a report of more is made by hand.
    private const int MostRecipients = 100;

    /// <returns>Null where it is none.</returns>
    public static Sorted? Read(IncomingMail mail)
    {
        if (IsChallenge(mail))
        {
            return new(MailKind.Automatic, [], new(
                "Máy bên nhận hỏi lại người gửi trước khi nhận thư.", "A challenge-response system asks."));
        }

        if (ByStatus(mail) is { } byStatus)
            return byStatus;
        var failed = mail.Headers.All("X-Failed-Recipients")
            .SelectMany(value => Address().Matches(value))
            .Select(match => match.Value)
            .ToList();
        var isDelayed = IsDelayed(mail);
        if (failed.Count > 0)
        {
            var recipients = failed.Distinct(StringComparer.OrdinalIgnoreCase).Take(MostRecipients)
                .Select(address => FailureClassRule.Of(address, FailureTextRule.SaidOf(mail.Told, address), null, isDelayed))
                .ToList();
            return Bounce(mail, recipients, new("Theo dòng X-Failed-Recipients.", "By X-Failed-Recipients."));
        }

        return ByWords(mail, isDelayed);
    }

    private static Sorted? ByStatus(IncomingMail mail)
    {
        // Where the parts are broken, their text still has the fields.
        var status = mail.DeliveryStatus ?? (Recipient().IsMatch(mail.Told) ? mail.Told : null);
        if (status is null)
            return null;
        var (failed, arrived) = DeliveryStatusRule.Read(status);
        if (failed.Count == 0 && arrived > 0)
        {
            return new(MailKind.Automatic, [], new(
                "Máy chủ thư báo đã phát thư, không phải trả lại.", "A delivery receipt (DSN), no failure."));
        }

        if (failed.Count == 0)
            return null;
        var recipients = new List<ReportedRecipient>();
        foreach (var each in failed)
        {
            var address = each.Address.Length > 0 ? each.Address : OnlyOther(mail);
            recipients.Add(each.Said.Length > 0
                ? FailureClassRule.Of(address, each.Said, each.Status, each.IsDelayed)
                : FailureClassRule.OfStatus(
                    address, each.Status, FailureTextRule.SaidOf(mail.Told, address.Length > 0 ? address : "\0"), each.IsDelayed));
        }

        return Bounce(mail, [.. recipients.DistinctBy(each => each.Address.ToLowerInvariant())], new(
            "Theo báo cáo phát thư (RFC 3464).", "By its delivery status (RFC 3464)."));
    }

    private static Sorted? ByWords(IncomingMail mail, bool isDelayed)
    {
        var subject = Folded.Of(mail.Subject);
        var saysSubject = Phrases.That("failure", "subject").In(subject);
        var told = FailureTextRule.Before(mail.Told);
        var saysText = Phrases.That("failure", "text").In(OneLine(told));
        var isDaemons = IsDaemon(mail);
        // A person may write "mail delivery" in a subject; a server says it in both places, or is known by its name.
        if (!(isDaemons && (saysSubject ?? saysText) is not null) && !(saysSubject is not null && saysText is not null))
            return null;
        var found = FailureTextRule.Read(mail.Told, [.. mail.To, mail.From]);
        var recipients = found.Take(MostRecipients).Select(each => FailureClassRule.Of(each.Address, each.Said, null, isDelayed)).ToList();
        var domain = mail.From[(mail.From.LastIndexOf('@') + 1)..];
        if (recipients.Count == 0 && domain.Length > 0)
        {
            recipients.AddRange(FailureTextRule.LocalNames(mail.Told)
                .Take(MostRecipients)
                .Select(name => FailureClassRule.Of($"{name}@{domain}", told, null, isDelayed)));
        }

        if (recipients.Count == 0)
        {
            var address = Address().Match(mail.Subject) is { Success: true } named ? named.Value : OnlyOther(mail);
            if (address.Length > 0)
                recipients.Add(FailureClassRule.Of(address, told, null, isDelayed));
        }

        return Bounce(mail, recipients, new(
            $"Theo lời báo của máy chủ thư: “{saysSubject ?? saysText}”.", $"By the server's words: '{saysSubject ?? saysText}'."));
    }

    private static Sorted Bounce(IncomingMail mail, IReadOnlyList<ReportedRecipient> recipients, Bilingual step) =>
        new(MailKind.Bounce, recipients, step) { About = About(mail) };

    // Who alone the returned mail was for.
    private static string OnlyOther(IncomingMail mail)
    {
        var to = mail.Returned?["To"] is { Length: > 0 } header ? header : ReturnedTo().Match(mail.Told).Groups[1].Value;
        var addresses = Address().Matches(to).Select(match => match.Value).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return addresses is [var only] ? only : "";
    }

    private static string About(IncomingMail mail)
    {
        var id = mail.Returned?["Message-ID"] is { Length: > 0 } header ? header : ReturnedId().Match(mail.Told).Groups[1].Value;
        return id.Trim(' ', '<', '>');
    }

    private static bool IsDaemon(IncomingMail mail) =>
        Daemon().IsMatch(mail.From) || DaemonName().IsMatch(Folded.Of(mail.FromName))
        || mail.Headers["Return-Path"].Trim() is "<>" || mail.Headers["From"].Trim() is "<>"
        || Daemon().IsMatch(mail.Headers["From"]);

    private static bool IsDelayed(IncomingMail mail) =>
        Phrases.That("delay", "text").In(Folded.Of(mail.Subject)) is not null
        || Phrases.That("delay", "text").In(OneLine(FailureTextRule.Before(mail.Told)).Truncated(1500)) is not null;

    private static bool IsChallenge(IncomingMail mail)
    {
        return (mail.DeliveryStatus is { } status && Challenged().IsMatch(Folded.Of(status)))
            || (!Daemon().IsMatch(mail.From) && mail.DeliveryStatus is null
                && Phrases.That("challenge", "text").In(OneLine(mail.Told).Truncated(3000)) is not null
                && Confirm().IsMatch(OneLine(mail.Told)));
    }

    private static string OneLine(string text) => Spaces().Replace(Folded.Of(text.Truncated(20_000)), " ");

    [GeneratedRegex(@"[A-Za-z0-9._%+=/'-]+@[A-Za-z0-9#][A-Za-z0-9.-]*[A-Za-z0-9]")]
    private static partial Regex Address();

    [GeneratedRegex(@"^\W*(?:mailer-?daemon|postmaster|mail-?daemon|mdaemon|maildelivery|mail-?delivery|bounces?|double-bounce)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Daemon();

    [GeneratedRegex(@"mail delivery|mailer-daemon|mail administrator|system administrator|delivery (?:sub)?system|postmaster|"
        + @"mail system|internet mail delivery")]
    private static partial Regex DaemonName();

    [GeneratedRegex(@"\b(?:click|reply to|confirm|verify|respond|visit|follow)\b")]
    private static partial Regex Confirm();

    [GeneratedRegex("boxbe|requires confirmation|not pre-approved|confirm your")]
    private static partial Regex Challenged();

    [GeneratedRegex(@"^(?:Final|Original)-Recipient:", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex Recipient();

    [GeneratedRegex(@"^[ \t>]*To:[ \t]*(.+)$", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex ReturnedTo();

    [GeneratedRegex(@"^[ \t>]*Message-ID:[ \t]*(\S+)", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex ReturnedId();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
