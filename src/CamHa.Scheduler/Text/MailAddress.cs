using System.Diagnostics.CodeAnalysis;
using MimeKit;

namespace CamHa.Scheduler.Text;

/// <summary>What counts as a mail address.</summary>
public static class MailAddress
{
    /// <summary>Whether the text is an address and nothing else: no display name, no comment, no blanks around it.</summary>
    public static bool IsValid(string text) => TryParse(text, out _);

    /// <summary>Whether other organisations' servers take it too: ASCII only, and a domain with a dot.</summary>
    public static bool IsPublic(string text) =>
        TryParse(text, out var mailbox) && text[0] != '@' && mailbox.Domain.Contains('.') && text.All(char.IsAscii);

    private static bool TryParse(string text, [NotNullWhen(true)] out MailboxAddress? mailbox) =>
        MailboxAddress.TryParse(text, out mailbox) && mailbox.Address == text && text.Contains('@', StringComparison.Ordinal);
}
